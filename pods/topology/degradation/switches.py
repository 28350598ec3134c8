"""Which modes a service can be switched to, what may be switched together, and how fast."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pods.continuity.degradation import DegradationKind
from pods.errors import Problem, TopologyError

__all__ = ["SWITCHES", "SwitchesPlan", "plan_switches"]

SWITCHES = tuple(str(kind) for kind in DegradationKind)
"""The switches that there are: one for each kind of degradation of the plan."""

# https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Environment.html
_MOST_ALARMS = 5
# https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_CreateDeploymentStrategy.html
_LONGEST_BAKE_MINUTES = 1_440
# A change cannot be refused and taken for later at once.
_EXCLUSIVE = (DegradationKind.READ_ONLY, DegradationKind.QUEUE_DEFERRAL)


@dataclass(frozen=True, slots=True)
class SwitchesPlan:
    """The configuration that a service starts with, and what every later one is held against."""

    modes: tuple[str, ...]
    content: str
    """The first configuration, as JSON: each mode, on or off."""
    validator: str
    """A JSON schema: all modes, no others, on or off, and none that contradict each other."""
    bake_minutes: int
    """How long alarms are watched after a change, to take it back."""


def plan_switches(
    *,
    modes: Sequence[str] = SWITCHES,
    switched_on: Sequence[str] = (),
    bake_minutes: float = 5,
    alarms: int = 0,
) -> SwitchesPlan:
    """Plan the switches of a service.

    Raises `TopologyError` with every mode that is unknown or contradicts another, and every figure
    that AppConfig would refuse.
    """
    bake = int(bake_minutes)
    unknown = [mode for mode in modes if mode not in SWITCHES]
    problems = [
        *_mode_problems(modes, unknown),
        *_unless(
            set(switched_on) <= {*modes},
            Problem(
                "switches.switched_on",
                ", ".join(mode for mode in switched_on if mode not in modes),
                f"the modes are {', '.join(modes)}",
                "Add it to the modes, or leave it out.",
            ),
        ),
        *_unless(
            not {*_EXCLUSIVE} <= {*switched_on},
            Problem(
                "switches.switched_on",
                " and ".join(_EXCLUSIVE),
                "a change is refused or taken for later, not both",
                "Leave one of them out.",
            ),
        ),
        *_unless(
            0 <= bake <= _LONGEST_BAKE_MINUTES,
            Problem(
                "switches.bake_minutes",
                f"{bake} min",
                f"AppConfig watches for 0 to {_LONGEST_BAKE_MINUTES} minutes",
                "Use 5: no other change can be deployed meanwhile.",
            ),
        ),
        *_unless(
            alarms <= _MOST_ALARMS,
            Problem(
                "switches.alarm_arns",
                f"{alarms} alarms",
                f"AppConfig watches at most {_MOST_ALARMS}",
                "Join them in a composite alarm.",
            ),
        ),
    ]
    TopologyError.refuse(problems)
    return SwitchesPlan(
        modes=tuple(modes),
        content=json.dumps({mode: mode in switched_on for mode in modes}),
        validator=json.dumps(_schema(modes)),
        bake_minutes=bake,
    )


def _mode_problems(modes: Sequence[str], unknown: Sequence[str]) -> list[Problem]:
    if unknown or not modes or len(set(modes)) != len(modes):
        return [
            Problem(
                "switches.modes",
                ", ".join(unknown or modes) or "none",
                f"each once, of {', '.join(SWITCHES)}",
                "Name the kinds of the plan's degradation modes.",
            )
        ]
    return []


def _schema(modes: Sequence[str]) -> dict[str, object]:
    """Return a schema of draft 4, the one that AppConfig reads: it knows `enum`, not `const`.

    https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-configuration-and-profile-validators.html
    """
    both = {"not": {"properties": {mode: {"enum": [True]} for mode in _EXCLUSIVE}}}
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {mode: {"type": "boolean"} for mode in modes},
        "required": list(modes),
        "additionalProperties": False,
        **(both if {*_EXCLUSIVE} <= {*modes} else {}),
    }


def _unless(holds: bool, problem: Problem) -> list[Problem]:  # noqa: FBT001 - reads as a sentence
    return [] if holds else [problem]
