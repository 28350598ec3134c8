"""Which engines are new enough, and which one we install."""

from semver import Version

__all__ = ["MINIMUM_VERSION", "PINNED_VERSION", "parse_version"]

MINIMUM_VERSION = Version.parse("3.229.0")
"""`pulumi policy analyze`, which judges an existing stack, is no older."""

PINNED_VERSION = Version.parse("3.230.0")
"""What we install: the newest version whose Go modules are served whole. It is also in go.mod."""


def parse_version(text: str) -> Version | None:
    """Read what `pulumi version` prints; None when it is not a version."""
    try:
        return Version.parse(text.strip().removeprefix("v"))
    except ValueError:
        return None
