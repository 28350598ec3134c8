"""Ids for what a user names in words."""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["distinct_ids", "slug"]

_YAML_WORDS = ("null", "true", "false")  # what YAML would not read as text


def slug(text: str, otherwise: str) -> str:
    """Return a text as an id; `otherwise` where no letter of it can stand in one."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")
    return (
        words
        if words[:1].isalpha() and words not in _YAML_WORDS
        else f"{otherwise}-{words}".strip("-")
    )


def distinct_ids(names: Iterable[str], otherwise: str) -> list[str]:
    """Return an id for each name, numbered where two would be the same."""
    found: list[str] = []
    for name in names:
        wanted = each = slug(name, otherwise)
        number = 1
        while each in found:
            number += 1
            each = f"{wanted}-{number}"
        found.append(each)
    return found
