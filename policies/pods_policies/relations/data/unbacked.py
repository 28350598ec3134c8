"""Which data nothing backs up: one rule refuses that, and those about its backups wait for it."""

from typing import Final

from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.data.originals import why_no_original
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.settings import TieredSettings

__all__ = ["why_unbacked"]

_JUDGED_TO: Final = TieredSettings().max_tier
"""The weakest tier that BC-BKP-007 judges unless it is told otherwise."""


def why_unbacked(stack: Stack, one: Resource, tier: int) -> str | None:
    """Return who refuses that nothing backs a resource up; None where it has backups, or nobody."""
    if tier > _JUDGED_TO or why_no_original(stack, one) is not None or paths_of(stack, one):
        return None
    return "nothing backs it up: BC-BKP-007 judges that"
