"""Which modes a service can be switched to, and which together."""

import json
from typing import Any

import jsonschema
import pytest

from pods.errors import TopologyError
from pods.topology import SWITCHES, plan_switches


def refusal(**asked: Any) -> str:
    """Return the whole message with which these switches are refused."""
    with pytest.raises(TopologyError) as raised:
        plan_switches(**asked)
    return str(raised.value)


def takes(validator: str, **switched: Any) -> bool:
    """Say whether AppConfig would take this configuration."""
    return jsonschema.Draft4Validator(json.loads(validator)).is_valid(switched)


@pytest.mark.requirement("B3")
def test_there_is_a_switch_for_each_kind_of_degradation() -> None:
    """Everything is off to begin with."""
    assert SWITCHES == ("read_only", "queue_deferral", "cached_answers", "reduced_features")
    assert json.loads(plan_switches().content) == dict.fromkeys(SWITCHES, False)


def test_what_is_on_from_the_beginning_is_said() -> None:
    """A service may start with less than everything."""
    plan = plan_switches(modes=["read_only", "cached_answers"], switched_on=["cached_answers"])
    assert json.loads(plan.content) == {"read_only": False, "cached_answers": True}
    assert plan.modes == ("read_only", "cached_answers")


def test_the_validator_takes_what_it_is_made_for() -> None:
    """The first configuration, and any one mode."""
    plan = plan_switches()
    assert takes(plan.validator, **json.loads(plan.content))
    for mode in SWITCHES:
        assert takes(plan.validator, **{**json.loads(plan.content), mode: True}), mode


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    "changed",
    [
        {"read_only": True, "queue_deferral": True},
        {"read_only": "true"},
        {"readonly": True},
    ],
    ids=["refuse and take for later", "text", "misspelt"],
)
def test_the_validator_refuses_a_mistake_before_it_is_served(changed: dict[str, Any]) -> None:
    """At three in the morning nobody reads a configuration twice."""
    plan = plan_switches()
    assert not takes(plan.validator, **{**json.loads(plan.content), **changed})


def test_the_validator_refuses_a_mode_left_out() -> None:
    """Left out is not off: a service that reads it elsewhere would differ."""
    assert not takes(plan_switches().validator, read_only=False)


def test_every_mistake_is_refused_at_once() -> None:
    """Unknown modes, contradictions, and AppConfig's limits."""
    assert refusal(
        modes=["read_only", "readonly"],
        switched_on=["cached_answers"],
        bake_minutes=1_441,
        alarms=6,
    ).splitlines() == [
        (
            "switches.modes: readonly; each once, of read_only, queue_deferral, cached_answers, "
            "reduced_features. Name the kinds of the plan's degradation modes."
        ),
        (
            "switches.switched_on: cached_answers; the modes are read_only, readonly. Add it to "
            "the modes, or leave it out."
        ),
        (
            "switches.bake_minutes: 1441 min; AppConfig watches for 0 to 1440 minutes. Use 5: no "
            "other change can be deployed meanwhile."
        ),
        (
            "switches.alarm_arns: 6 alarms; AppConfig watches at most 5. Join them in a composite "
            "alarm."
        ),
    ]


def test_a_change_is_not_refused_and_taken_for_later_at_once() -> None:
    """Read-only and deferral contradict each other, in the program as in the validator."""
    assert refusal(switched_on=["read_only", "queue_deferral"]) == (
        "switches.switched_on: read_only and queue_deferral; a change is refused or taken for "
        "later, not both. Leave one of them out."
    )


@pytest.mark.parametrize("modes", [[], ["read_only", "read_only"]], ids=["none", "twice"])
def test_each_mode_is_named_once(modes: list[str]) -> None:
    """No switches are none to plan, and a name twice is a mistake."""
    assert refusal(modes=modes).startswith("switches.modes: ")
