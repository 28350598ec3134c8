"""Which data nothing backs up: one rule refuses that, and those about its backups wait for it."""

from typing import Final

from pods_policies.reading import Truth, every
from pods_policies.relations.backups.backup_paths import index_of, paths_of
from pods_policies.relations.data.originals import why_no_original
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.settings import Settings, TieredSettings

__all__ = ["taken_elsewhere", "why_unbacked"]

_JUDGED_TO: Final = TieredSettings().max_tier
"""The weakest tier that BC-BKP-007 judges unless it is told otherwise."""


def taken_elsewhere(stack: Stack, one: Resource, settings: Settings) -> Truth:
    """Answer whether a backup plan outside the stack takes a resource, by a tag that a team names.

    What that plan does with its backups, nobody sees here.
    """
    tags = settings.central_backup_tags
    if not tags:
        return False
    views = [view for group in index_of(stack).views(one) for view in group]
    return bool(views) and every(view.tags.has_any(tags) for view in views)


def why_unbacked(stack: Stack, one: Resource, tier: int, settings: Settings) -> str | None:
    """Return who refuses that nothing backs a resource up; None where it has backups, or nobody."""
    if tier > _JUDGED_TO or why_no_original(stack, one) is not None or paths_of(stack, one):
        return None
    if taken_elsewhere(stack, one, settings) is not False:
        return None
    return "nothing backs it up: BC-BKP-007 judges that"
