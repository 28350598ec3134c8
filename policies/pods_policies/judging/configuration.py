"""A policy pack's configuration file, checked: the engine ignores names that it cannot place.

The form is the engine's own, so that one file serves `--policy-pack-config` and `pods check`.
"""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from pods.errors import ConfigurationError, Problem
from pods_policies.judging.judge import settings_of
from pods_policies.rule import Level, Rule
from pods_policies.settings import Settings, schema_of

__all__ = ["ALL", "SHARED", "Configuration", "configuration_of"]

ALL: Final = "all"
SHARED: Final = "pods"
_EXTRA: Final = "extra_forbidden"
_REFERENCE: Final = "The settings of each rule stand in docs/policies.md."
_LEVEL: Final = "enforcementLevel"
_LEVELS: Final[Mapping[str, Level | None]] = {
    "mandatory": Level.MANDATORY,
    "remediate": Level.MANDATORY,  # what a file of a stack shows cannot be mended in it
    "advisory": Level.ADVISORY,
    "disabled": None,
}


@dataclass(frozen=True, slots=True)
class Configuration:
    """Levels and settings of rules, as a team gives them."""

    shared: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    """By the id of a rule, and for all others by `all`."""

    def settings(self, rule: Rule) -> Settings:
        """Return the settings of a rule."""
        return settings_of(rule, self.shared, self.own.get(rule.id, {}))

    def level(self, rule: Rule) -> Level | None:
        """Return what a finding of the rule counts as; None for a rule that is switched off."""
        said = self.levels.get(rule.id, self.levels.get(ALL))
        return rule.level if said is None else _LEVELS[said]


def configuration_of(source: str, text: str, rules: Sequence[Rule]) -> Configuration:
    """Return the configuration that a file's text holds.

    Raises:
        ConfigurationError: with everything that is wrong: names of no rule or setting, levels that
            do not exist, values that a setting does not take.
    """
    tree = _tree(source, text)
    known = {rule.id: rule for rule in rules}
    entries = {name: _entry(value) for name, value in tree.items()}
    made = Configuration(
        shared=entries.get(SHARED, ({}, ""))[0],
        own={name: settings for name, (settings, _) in entries.items() if name in known},
        levels={name: level for name, (_, level) in entries.items() if level},
    )
    ConfigurationError.refuse(
        Problem(f"{source}: {place}", observed, required, remedy)
        for place, observed, required, remedy in _faults(tree, entries, known, made)
    )
    return made


def _tree(source: str, text: str) -> Mapping[str, Any]:
    try:
        tree = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except _TwiceError as error:
        raise _no_object(source, f"{error.args[0]!r} is given twice") from error
    except (RecursionError, ValueError) as error:
        raise _no_object(source, "it is no JSON document") from error
    if not isinstance(tree, dict):
        raise _no_object(source, "it is no JSON object")
    return tree


class _TwiceError(Exception):
    """One object has a name twice: which of them holds is for nobody to guess."""


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise _TwiceError(name)
        made[name] = value
    return made


def _no_number(said: str) -> Any:
    raise ValueError(said)  # NaN and Infinity: no limit that can be kept or broken


def _no_object(source: str, observed: str) -> ConfigurationError:
    return ConfigurationError(
        Problem(
            subject=source,
            observed=observed,
            required="a policy pack's configuration is required",
            remedy='Write an object of rules, such as {"all": "mandatory"}.',
        )
    )


def _entry(value: Any) -> tuple[dict[str, Any], str]:
    """Return the settings of an entry and its level; a level alone may stand for the entry."""
    if isinstance(value, str):
        return {}, value
    if not isinstance(value, dict):
        return {}, ""
    settings = {key: each for key, each in value.items() if key != _LEVEL}
    return settings, str(value.get(_LEVEL, ""))


_Fault = tuple[str, str, str, str]


def _faults(
    tree: Mapping[str, Any],
    entries: Mapping[str, tuple[dict[str, Any], str]],
    known: Mapping[str, Rule],
    made: Configuration,
) -> Iterator[_Fault]:
    for name, (settings, level) in entries.items():
        if name not in known and name not in {ALL, SHARED}:
            near = difflib.get_close_matches(name, [*known, ALL, SHARED], n=1)
            hint = f"Did you mean {near[0]}?" if near else "Remove it, or mend its spelling."
            yield name, "no rule of the pack has this id", "the id of a rule is required", hint
        elif not isinstance(tree[name], str | dict):
            yield name, "it is neither a level nor an object", "one of them is required", "Mend it."
        elif level and level not in _LEVELS:
            options = ", ".join(sorted(_LEVELS))
            yield name, f"{level!r} is no level", f"one of {options} is required", "Mend it."
        elif name == ALL and settings:
            required = "a level alone is required, since the engine takes no settings there"
            yield name, "it has settings", required, f"Move them to {SHARED!r}."
        else:
            yield from _wrong_settings(name, known.get(name), made)


def _wrong_settings(name: str, rule: Rule | None, made: Configuration) -> Iterator[_Fault]:
    model, given, whose = Settings, made.shared, "a shared setting"
    if rule is not None:
        model, given, whose = rule.settings, made.own[name], "a setting of the rule"
    elif name != SHARED:
        return
    try:
        model.model_validate(given)
    except ValidationError as error:
        for each in error.errors():
            place = ".".join(map(str, (name, *each["loc"])))
            said, remedy = _told(each["type"], each["msg"]), _REFERENCE
            if each["type"] == _EXTRA:
                said = f"no {whose[2:]} has this name"
                remedy = _nearest(str(each["loc"][-1]), model)
            yield place, said, f"{whose} is required", remedy


def _told(kind: str, message: str) -> str:
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _nearest(name: str, model: type[Settings]) -> str:
    names = {shown.lower(): shown for shown in schema_of(model)}
    near = difflib.get_close_matches(name.lower(), names, n=1)
    return f"Did you mean {names[near[0]]}?" if near else _REFERENCE
