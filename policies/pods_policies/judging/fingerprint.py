"""Tells findings from one another, over deployments that change ids and dates."""

import hashlib
import re
from typing import Final

__all__ = ["fingerprint"]

_VOLATILE: Final = re.compile(
    r"arn:[\w-]+:[^\s,;]+"  # accounts and names that change from one deployment to the next
    r"|\b[a-z]{1,6}-[0-9a-f]{8,17}\b"  # ids such as vpc-0a1b2c3d
    r"|(?<=-)[0-9a-f]{7}\b"  # what Pulumi adds to a name
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    r"|\b[0-9a-f]{32,}\b"
    r"|\b\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?"
    r"|\b\d{12}\b",
)


def fingerprint(kind: str, observed: str, prop: str) -> str:
    """Return a short digest of what was found, without ids and dates that change by themselves.

    Numbers stay: a retention that falls from 7 days to 1 is another finding.
    """
    lasting = _VOLATILE.sub("*", observed)
    return hashlib.sha256(f"{kind}\n{lasting}\n{prop}".encode()).hexdigest()[:16]
