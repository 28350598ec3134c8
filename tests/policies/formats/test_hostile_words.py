"""Names that other people chose, in every format: shown, and obeyed by nothing that shows them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import pytest

from pods.cli.check.text import lines
from pods_policies.formats.json_document import json_text
from pods_policies.formats.junit import junit_text
from pods_policies.formats.markdown import markdown_text
from pods_policies.formats.sarif import sarif_text
from pods_policies.judging.bearing import Bearing
from pods_policies.judging.entry import Place
from pods_policies.judging.report import Report
from tests.policies.formats.sample_report import HOSTILE, WAIVER, entry, report

FORMATS: Final[Mapping[str, Callable[[Report], str]]] = {
    "text": lambda made: "".join(f"{line.plain}\n" for line in lines(made)),
    "markdown": markdown_text,
    "json": json_text,
    "sarif": lambda made: sarif_text(made, "0.1.0"),
    "junit": junit_text,
}
MENTION: Final = "\u200b"
"""What keeps Markdown from mentioning a team; it shows as nothing."""


def hostile() -> Report:
    """Return a report in which whatever somebody else names is hostile."""
    waiver = replace(
        WAIVER, resource=HOSTILE, owner=HOSTILE, approver=HOSTILE, reason=HOSTILE, control=HOSTILE
    )
    found = entry(
        urn=HOSTILE,
        name=HOSTILE,
        label=HOSTILE,
        observed=HOSTILE,
        required=HOSTILE,
        change=HOSTILE,
        bearing=Bearing(1, HOSTILE, (HOSTILE,), (HOSTILE,)),
        place=Place(HOSTILE, 1, is_certain=True),
    )
    sources = report().sources
    return report(
        [found, replace(found, waiver=waiver), replace(found, kind="failure")],
        sources=tuple(replace(one, file=HOSTILE, stack=HOSTILE) for one in sources),
        waivers=(waiver,),
        baseline=HOSTILE,
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_no_format_passes_on_what_a_terminal_would_obey(kind: str) -> None:
    """Neither escapes nor what turns the direction of the text that stands after it."""
    text = FORMATS[kind](hostile())
    ours = {"\n", MENTION} if kind == "markdown" else {"\n"}
    assert sorted({each for each in text if not each.isprintable()} - ours) == []


@pytest.mark.parametrize("kind", ["json", "sarif"])
def test_a_program_reads_the_name_as_it_is(kind: str) -> None:
    """What a person is not shown, a program still finds."""
    assert json.dumps(HOSTILE)[1:-1] in FORMATS[kind](hostile())
