"""BC-KEY-003: a secret of tier 1 is at hand in the recovery Region, and not gone at once."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, read, some
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.tiers import recovery_region_of, tier_of
from pods_policies.requiring import Demand, all_kept, must_be_at_least
from pods_policies.rule import ResourceRule, Severity
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Kept, NotApplicable, Verdict

__all__ = ["SECRETS_ELSEWHERE", "SecretSettings"]

SECRET: Final = "aws:secretsmanager/secret:Secret"  # noqa: S105 - a type

_DEFAULT_WINDOW: Final = 30


class SecretSettings(TieredSettings):
    """Which secrets are replicated, and how long a deletion can be taken back."""

    max_tier: int = Field(
        default=1, ge=1, le=4, description="The rule holds for tiers 1 up to this one."
    )
    recovery_window_days: int = Field(
        default=7, ge=7, le=30, description="Days in which a deletion can be taken back, at least."
    )


def _check(secret: Resource, settings: SecretSettings) -> Iterator[Verdict]:
    tier = tier_of(secret, settings)
    if tier > settings.max_tier:
        yield NotApplicable(f"tier {tier} may restore its secrets by hand", secret)
        return
    yield from all_kept(secret, [_replica(secret, settings, tier), _window(secret, settings, tier)])


def _replica(secret: Resource, settings: SecretSettings, tier: int) -> Verdict:
    recovery = recovery_region_of(settings)
    if recovery is not None and region_of(secret) == recovery:
        return Kept(secret)
    where = recovery or "another Region"
    row = f'{{"region": "{recovery or "<the recovery Region>"}"}}'
    demand = Demand(
        secret,
        "replicas",
        f"tier {tier} starts in {where} without this Region, its secrets at hand (D5, D7)",
        Change("replicas", "", f"add {row} to replicas"),
        absent="so the secret is lost with its Region",
    )
    rows = secret.declared("replicas")
    if rows is ABSENT:
        return demand.unset
    if rows is UNKNOWN:
        return demand.unknown
    if not isinstance(rows, list):
        return demand.unreadable
    found = some(_is_there(row, recovery, region_of(secret)) for row in rows)
    if found is UNKNOWN:
        return demand.unknown
    return Kept(secret) if found else demand.refused(f"no replica is in {where}")


def _is_there(row: Any, recovery: str | None, own: str | Missing) -> Truth:
    region = read(row, "region")
    if not isinstance(region, str):
        return UNKNOWN if region is UNKNOWN else False
    return bool(region != own if recovery is None else region == recovery)


def _window(secret: Resource, settings: SecretSettings, tier: int) -> Verdict:
    days = settings.recovery_window_days
    demand = Demand(
        secret,
        "recoveryWindowInDays",
        f"tier {tier} has {days} days or more to take a deletion back (B8)",
        Change("recoveryWindowInDays", str(_DEFAULT_WINDOW)),
    )
    return must_be_at_least(demand, days, default=_DEFAULT_WINDOW)


SECRETS_ELSEWHERE = ResourceRule(
    id="BC-KEY-003",
    title="Secrets of tier 1 are at hand in the recovery Region",
    severity=Severity.HIGH,
    requirements=("B8", "D5", "D7"),
    reads=(SECRET,),
    checks="A Secrets Manager secret of tier 1 has a replica in the recovery Region that the plan "
    "or the configuration names (in any other Region where none is named), unless it is there "
    "itself, and its deletion can be taken back for seven days or more.",
    why="A database restored elsewhere is of no use without its password. When the Region is gone "
    "nobody can read the secret there to copy it.",
    remediation='Set replicas=[{"region": …}], and leave recovery_window_in_days at 30.',
    clauses=ALTERNATE_SITE,
    settings=SecretSettings,
    example=(resource(SECRET, "clinic-database-password", {"recoveryWindowInDays": 0}),),
    check=_check,
)
