"""Which report goes where; refused before anything is judged."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pods.errors import ConfigurationError, Problem

__all__ = ["STANDARD", "Outputs", "options", "refuse_clashes", "reports", "taken"]

STANDARD: Final = "-"
Outputs = Sequence[tuple[str, str]]
"""Options, and the files that they name."""
_STANDARD_OUTPUT: Final = {STANDARD, "/dev/fd/1", "/dev/stdout"}


def taken(option: str, given: Sequence[str] | None, choices: Sequence[str]) -> tuple[str, ...]:
    """Return what was given for an option that takes some words only."""
    ConfigurationError.refuse(
        Problem(
            subject=option,
            observed=repr(one),
            required=f"one of {', '.join(choices)} is required",
            remedy="Mend it.",
        )
        for one in given or ()
        if one not in choices
    )
    return tuple(given or ())


def reports(formats: Sequence[str], outputs: Sequence[str]) -> list[tuple[str, str]]:
    """Pair formats and files, in the order given, but standard output last: its reader may go."""
    chosen = formats or ("text",)
    if not outputs and len(chosen) == 1:
        return [(chosen[0], STANDARD)]
    if len(chosen) != len(outputs):
        raise ConfigurationError(
            Problem(
                subject="--format",
                observed=f"{len(chosen)} of them and {len(outputs)} of --output",
                required="one --output for each --format is required",
                remedy="Give both for each report.",
            )
        )
    named = [STANDARD if one in _STANDARD_OUTPUT else one for one in outputs]
    return sorted(zip(chosen, named, strict=True), key=lambda one: one[1] == STANDARD)


def refuse_clashes(outputs: Outputs, inputs: Outputs) -> None:
    """Refuse outputs that would be written over each other, or over what is read."""
    ConfigurationError.refuse(_clashes(outputs, inputs))


def _clashes(outputs: Outputs, inputs: Outputs) -> Iterator[Problem]:
    read = {_place(name): option for option, name in inputs if name != STANDARD}
    written: dict[str, str] = {}
    for option, name in outputs:
        place = _place(name)
        if not name:
            yield _problem(option, "its name is empty", "a file, or - for standard output,")
        elif place in read:
            yield _problem(f"{option} {name}", f"{read[place]} reads it", "another file")
        elif place in written and place != os.devnull:
            yield _problem(f"{option} {name}", f"{written[place]} is written there", _other(name))
        written[place] = option


def _other(name: str) -> str:
    return "a file" if name in _STANDARD_OUTPUT else "another file"


def _place(name: str) -> str:
    return STANDARD if name in _STANDARD_OUTPUT else os.path.realpath(Path(name))


def _problem(subject: str, observed: str, required: str) -> Problem:
    return Problem(subject, observed, f"{required} is required", "Name one.")


def options(given: Mapping[str, str | Sequence[str] | None]) -> Outputs:
    """Return each option once for each file that it names."""
    return [
        (option, name)
        for option, names in given.items()
        for name in ([names] if isinstance(names, str) else names or ())
    ]
