"""Whether args have the shape that a component's own annotations give them."""

import difflib
import inspect
import math
import reprlib
import types
import typing
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import pulumi

from pods.errors import Problem, TopologyError

__all__ = ["argument_problems", "check_arguments", "named"]

_MISSING = "missing"
# `pulumi.Input` names its own members as text, which Python looks up where a shape is declared.
_PULUMI_NAMES = {"Output": pulumi.Output, "T": Any}


@dataclass(frozen=True)
class _Kind:
    """A plain type: what fits it, what it is called, and how it is written."""

    fits: Callable[[Any], bool]
    required: str
    remedy: str


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


_PLAIN: Mapping[Any, _Kind] = {
    bool: _Kind(
        lambda value: isinstance(value, bool),
        "true or false is required",
        "Write True or False, without quotes.",
    ),
    # Components hosted for other languages get 7.0 for 7.
    int: _Kind(
        lambda value: _is_number(value) and float(value).is_integer(),
        "a whole number is required",
        "Write a whole number, without quotes.",
    ),
    float: _Kind(_is_number, "a number is required", "Write a number, without quotes."),
    str: _Kind(lambda value: isinstance(value, str), "text is required", "Write it in quotes."),
}
_LIST = _Kind(
    lambda value: isinstance(value, Sequence) and not isinstance(value, str | bytes),
    "a list is required",
    "Write it in square brackets, even for one.",
)
_MAPPING = _Kind(
    lambda value: isinstance(value, Mapping), "a mapping is required", "Write it in braces."
)


def check_arguments(
    name: str,
    args: object,
    shape: type,
    further: Iterable[Problem] = (),
    *,
    planned: Iterable[str] = (),
) -> None:
    """Raise `TopologyError` with every arg that is unknown, missing or of another type.

    `further` problems of the same args are told with them. `planned` are the places of args of
    which a plan gives the rest, each with a dot behind it or "" for all: what is missing from their
    parts is not.
    """
    TopologyError.refuse(_unless_fits(name, _PLAIN[str], "name"))
    places = tuple(planned)
    found = argument_problems(args, shape)
    told = [each for each in found if not (each.observed == _MISSING and _within(each, places))]
    TopologyError.refuse(named(name, [*told, *further]))


def _within(problem: Problem, places: Iterable[str]) -> bool:
    """Answer whether a problem lies in a part of one of these places."""
    return any(
        problem.subject.startswith(place) and "." in problem.subject.removeprefix(place)
        for place in places
    )


