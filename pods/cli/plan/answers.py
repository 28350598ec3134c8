"""What `pods plan init` asks: a section a class, a question a field, its words the docstring."""

import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from pods.continuity.durations import Duration
from pods.continuity.people import Contact
from pods.continuity.services import Placement
from pods.continuity.vocabulary import Id, Part, Percent, Size, Text

__all__ = [
    "Answers",
    "CapabilityAnswer",
    "CustomersAnswer",
    "DependencyAnswer",
    "Dimension",
    "PlacementAnswer",
    "ProductAnswer",
    "ServiceAnswer",
    "TeamAnswer",
]


class Dimension(StrEnum):
    """In which way a loss harms the business."""

    REVENUE = "revenue"
    TRUST = "trust"
    LEGAL = "legal"
    OPERATIONAL = "operational"
    SAFETY = "safety"


def _form(pattern: str, required: str, example: str) -> AfterValidator:
    """Refuse text of another form in words, rather than by showing the pattern."""

    def refuse(value: str) -> str:
        if re.fullmatch(pattern, value):
            return value
        raise PydanticCustomError(
            "form",
            "{observed}; {required} is required. Write it like {example}.",
            {"observed": repr(value)[:60], "required": required, "example": example},
        )

    return AfterValidator(refuse)


def _pattern(model: type[Part], field: str) -> str:
    """Return the form that the plan itself asks of a field."""
    return next(
        str(each.pattern)
        for each in model.model_fields[field].metadata
        if getattr(each, "pattern", None)
    )


_Email = Annotated[str, _form(_pattern(Contact, "email"), "a mailbox", "on-call@shop.example")]
_Phone = Annotated[
    str,
    _form(_pattern(Contact, "phone"), "a phone number in the international form", "+12025550142"),
]
_Page = Annotated[str, _form(r"https://\S+", "an https address", "https://status.shop.example")]
_Region = Annotated[str, _form(_pattern(Placement, "region"), "an AWS Region", "us-east-1")]


def _written(text: str) -> Any:
    """Return a default as a user would write it; it is read as answers are."""
    return Field(default=text)


class _Section(Part):
    model_config = ConfigDict(validate_default=True)


class ProductAnswer(_Section):
    """The product."""

    title: Text = "Web shop"
    """What is the product called?"""
    name: Id | None = None
    """Its name in tags and names? (default: from the title)"""
    journey: Text = "A customer gets what they came for"
    """What does a customer set out to do?"""


class CapabilityAnswer(_Section):
    """What the product does for customers."""

    name: Text = "Take orders"
    """What does it do for them?"""
    harms: Dimension = Dimension.REVENUE
    """Where does its loss hurt first? (revenue, trust, legal, operational, safety)"""
    intolerable_after: Duration = _written("4 h")
    """After how long without it is the harm intolerable?"""
    intolerable_loss: Duration = _written("1 h")
    """The loss of how much recent data is intolerable?"""


class ServiceAnswer(_Section):
    """The service that carries it."""

    name: Text = "Shop"
    """What is the service called?"""
    instances: int = Field(default=2, ge=1, le=1000)
    """How many instances carry the ordinary load?"""
    peak_instances: int = Field(default=4, ge=1, le=1000)
    """And the highest load?"""
    database_size: Size = _written("100 GB")
    """How much does its database hold?"""
    objects_size: Size | None = None
    """And its object store? (default: it has none)"""


class PlacementAnswer(_Section):
    """Where it stands."""

    region: _Region = "us-east-1"
    """Which is the home Region?"""
    availability_zones: list[str] | None = Field(default=None, min_length=2, max_length=2)
    """Which two zones of it? (default: its first two by letter)"""
    recovery_region: _Region | None = None
    """Which Region do copies go to? (default: one that is near)"""


class DependencyAnswer(_Section):
    """What it cannot do without, and others run."""

    name: Text = "Card payments"
    """What is it called?"""
    provides: Text = "Charging customers"
    """What is it used for?"""
    availability: Percent = 99.95
    """What availability does its provider promise, in percent?"""
    recovers_within: Duration = _written("4 h")
    """How soon does its provider promise to restore it?"""
    support: Text = "The provider's portal, priority case"
    """How is a case opened?"""
    fallback: Literal["retry", "queue", "cache", "manual"] = "queue"
    """What is done without it? (retry, queue, cache, manual)"""
    how: Text = "Requests are kept, and sent later"
    """How?"""
    within: Duration = _written("1 min")
    """How soon has that taken over?"""


class TeamAnswer(_Section):
    """Who answers for it."""

    name: Text = "Platform"
    """What is the team called?"""
    on_call_email: _Email = "on-call@shop.example"
    """Which mailbox reaches whoever is on call?"""
    on_call_phone: _Phone = "+12025550140"
    """And which phone?"""
    deputy_email: _Email = "deputy@shop.example"
    """Which mailbox reaches the deputy?"""
    deputy_phone: _Phone = "+12025550141"
    """And which phone?"""
    director_email: _Email = "director@shop.example"
    """Which mailbox reaches the director on duty, who approves the plan?"""
    director_phone: _Phone = "+12025550142"
    """And which phone?"""


class CustomersAnswer(_Section):
    """How customers are told."""

    email: _Email = "customers@shop.example"
    """Which list reaches customers?"""
    page: _Page = "https://status.shop.example"
    """Which page shows announcements?"""
    languages: list[Literal["en", "de", "es", "fr"]] = Field(default=["en"], min_length=1)
    """In which languages? (en, de, es, fr)"""


class Answers(_Section):
    """Everything that a first draft is made from."""

    product: ProductAnswer = ProductAnswer()
    capabilities: list[CapabilityAnswer] = Field(default=[CapabilityAnswer()], min_length=1)
    service: ServiceAnswer = ServiceAnswer()
    placement: PlacementAnswer = PlacementAnswer()
    dependencies: list[DependencyAnswer] = Field(default=[])
    team: TeamAnswer = TeamAnswer()
    customers: CustomersAnswer = CustomersAnswer()
