"""A mistake in a program's args is told without a stack trace."""

from typing import Any

import pulumi
import pytest

from pods import components
from pods.errors import ContinuityError, TopologyError
from tests.components.recording import record

COMPONENTS = [
    each
    for each in vars(components).values()
    if isinstance(each, type) and issubclass(each, pulumi.ComponentResource)
]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_every_component_refuses_plainly(component: Any) -> None:
    """Pulumi shows a `RunError` by its message; ours is one, and still a `TopologyError`."""
    with pytest.raises(pulumi.RunError) as caught:
        record(lambda: component("clinic", {"nonsense": 1}))
    assert isinstance(caught.value, TopologyError)
    assert type(caught.value).__name__ == "TopologyError"
    assert "clinic: nonsense: no such argument" in str(caught.value)


def test_other_errors_stay_what_they_are() -> None:
    """A defect of ours is no refusal: it keeps its trace."""
    assert not issubclass(ContinuityError, pulumi.RunError)
    unlucky: Any = object()
    with pytest.raises(Exception, match="ResourceOptions") as caught:
        record(lambda: components.Alerts("clinic", {"subscriptions": SUBSCRIPTIONS}, unlucky))
    assert not isinstance(caught.value, pulumi.RunError)


SUBSCRIPTIONS: Any = [
    {"protocol": "email", "endpoint": "on-call@clinic.example"},
    {"protocol": "sms", "endpoint": "+12025550142"},
]
