"""Writes the page on programs of others: findings by rule, and whether each was right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from .running import Result

__all__ = ["page_of", "without_judgement"]

_HEAD = """\
<!-- Written by scripts/public_programs; change docs/public-programs.toml, not this page. -->
# Programs of others, judged

Public Pulumi programs in Python, run as they are: as the preview of a new stack, without an engine
(`pods.testing.declared_by`; look-ups get made-up answers). None of them was written with continuity
in mind, and none carries tags of ours, so every resource counts as tier 1. Each rule's findings on
a program were read beside its source and judged: *right* means that the stack would break what the
rule protects; *strict* means right for tier 1, where a tag or a waiver would say what it is;
*wrong* would be a defect of the rule. Where a finding is undecided, the judgement says what in the
program makes it so.

What was wrong at the first judging, and is mended: a role with one of AWS's policies was said to
take every forbidden action (BC-IMM-004), a list of one subnet was left undecided while the zone of
that subnet was unknown (BC-HA-003), and some changes were not enough by themselves: a key without
the switch that encrypts (BC-IMM-005), a selection without its plan (BC-BKP-007).
"""


def page_of(results: Sequence[Result]) -> str:
    """Return the page as Markdown."""
    return "\n".join([_HEAD, *_summary(results), *(line for one in results for line in _rows(one))])


def _summary(results: Sequence[Result]) -> Iterator[str]:
    kinds = Counter(
        each.judgements.get(one.rule, "not judged").partition(":")[0]
        for each in results
        for one in each.found
    )
    undecided = sum(one.is_undecided for each in results for one in each.found)
    resources = sum(each.resources for each in results)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    failed = sum(bool(each.error) for each in results)
    yield (
        f"{len(results)} programs, {resources} resources, {sum(kinds.values())} findings "
        f"({counted}), {undecided} of them undecided; {failed} programs could not be run."
    )
    yield ""


def _rows(result: Result) -> Iterator[str]:
    program = result.program
    yield f"## {program['repository']}, {program['path']}"
    yield ""
    yield f"Commit `{program['commit']}`, {result.resources} resources."
    yield ""
    if result.error:
        yield f"Could not be run: `{result.error}`"
        yield ""
        return
    if not result.found:
        yield "Nothing is found."
        yield ""
        return
    yield "| Rule | Resources | Found on the first | Judged |"
    yield "| --- | --- | --- | --- |"
    for rule, group in groupby(result.found, key=lambda one: one.rule):
        findings = list(group)
        observed = findings[0].message.split("; ")[0].replace("|", "\\|")
        verdict = result.judgements.get(rule, "**not judged**")
        yield f"| {rule} | {len(findings)} | {observed} | {verdict} |"
    yield ""


def without_judgement(results: Sequence[Result]) -> list[str]:
    """Return a line for every finding without its judgement or the reverse, and every error."""
    return [
        *(f"{one.program['path']}: could not be run: {one.error}" for one in results if one.error),
        *(
            f"{one.program['path']}: {rule}: not judged"
            for one in results
            for rule in sorted({found.rule for found in one.found} - set(one.judgements))
        ),
        *(
            f"{one.program['path']}: {rule}: judged, but not found"
            for one in results
            for rule in sorted(set(one.judgements) - {found.rule for found in one.found})
        ),
    ]
