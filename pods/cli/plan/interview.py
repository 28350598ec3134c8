"""The interview of `pods plan init`: one question after another, each answer judged at once."""

from typing import Any, get_args, get_origin

import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pods.cli.plan.answers import Answers
from pods.continuity.loading.validation import validated

__all__ = ["interview"]

Raw = dict[str, Any]


def interview(presets: Raw) -> Raw:
    """Ask every question, with what is already known as the default; return the answers."""
    sections = Answers.model_fields
    typer.echo("Enter takes what stands in brackets; Ctrl-C ends without a trace.", err=True)
    answers: Raw = {}
    for step, (name, field) in enumerate(sections.items(), 1):
        model = _part(field)
        words = (model.__doc__ or "").strip().rstrip(".")
        typer.echo(f"\nStep {step} of {len(sections)}: {words}", err=True)
        given = presets.get(name)
        if get_origin(field.annotation) is list:
            answers[name] = _several(model, given or [], least=1 if field.metadata else 0)
        else:
            answers[name] = _section(model, given or {})
    return answers


def _part(field: FieldInfo) -> type[BaseModel]:
    found = (get_args(field.annotation) or (field.annotation,))[0]
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        raise TypeError(field.annotation)
    return found


def _several(model: type[BaseModel], given: list[Raw], least: int) -> list[Raw]:
    answers: list[Raw] = []
    while True:
        number = len(answers)
        if number >= least:
            question = "Another one?" if number else "Is there one?"
            if not typer.confirm(question, default=number < len(given), err=True):
                return answers
        answers.append(_section(model, given[number] if number < len(given) else {}))


def _section(model: type[BaseModel], given: Raw) -> Raw:
    answers: Raw = {}
    for key, field in model.model_fields.items():
        answer = _ask(model, key, given.get(key, field.default))
        if answer is not None:
            answers[key] = answer
    return answers


def _ask(model: type[BaseModel], key: str, default: Any) -> Any:
    """Ask until the answer is right; None where the default is to be derived."""
    field = model.model_fields[key]
    shown = ", ".join(default) if isinstance(default, list) else default
    while True:
        text = typer.prompt(
            f"  {field.description}",
            default="" if shown is None else str(shown),
            show_default=shown is not None,
            err=True,
        ).strip()
        if not text and field.default is None:
            return None
        answer = [each.strip() for each in text.split(",")] if _is_list(field) else text
        findings = [
            each for each in validated(model, {key: answer}).findings if each.path[:1] == (key,)
        ]
        if not findings:
            return answer
        for each in findings:
            typer.echo(f"  {each.observed}; {each.required}. {each.remedy}", err=True)


def _is_list(field: FieldInfo) -> bool:
    kinds = (field.annotation, *get_args(field.annotation))
    return any(get_origin(kind) is list for kind in kinds)
