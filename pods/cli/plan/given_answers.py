"""The answers that are given without an interview: in a file, and by options."""

import json
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from pods.cli.plan.answers import Answers
from pods.continuity.loading import Located, load
from pods.continuity.loading.validation import validated
from pods.errors import ConfigurationError, PlanError, Problem

__all__ = ["given_answers", "validated_answers"]

Raw = dict[str, Any]


def given_answers(
    file: Path | None,
    today: date,
    title: str | None,
    capabilities: Iterable[str],
    settings: Iterable[str],
) -> Raw:
    """Return what is known before anything is asked; options win over the file.

    Raises PlanError where the file has an error, ConfigurationError for an option that cannot be
    read.
    """
    raw: Raw = {}
    if file is not None:
        loaded = load(file, model=Answers, checks=lambda _answers, _today: (), today=today)
        PlanError.refuse(map(_of_answers, loaded.report.errors))
        if loaded.plan is not None:
            raw = loaded.plan.model_dump(mode="json", exclude_unset=True)
    if title is not None:
        raw.setdefault("product", {})["title"] = title
    named = [_capability(each) for each in capabilities]
    if named:
        raw["capabilities"] = named
    for each in settings:
        path, _, answer = each.partition("=")
        _put(raw, path, _value(answer))
    return raw


def validated_answers(raw: Raw) -> Answers:
    """Return the answers as they are meant; raises ConfigurationError with every wrong one."""
    judged = validated(Answers, raw)
    ConfigurationError.refuse(each.problem() for each in judged.findings)
    if judged.instance is None:
        message = "answers without a finding were not returned"
        raise AssertionError(message)
    return judged.instance


# What a plan's words become where a file of answers is read, by the finding's code.
_WORDS = {
    "not-a-mapping": (
        "answers are a mapping of keys to values",
        "`pods plan init --yes --json` shows every answer.",
    ),
    "yaml-tag": ("answers are plain values, without tags", "Remove the tag."),
    "not-a-file": ("a regular file is required", "Name the file of the answers."),
    "file-too-large": ("answers are shorter", "Name the file of the answers."),
}


def _of_answers(found: Located) -> Problem:
    """Return a finding as a problem of answers, not of a plan."""
    problem, finding = found.problem(), found.finding
    required, remedy = _WORDS.get(finding.code, (problem.required, problem.remedy))
    subject = problem.subject if finding.path else f"{found.place}: answers"
    return Problem(subject, problem.observed, required, remedy)


def _capability(text: str) -> Raw:
    """Read `Take orders=4 h/1 h`."""
    name, _, spans = text.partition("=")
    outage, _, loss = spans.partition("/")
    found = {"name": name, "intolerable_after": outage, "intolerable_loss": loss}
    return {key: value.strip() for key, value in found.items() if value.strip() or key == "name"}


def _value(text: str) -> Any:
    """Read a list as JSON writes it; anything else is text."""
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            pass
    return text


def _put(raw: Raw, path: str, value: Any) -> None:
    keys = path.split(".")
    last = keys[-1]
    place: Any = raw
    for key, following in pairwise(keys):
        place = _below(place, key, [] if following.isdecimal() else {})
        if place is None:
            raise _refused(path)
    if isinstance(place, list) and last.isdecimal() and int(last) < len(place):
        place[int(last)] = value
    elif isinstance(place, dict):
        place[last] = value
    else:
        raise _refused(path)


def _below(place: Any, key: str, empty: Any) -> Any:
    if isinstance(place, dict):
        return place.setdefault(key, empty)
    if isinstance(place, list) and key.isdecimal() and int(key) <= len(place):
        if int(key) == len(place):
            place.append(empty)
        return place[int(key)]
    return None


def _refused(path: str) -> ConfigurationError:
    return ConfigurationError(
        Problem(
            subject=f"--set {path}",
            observed="it leads to no answer",
            required="section.key is required, in a list section.0.key",
            remedy="`pods plan init --yes --json` shows every answer.",
        )
    )
