"""The rules about tests of restores, in the order of the catalogue."""

from typing import Final

from pods_policies.restore_tests.restores_tested import RESTORES_TESTED
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (RESTORES_TESTED,)
