"""The rules about tags, waivers, evidence and change windows, in the order of the catalogue."""

from typing import Final

from pods_policies.governance.backup_evidence import BACKUP_EVIDENCE
from pods_policies.governance.change_window import CHANGE_WINDOW
from pods_policies.governance.tags_present import TAGS_PRESENT
from pods_policies.governance.waiver_terms import WAIVER_TERMS
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (TAGS_PRESENT, WAIVER_TERMS, BACKUP_EVIDENCE, CHANGE_WINDOW)