def named(name: str, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems with the component's name before each subject."""
    return [replace(problem, subject=f"{name}: {problem.subject}") for problem in problems]


def argument_problems(args: object, shape: type) -> list[Problem]:
    """Return what keeps args from being of this `TypedDict`, at every level.

    Raises TypeError for an annotation that cannot be checked: a mistake in the component.
    """
    return list(_of(args, shape, "", deferrable=False))


def _of(value: Any, hint: Any, path: str, *, deferrable: bool) -> Iterator[Problem]:
    """Yield the problems of a value; inside an `Input` every part may be known only later."""
    choices, is_input = _choices(hint)
    later = deferrable or is_input
    if _is_deferred(value):
        if not later:
            yield Problem(
                path or "arguments",
                "a value that is known only later",
                "a plain value is required, as the plan depends on it",
                "Write the value itself, or read it from the stack's configuration.",
            )
        return
    found = [list(_of_choice(value, choice, path, deferrable=later)) for choice in choices]
    if all(found):
        yield from found[0]


def _choices(hint: Any) -> tuple[list[Any], bool]:
    """Return the plain types of an annotation, and whether it is an `Input`."""
    if typing.get_origin(hint) not in {typing.Union, types.UnionType}:
        return [hint], False
    members = typing.get_args(hint)
    plain = [member for member in members if typing.get_origin(member) not in _DEFERRED]
    return plain, len(plain) < len(members)


_DEFERRED = frozenset({Awaitable, pulumi.Output})


def _is_deferred(value: object) -> bool:
    return isinstance(value, pulumi.Output | pulumi.Resource) or inspect.isawaitable(value)


def _of_choice(value: Any, hint: Any, path: str, *, deferrable: bool) -> Iterator[Problem]:
    origin = typing.get_origin(hint) or hint
    if typing.is_typeddict(hint):
        yield from _of_shape(value, hint, path, deferrable=deferrable)
    elif origin in {list, Sequence}:
        yield from _of_list(value, hint, path, deferrable=deferrable)
    elif origin in {dict, Mapping}:
        yield from _of_dict(value, hint, path, deferrable=deferrable)
    else:
        yield from _unless_fits(value, _kind(hint, path), path)


def _kind(hint: Any, path: str) -> _Kind:
    if hint is Any:
        return _Kind(lambda _: True, "anything", "")
    if hint is types.NoneType:
        return _Kind(lambda value: value is None, "None is required", "Leave it out.")
    if isinstance(hint, type) and issubclass(hint, Enum):
        values = [member.value for member in hint]
        return _Kind(
            lambda value: isinstance(value, hint) or value in values,
            f"one of {', '.join(map(str, values))} is required",
            "Use one of these.",
        )
    if hint not in _PLAIN:
        message = f"{path}: {hint!r} cannot be checked"
        raise TypeError(message)
    return _PLAIN[hint]


def _unless_fits(value: Any, kind: _Kind, path: str) -> list[Problem]:
    if kind.fits(value):
        return []
    return [Problem(path or "arguments", reprlib.repr(value), kind.required, kind.remedy)]


def _of_list(value: Any, hint: Any, path: str, *, deferrable: bool) -> Iterator[Problem]:
    wrong = _unless_fits(value, _LIST, path)
    yield from wrong
    if not wrong:
        (member,) = typing.get_args(hint)
        for position, each in enumerate(value):
            yield from _of(each, member, f"{path}[{position}]", deferrable=deferrable)


def _of_dict(value: Any, hint: Any, path: str, *, deferrable: bool) -> Iterator[Problem]:
    wrong = _unless_fits(value, _MAPPING, path)
    yield from wrong
    if not wrong:
        key_hint, member = typing.get_args(hint)
        for key, each in value.items():
            yield from _of(key, key_hint, f"key of {path}", deferrable=False)
            yield from _of(each, member, f"{path}.{key}", deferrable=deferrable)


def _of_shape(value: Any, shape: Any, path: str, *, deferrable: bool) -> Iterator[Problem]:
    hints = typing.get_type_hints(shape, localns=_PULUMI_NAMES)
    kind = replace(_MAPPING, remedy=f"Write it in braces, with any of {_listed(hints)}.")
    wrong = _unless_fits(value, kind, path)
    yield from wrong
    if wrong:
        return
    prefix = f"{path}." if path else ""
    for key, each in value.items():
        if key not in hints:
            yield _unknown(prefix, str(key), hints)
        # None is what a program has for an arg that it leaves out.
        elif each is not None:
            yield from _of(each, hints[key], f"{prefix}{key}", deferrable=deferrable)
    for key in hints:
        if key in shape.__required_keys__ and value.get(key) is None:
            yield Problem(f"{prefix}{key}", _MISSING, "it has no default", f'Add "{key}".')


def _unknown(prefix: str, key: str, hints: Mapping[str, Any]) -> Problem:
    """Say what the caller may have meant: a name like it, or the same name a level below."""
    close = difflib.get_close_matches(key, hints, n=1)
    below = [
        name
        for name, hint in hints.items()
        if typing.is_typeddict(hint) and key in hint.__annotations__
    ]
    meant = f"{below[0]}.{key}" if below else close[0] if close else ""
    return Problem(
        f"{prefix}{key}",
        "no such argument",
        "an unknown name is refused, not ignored" if meant else f"there are {_listed(hints)}",
        f"Did you mean {prefix}{meant}?" if meant else "Correct the name, or remove it.",
    )


def _listed(names: Mapping[str, Any]) -> str:
    return ", ".join(sorted(names))
