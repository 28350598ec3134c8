"""Names in DNS: what can be one, and what lies below another."""

import re

from pods.errors import Problem

__all__ = ["is_at_or_below", "name_problems"]

# Labels of up to 63 letters, digits and hyphens; the last is no number, or it is an address.
_LONGEST_NAME = 253
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?!\d+$){_LABEL}", re.IGNORECASE)
_WILDCARD = "*."


def name_problems(subject: str, name: str, *, wildcard: bool = False) -> list[Problem]:
    """Return what keeps a text from being a name in DNS; a first label of `*` only on request."""
    plain = name.removeprefix(_WILDCARD) if wildcard else name
    if len(name) <= _LONGEST_NAME and _NAME.fullmatch(plain):
        return []
    return [
        Problem(
            subject,
            f"{name!r}",
            "a DNS name of two or more labels is required",
            "Write it like www.example.com, without a scheme, a path or a dot at the end.",
        )
    ]


def is_at_or_below(name: str, domain: str) -> bool:
    """Say whether a name is the domain or lies below it, whatever their case."""
    return f".{name.lower()}".endswith(f".{domain.lower()}")
