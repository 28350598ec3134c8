"""What a service needs from others, and what it does without them."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from pods.continuity.durations import Duration
from pods.continuity.vocabulary import Id, Part, Percent, Text

__all__ = ["Criticality", "Dependency", "DependencyKind", "Fallback", "FallbackKind", "Support"]


class Criticality(StrEnum):
    """What becomes of the service without it."""

    CRITICAL = "critical"
    """The service stops."""
    IMPORTANT = "important"
    """A part of the service stops."""
    MINOR = "minor"
    """Hardly anyone notices."""


class DependencyKind(StrEnum):
    """Whose it is."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class FallbackKind(StrEnum):
    """What is done without it."""

    PROVIDER_FAILOVER = "provider_failover"
    RETRY = "retry"
    QUEUE = "queue"
    CACHE = "cache"
    MANUAL = "manual"


class Fallback(Part):
    """How the service goes on without the dependency."""

    kind: FallbackKind
    how: Text
    within: Duration
    """Time until it has taken over."""
    lasts: Duration | None = None
    """How long it carries: a queue fills, a cache ages. Default: without end."""
    to: Id | None = None
    """The dependency that takes over, for a provider failover."""
    last_tested: date | None = None


class Support(Part):
    """Whom to call, and who is called when that does not help."""

    path: Text
    """How a case is opened: portal, address, number."""
    responds_within: Duration | None = None
    escalation: list[Text] = Field(default=[])
    """The steps after it, in order."""


class Dependency(Part):
    """Something that a service uses and does not run itself."""

    name: Text
    kind: DependencyKind
    criticality: Criticality
    owner: Id
    """The team that answers for the relation."""
    provides: Text
    """What it is used for."""
    service: Id | None = None
    """The service of this plan that it is, where it is internal."""
    availability: Percent | None = None
    """What its provider promises, in percent."""
    recovers_within: Duration | None = None
    """How soon its provider promises to restore it."""
    agreement: Text | None = None
    """The contract or service level agreement that says so."""
    support: Support | None = None
    fallback: Fallback | None = None
