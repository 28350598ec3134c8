"""The dashboard: one, of the service's sources, the same every time."""

import json
from typing import Any

import pulumi
import pytest

from pods.components import Dashboard
from pods.errors import TopologyError
from tests.components.recording import Recording, record

DASHBOARD = "aws:cloudwatch/dashboard:Dashboard"


def dashboard(**changes: Any) -> Recording:
    """Record a dashboard with some args changed."""
    args: Any = {
        "capabilities": [{"name": "book", "rto_minutes": 15, "rpo_minutes": 5}],
        "region": "eu-west-1",
        **changes,
    }
    return record(lambda: Dashboard("clinic", args))


def body(recording: Recording) -> dict[str, Any]:
    """Return the body of the only dashboard."""
    found: dict[str, Any] = json.loads(recording.inputs(DASHBOARD)["dashboardBody"])
    return found


@pytest.mark.requirement("B2")
def test_objectives_of_each_capability_are_lines() -> None:
    """Beside what is measured, by names that are known only later."""
    recording = dashboard(health_check_ids={"primary": pulumi.Output.from_input("check-1")})
    (_, outage) = body(recording)["widgets"]
    assert outage["properties"]["annotations"] == {
        "horizontal": [{"label": "RTO book", "value": 900}]
    }
    assert outage["properties"]["metrics"][1][:4] == [
        "AWS/Route53",
        "HealthCheckStatus",
        "HealthCheckId",
        "check-1",
    ]


def test_a_dashboard_is_named_by_its_stack() -> None:
    """Two stacks of a program do not overwrite each other's."""
    inputs = dashboard().inputs(DASHBOARD)
    assert (inputs["dashboardName"], inputs["region"]) == ("clinic-test", "eu-west-1")


def test_the_body_is_the_same_every_time() -> None:
    """A second run shows no change."""
    more = {
        "alarm_arns": ["arn:b", "arn:a"],
        "canaries": {"us-west-2": "x", "us-east-1": "y"},
        "load_balancers": {"primary": "app/clinic/1"},
        "replicas": {"us-west-2": "copy"},
    }
    first, second = dashboard(**more), dashboard(**more)
    assert first.inputs(DASHBOARD) == second.inputs(DASHBOARD)
    written = first.inputs(DASHBOARD)["dashboardBody"]
    assert written == json.dumps(json.loads(written), sort_keys=True)
    assert len(body(first)["widgets"]) == 5


def test_without_a_region_nothing_is_drawn() -> None:
    """A graph of another Region's metrics is empty."""
    with pytest.raises(TopologyError) as raised:
        dashboard(region=None)
    assert str(raised.value) == (
        "clinic: region: missing; the stack has no aws:region that it could be taken from. "
        'Add "region", the one of the load balancers.'
    )


def test_refusals_carry_the_name_of_the_dashboard() -> None:
    """What the planner refuses is refused before the first resource."""
    with pytest.raises(TopologyError) as raised:
        dashboard(capabilities=[])
    assert str(raised.value) == (
        "clinic: capabilities: []; 1 to 20 capabilities, each listed once, are required. Make a "
        "dashboard for each service."
    )
