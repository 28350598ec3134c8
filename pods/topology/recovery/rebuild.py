"""Whether the same program comes up from nothing in a Region: what is met there, checked before.

A caller measures what the account has in the Region; nothing is read here. What was not measured
is unknown, and unknown never counts as passed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pods.errors import Problem

__all__ = ["CheckState", "Measured", "RebuildCheck", "RebuildNeeds", "RebuildPlan"]


class CheckState(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RebuildCheck:
    """One thing that a rebuild needs, and whether it is there."""

    subject: str
    state: CheckState
    observed: str
    required: str
    remedy: str

    def __str__(self) -> str:
        """Render as `<state> <subject>: <observed>; <required>. <remedy>`."""
        problem = Problem(self.subject, self.observed, self.required, self.remedy)
        return f"{self.state} {problem}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildNeeds:
    """What the program needs of a Region, as its plans say it."""

    instance_type: str = "m7i.large"
    instances: int
    """Instances that are to run there, over both zones."""
    processors_each: int
    """Virtual processors of one instance, in which EC2 counts what an account may run."""
    database_class: str | None = None
    """Class of the database; None without one."""
    engine_version: str = "17"
    """PostgreSQL's major version."""
    database_source_region: str | None = None
    """Region whose automated backups the database is made of; None where none are copied."""
    quotas: Mapping[str, int] = field(
        default_factory=lambda: {"VPCs": 1, "Elastic IPs": 2, "Application Load Balancers": 2}
    )
    """How many more of each the program makes, by the quota's name."""
    fixed_names: tuple[str, ...] = ()
    """Names that the program chooses itself and that exist once a Region, such as key aliases.

    Pulumi chooses the names of buckets, roles, groups and load balancers anew in each stack.
    """
    domains: tuple[str, ...] = ()
    """Names that a certificate of the Region must cover."""
    images: tuple[str, ...] = ()
    """Machine images, or addresses of container images, that must lie in the Region."""
    keys: tuple[str, ...] = ()
    """ARNs of keys that copies there are encrypted with."""
    secrets: tuple[str, ...] = ()
    """Names of secrets that must have a replica there."""
    copies: tuple[str, ...] = ()
    """Snapshots and recovery points that data comes back from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a caller saw of the account in the Region; None where it did not look."""

    is_enabled: bool | None = None
    """Whether the account has opted in to the Region."""
    zones: Collection[str] | None = None
    """Names of the zones that the account has."""
    instance_types: Mapping[str, Collection[str]] | None = None
    """Instance types that EC2 offers, by zone."""
    processors_left: int | None = None
    """Virtual processors of the family that the account may still run."""
    engine_versions: Collection[str] | None = None
    """Versions of PostgreSQL that RDS offers with the class, as `17` or `17.6`."""
    quotas_left: Mapping[str, int] | None = None
    """How many more of each the account may make, by the quota's name."""
    names: Collection[str] | None = None
    """Which of the fixed names exist already."""
    domains: Collection[str] | None = None
    """Names on certificates that are issued in the Region."""
    images: Collection[str] | None = None
    keys: Collection[str] | None = None
    """Keys that are enabled there."""
    secrets: Collection[str] | None = None
    copies: Collection[str] | None = None
    """Those that are complete."""


@dataclass(frozen=True, slots=True)
class RebuildPlan:
    """Every check of a rebuild in one Region."""

    region: str
    availability_zones: tuple[str, ...]
    checks: tuple[RebuildCheck, ...]

    @property
    def is_ready(self) -> bool:
        """Whether every check has passed; with none at all, nothing was shown."""
        return bool(self.checks) and all(each.state is CheckState.PASSED for each in self.checks)

    def of(self, state: CheckState) -> Sequence[RebuildCheck]:
        """Return the checks that ended like this."""
        return tuple(each for each in self.checks if each.state is state)
