"""The rules about deletion by mistake, in the order of the catalogue."""

from typing import Final

from pods_policies.deletion.forced_deletion import FORCED_DELETION
from pods_policies.deletion.hidden_changes import HIDDEN_CHANGES
from pods_policies.deletion.protected import PROTECTED
from pods_policies.deletion.refused_deletion import REFUSED_DELETION
from pods_policies.deletion.retained import RETAINED
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    REFUSED_DELETION,
    PROTECTED,
    RETAINED,
    HIDDEN_CHANGES,
    FORCED_DELETION,
)
