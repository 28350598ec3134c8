"""What a team may set for a rule, with the defaults that hold when it sets nothing.

The engine fills defaults in from the schema; unit tests and older engines pass an empty mapping.
Both schema and defaults come from these models, so the two ways agree.
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

__all__ = ["Settings", "TieredSettings", "schema_of"]


class Settings(BaseModel):
    """Settings that every rule has."""

    model_config = ConfigDict(
        alias_generator=to_camel, extra="forbid", frozen=True, populate_by_name=True
    )

    undecided: Literal["report", "note"] = Field(
        default="report",
        description="What a rule does when a value it needs is unknown: report it at the level of "
        "the rule, or note it as advice.",
    )
    default_tier: int = Field(
        default=1, ge=1, le=4, description="Tier of resources that neither tag nor service names."
    )
    services: dict[str, int] = Field(
        default_factory=dict,
        description="Tier of each service, for stacks whose resources carry no pods:tier tag.",
    )


class TieredSettings(Settings):
    """Settings of a rule that holds down to some tier."""

    max_tier: int = Field(
        default=2, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )


def schema_of(model: type[Settings]) -> dict[str, dict[str, Any]]:
    """Return the JSON schema of each setting, as the SDK's configuration schema wants it."""
    properties: Mapping[str, dict[str, Any]] = model.model_json_schema(by_alias=True)["properties"]
    defaults = model().model_dump(by_alias=True)
    return {
        name: {**{k: v for k, v in schema.items() if k != "title"}, "default": defaults[name]}
        for name, schema in properties.items()
    }
