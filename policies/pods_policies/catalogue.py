"""Every rule of the pack, in the order in which policies and pages list them."""

from pods_policies.backups import rules as backups
from pods_policies.copies import rules as copies
from pods_policies.deletion import rules as deletion
from pods_policies.detection import rules as detection
from pods_policies.failover import rules as failover
from pods_policies.governance import rules as governance
from pods_policies.immutability import rules as immutability
from pods_policies.keys import rules as keys
from pods_policies.logs import rules as logs
from pods_policies.objects import rules as objects
from pods_policies.pairs import rules as pairs
from pods_policies.redundancy import rules as redundancy
from pods_policies.restore_tests import rules as restore_tests
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *backups.RULES,
    *copies.RULES,
    *immutability.RULES,
    *deletion.RULES,
    *objects.RULES,
    *keys.RULES,
    *logs.RULES,
    *redundancy.RULES,
    *pairs.RULES,
    *failover.RULES,
    *detection.RULES,
    *restore_tests.RULES,
    *governance.RULES,
)
