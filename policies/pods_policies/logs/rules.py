"""The rules about logs, in the order of the catalogue."""

from typing import Final

from pods_policies.logs.retention import LOG_RETENTION_DAYS
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (LOG_RETENTION_DAYS,)
