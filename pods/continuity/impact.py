"""What losing a capability does, over time, on scales that the plan defines."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from pods.continuity.durations import Duration, parse
from pods.continuity.vocabulary import Amount, Id, Level, Part, Text

__all__ = ["Analysis", "Curve", "Impact", "Scale", "ScaleLevel", "intolerable_after"]


def _each_span_once(value: Any) -> Any:
    """Refuse `1 h` beside `60 min`: of two levels for one span, one would be lost in silence."""
    written: dict[timedelta, str] = {}
    for key in value if isinstance(value, dict) else ():
        try:
            span = parse(key) if isinstance(key, str) else key
        except ValueError:
            continue  # refused as a span, at its own place
        if span in written:
            raise PydanticCustomError(
                "span_twice",
                "{first} and {second} are the same span; each span stands once. Keep one of them.",
                {"first": written[span], "second": str(key)},
            )
        written[span] = str(key)
    return value


Curve = Annotated[dict[Duration, Level], BeforeValidator(_each_span_once)]
"""The level reached after each span of time; it holds until the next."""


class ScaleLevel(Part):
    """One step of a scale."""

    meaning: Text
    """What this level looks like."""
    up_to: Amount | None = None
    """The loss that it ends at, where the dimension is money."""


class Scale(Part):
    """How impact in one dimension (revenue, trust, legal, operational, safety) is judged."""

    question: Text
    """What is asked of each capability."""
    levels: dict[Level, ScaleLevel] = Field(min_length=2)
    """The steps, by number, from the mildest."""
    intolerable: Level
    """The level that the business does not survive unharmed."""


class Impact(Part):
    """The impact of losing a capability."""

    outage: dict[Id, Curve] = Field(min_length=1)
    """For each dimension: the level that is reached after each span of time without it."""
    data_loss: dict[Id, Curve] = Field(default={})
    """For each dimension: the level that losing the last minutes or hours of data reaches."""
    cost_per_hour: Amount | None = None
    """What an hour without it costs."""


class Analysis(Part):
    """The business impact analysis that the plan rests on."""

    last: date
    """When it was last made."""
    every: Duration = timedelta(days=366)
    """How often it is made anew. Default: yearly."""
    method: Text | None = None
    """How impact was found: interviews, incidents, contracts."""


def intolerable_after(
    curves: Mapping[str, Mapping[timedelta, int]], scales: Mapping[str, Scale]
) -> tuple[timedelta, str] | None:
    """Return when impact first becomes intolerable and in which dimension; None if it never does.

    Dimensions without a scale are passed over: a check reports them.
    """
    reached = [
        (span, dimension)
        for dimension, curve in curves.items()
        if dimension in scales
        for span, level in curve.items()
        if level >= scales[dimension].intolerable
    ]
    return min(reached, default=None)
