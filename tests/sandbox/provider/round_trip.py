"""One resource through its whole life against the local AWS, driven without an engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pods.sandbox.provider.account import Account
from pods.sandbox.provider.comparison import shows
from pods.sandbox.provider.creation import adopted

Inputs = Mapping[str, Any]
Needs = Callable[["World"], Inputs]


@dataclass(frozen=True)
class Case:
    """Inputs of one type, what they refer to, an edit, and what must be seen."""

    token: str
    inputs: Needs
    update: Inputs = field(default_factory=dict)
    outputs: Inputs = field(default_factory=dict)
    unobserved: frozenset[str] = frozenset()  # inputs that moto does not show: listed, not hidden
    drift: Callable[["World", str], Inputs] | None = None  # change it with boto3; what must show
    replaces: Inputs = field(default_factory=dict)
    resets: bool = False  # AWS can only take the setting back: it is shown after deletion, too


_CLOCKS = {"latestRestorableTime"}
"""Properties that differ from one moment to the next."""


class World:
    """An account, and the resources that a case needs, made on demand through the provider."""

    def __init__(self, account: Account) -> None:
        """Start with nothing made."""
        self.account = account
        self.made: list[tuple[str, str, dict[str, Any]]] = []

    def make(self, token: str, inputs: Inputs) -> dict[str, Any]:
        """Create a resource; returns its state with its id under `id`."""
        resource_id, state = self.account.lifecycle(token).create(inputs)
        self.made.append((token, resource_id, state))
        return {**state, "id": resource_id}

    def client(self, service: str, region: str = "us-east-1") -> Any:
        """Return the boto3 client that the provider itself uses."""
        return self.account.aws._client(service, region)

    def unmake(self) -> None:
        """Delete what was made, newest first."""
        while self.made:
            token, resource_id, state = self.made.pop()
            self.account.lifecycle(token).delete(resource_id, state)


def live(case: Case, world: World) -> tuple[set[str], set[str]]:
    """Create, read, refresh, update, drift and delete; assert what each must show.

    Returns the inputs that the local AWS showed as declared, and those that it kept nothing of.
    """
    lifecycle = world.account.lifecycle(case.token)
    inputs = dict(case.inputs(world))
    resource_id, state = lifecycle.create(inputs)
    assert resource_id
    assert resource_id != "None"
    for name, expected in case.outputs.items():
        assert state[name] == expected, name
    shown = lifecycle.shown(resource_id, state)
    assert shown is not None
    _assert_observed(case, inputs, shown)
    assert lifecycle.refreshed(inputs, shown, state) == inputs
    assert not lifecycle.changes(inputs, inputs).changed
    # Taken over after a creation whose answer was lost: as complete as one that was answered.
    taken_over, answered = (
        _without_clocks(adopted(lifecycle, resource_id, inputs)),
        _without_clocks(lifecycle.read(resource_id, state)),
    )
    assert taken_over == answered
    if case.replaces:
        edited = {**inputs, **case.replaces}
        assert lifecycle.changes(inputs, edited).replacing == set(case.replaces)
    if case.update:
        edited = {**inputs, **case.update}
        assert lifecycle.changes(inputs, edited).changed == set(case.update)
        assert not lifecycle.changes(inputs, edited).replacing
        state = lifecycle.update(resource_id, state, inputs, edited)
        inputs = edited
        shown = lifecycle.shown(resource_id, state)
        assert shown is not None
        _assert_observed(case, inputs, shown)
    if case.drift is not None:
        expected = case.drift(world, resource_id)
        shown = lifecycle.shown(resource_id, state)
        assert shown is not None
        assert lifecycle.refreshed(inputs, shown, state) == {**inputs, **expected}
    lifecycle.delete(resource_id, state)
    # What AWS made by itself (a default group) is left to it.
    gone = lifecycle.kind.delete is not None and not case.resets
    assert (lifecycle.shown(resource_id, state) is None) == gone
    tried = {name for name in inputs if not name.startswith("__")}
    return tried - case.unobserved, tried & case.unobserved


def _without_clocks(state: Mapping[str, Any] | None) -> dict[str, Any]:
    assert state is not None
    return {name: value for name, value in state.items() if name not in _CLOCKS}


def _assert_observed(case: Case, inputs: Inputs, shown: Mapping[str, Any]) -> None:
    hidden = {name for name in inputs if name not in shown} - {"region"}
    assert hidden == case.unobserved & inputs.keys(), f"AWS does not show {sorted(hidden)}"
    for name in inputs.keys() - hidden - {"region"}:
        assert shows(inputs[name], shown[name]), f"{name}: {inputs[name]!r} became {shown[name]!r}"
