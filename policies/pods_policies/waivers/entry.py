"""One waiver as a file writes it."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import model_validator as validator
from pydantic_core import PydanticCustomError

from pods_policies.waivers.ledger import Waiver

__all__ = ["Entry"]


def _one_line(value: Any) -> Any:
    """Join the lines of a text: a message shows it in one."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _no_number(value: Any) -> Any:
    """Refuse a number: read as seconds since 1970, it would be some day that nobody meant."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_type", "a date such as 2026-03-31 is required")
    return value


Words = Annotated[
    str, BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=1000, strict=True)
]
Day = Annotated[date, BeforeValidator(_no_number)]


class Entry(BaseModel):
    """An exception from one rule for one resource, or for those that a pattern means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Words = Field(description="Id of the rule, such as BC-HA-001.")
    resource: Words = Field(
        description="The resource's URN or name, or either with * and ? as wildcards."
    )
    owner: Words = Field(description="Who answers for the risk.")
    approver: Words = Field(description="Who accepted it.")
    reason: Words = Field(description="Why the rule cannot be kept for now.")
    control: Words = Field(description="What protects instead.")
    approved: Day = Field(description="Day of the approval; the waiver holds from then on.")
    expires: Day = Field(description="Last day on which the waiver holds.")

    @validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.expires < self.approved:
            raise PydanticCustomError("waiver_order", "it expires before it was approved")
        return self

    def waiver(self, place: str, *, beside_code: bool) -> Waiver:
        """Return the waiver that it stands for."""
        return Waiver(**self.model_dump(), place=place, beside_code=beside_code)
