"""What a plain word of YAML stands for: YAML 1.2's few types, and dates.

YAML 1.1 reads `no` as false, `12:30` as 750, `0123` as 83 and `1_000` as 1000; here they are
text, as YAML 1.2 and every editor's schema have it. A number with leading zeros stays text, so
that an account id keeps them.
"""

import re
from datetime import date

__all__ = ["plain_value"]

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BEGINNINGS = frozenset("-+.0123456789~nNtTfF")
# Longer digits are no figure of a plan, and Python refuses to convert very long ones.
_LONGEST_NUMBER = 40
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def plain_value(text: str) -> str | float | bool | date | None:
    """Return what an unquoted scalar stands for; infinities and NaN are floats, for refusal."""
    if text and text[0] not in _BEGINNINGS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        return _date(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text  # 2026-02-30: the model says what is wrong with it
