"""What a team may set for a rule, with the defaults that hold when it sets nothing.

Settings of all rules are given once, under the name `pods`; a rule's own entry wins. The engine
fills a rule's own defaults in from its schema; for the shared ones the schema names none, since a
default filled in could not be told from a choice. Schema and defaults come from these models.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel

from pods.continuity.disruptions import Disruption
from pods.continuity.durations import parse
from pods_policies.relations.plan import Objective, Plans
from pods_policies.relations.serving.other_stacks import Peer, check_peers, peer_of
from pods_policies.setting_values import check_kind, check_tier, check_tier_names

__all__ = ["RetentionSettings", "Settings", "TieredSettings", "schema_of", "shared_schema"]


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
        description="Tier of each service, for stacks that carry no plan and no pods:tier tags.",
    )
    advisory_from_tier: int = Field(
        default=3, ge=2, le=5, description="Findings on resources of this tier and weaker advise."
    )
    recovery_region: str = Field(
        default="",
        description="Region that the service is recovered in, where no plan of the stack names it.",
    )
    subnet_zones: dict[str, str] = Field(
        default_factory=dict,
        description="Availability Zone of each subnet made outside this stack, by subnet id.",
    )
    central_backup_tags: dict[str, str] = Field(
        default_factory=dict,
        description="Tags whose resources a backup plan outside this stack takes.",
    )
    waivers_beside_code: bool = Field(
        default=True,
        description="Whether waivers count that are kept in the program's folder, where who writes "
        "the program may write them too.",
    )
    objectives: dict[str, dict[str, str]] = Field(
        default_factory=dict,
        description="RTO and RPO of each service by kind of disruption, such as "
        '`{"clinic": {"az": "15 min/5 min"}}`, where no plan of the stack gives them.',
    )
    peers: dict[str, dict[str, str]] = Field(
        default_factory=dict,
        description="The POD of a service that another stack holds, by service: its `stack`, where "
        "it stands (`region`, and `zones` divided by commas), and its `role`, which is secondary "
        "unless said.",
    )
    _plans: Plans = PrivateAttr(default_factory=Plans)

    @field_validator("*", mode="before")
    @classmethod
    def _check_values(cls, given: Any, info: ValidationInfo) -> Any:
        name = info.field_name or ""
        described = cls.model_fields[name]
        check_kind(given, described.annotation)
        check_tier_names(given, name, described.get_default(call_default_factory=True))
        return given

    @field_validator("services")
    @classmethod
    def _check_services(cls, given: dict[str, int]) -> dict[str, int]:
        for service, tier in given.items():
            check_tier(service, tier)
        return given

    @field_validator("peers")
    @classmethod
    def _check_peers(cls, given: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        check_peers(given)
        return given

    @field_validator("objectives")
    @classmethod
    def _check_objectives(cls, given: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        for service, by_disruption in given.items():
            for disruption, text in by_disruption.items():
                try:
                    Disruption(disruption)
                    _objective(text)
                except ValueError as error:
                    raise ValueError(
                        f"{service}.{disruption}: a disruption and RTO/RPO are needed, such as "
                        "az: 15 min/5 min"
                    ) from error
        return given

    def objective(self, service: str, disruption: Disruption) -> Objective | None:
        """Return what these settings promise of a service; None for nothing."""
        text = self.objectives.get(service, {}).get(disruption)
        return None if text is None else _objective(text)

    def peer(self, service: str) -> Peer | None:
        """Return the POD of a service that another stack holds; None for none."""
        return peer_of(self.peers[service]) if service in self.peers else None

    @property
    def plans(self) -> Plans:
        """The continuity plans of the stack that is judged."""
        return self._plans

    def under(self, plans: Plans) -> Self:
        """Return the same settings for a stack with these plans."""
        copy = self.model_copy()
        copy._plans = plans  # noqa: SLF001 - of this class
        return copy


class TieredSettings(Settings):
    """Settings of a rule that holds down to some tier."""

    max_tier: int = Field(
        default=2, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )


class RetentionSettings(Settings):
    """Settings of a rule that asks for days of keeping, which a tier may have its own of."""

    retention_days: int = Field(default=1, ge=1, description="Days that are kept, at least.")
    retention_days_by_tier: dict[str, int] = Field(
        default_factory=dict, description="Days for single tiers, such as {'3': 14}."
    )

    def days(self, tier: int) -> int:
        """Return the days that a tier needs."""
        return self.retention_days_by_tier.get(str(tier), self.retention_days)


def schema_of(model: type[Settings]) -> dict[str, dict[str, Any]]:
    """Return the JSON schema of each setting, as the SDK's configuration schema wants it."""
    defaults = model().model_dump(by_alias=True)
    shared = set(shared_schema())
    return {
        name: schema if name in shared else {**schema, "default": defaults[name]}
        for name, schema in _properties(model).items()
    }


def shared_schema() -> dict[str, dict[str, Any]]:
    """Return the JSON schema of the settings of all rules, without defaults."""
    return _properties(Settings)


def _objective(text: str) -> Objective:
    rto, rpo = (parse(part) for part in text.split("/"))
    return Objective(rto_seconds=int(rto.total_seconds()), rpo_seconds=int(rpo.total_seconds()))


@cache
def _properties(model: type[Settings]) -> dict[str, dict[str, Any]]:
    properties: Mapping[str, dict[str, Any]] = model.model_json_schema(by_alias=True)["properties"]
    return {
        name: {key: value for key, value in schema.items() if key not in {"title", "default"}}
        for name, schema in properties.items()
    }
