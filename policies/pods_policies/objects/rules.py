"""The rules about objects and their versions, in the order of the catalogue."""

from typing import Final

from pods_policies.objects.guarded_versions import GUARDED_VERSIONS
from pods_policies.objects.locked_evidence import LOCKED_EVIDENCE
from pods_policies.objects.version_lifecycle import VERSION_LIFECYCLE
from pods_policies.objects.versioning import VERSIONING
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    VERSIONING,
    VERSION_LIFECYCLE,
    LOCKED_EVIDENCE,
    GUARDED_VERSIONS,
)
