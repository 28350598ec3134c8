"""Switches of a running service."""

import json
from typing import Any

import pytest

from pods.components import Switches
from pods.errors import TopologyError
from tests.components.recording import Recording, record

DEPLOYMENT = "aws:appconfig/deployment:Deployment"
ENVIRONMENT = "aws:appconfig/environment:Environment"
STRATEGY = "aws:appconfig/deploymentStrategy:DeploymentStrategy"
VERSION = "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion"


def switches(**changes: Any) -> Recording:
    """Record the switches with some args changed."""
    args: Any = dict(changes)
    return record(lambda: Switches("clinic", args))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return the switches as they are by default."""
    return switches()


@pytest.mark.requirement("B3")
def test_a_change_reaches_everyone_at_once_and_is_watched(recording: Recording) -> None:
    """Nobody waits for a mode that keeps the service alive."""
    strategy = recording.inputs(STRATEGY)
    assert (strategy["deploymentDurationInMinutes"], strategy["growthFactor"]) == (0, 100)
    assert strategy["finalBakeTimeInMinutes"] == 5
    assert recording.inputs(DEPLOYMENT)["deploymentStrategyId"] == "clinic-at-once-id"


def test_a_configuration_is_held_against_the_plans_schema(recording: Recording) -> None:
    """AppConfig validates before it serves."""
    profile = recording.inputs("aws:appconfig/configurationProfile:ConfigurationProfile")
    (validator,) = profile["validators"]
    assert validator["type"] == "JSON_SCHEMA"
    assert json.loads(validator["content"])["additionalProperties"] is False
    assert (profile["locationUri"], profile["type"]) == ("hosted", "AWS.Freeform")
    # pulumi_aws holds every hosted configuration for a secret.
    content = recording.inputs(VERSION)["content"]["value"]
    assert json.loads(content) == dict.fromkeys(json.loads(content), False)


@pytest.mark.requirement("B3")
def test_alarms_take_a_change_back() -> None:
    """AppConfig looks at them in a role that can look, and nothing else."""
    recording = switches(alarm_arns=["arn:aws:cloudwatch:us-east-1:1:alarm:a"])
    (monitor,) = recording.inputs(ENVIRONMENT)["monitors"]
    assert monitor["alarmArn"] == "arn:aws:cloudwatch:us-east-1:1:alarm:a"
    assert monitor["alarmRoleArn"].endswith("role/clinic-watcher")
    role = recording.inputs("aws:iam/role:Role")
    (trusted,) = json.loads(role["assumeRolePolicy"])["Statement"]
    assert trusted["Principal"] == {"Service": "appconfig.amazonaws.com"}
    (seen,) = json.loads(recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])["Statement"]
    assert seen["Action"] == ["cloudwatch:DescribeAlarms"]


def test_without_alarms_there_is_no_role(recording: Recording) -> None:
    """A role that nobody takes on is one too many."""
    assert recording.all_of("aws:iam/role:Role") == {}
    assert "monitors" not in recording.inputs(ENVIRONMENT)


def test_a_workload_reads_these_switches_only() -> None:
    """One configuration of one environment; it cannot deploy."""
    found: list[str] = []
    args: Any = {}
    record(lambda: Switches("clinic", args).access.apply(found.append))
    (statement,) = json.loads(found[0])["Statement"]
    assert statement["Action"] == [
        "appconfig:GetLatestConfiguration",
        "appconfig:StartConfigurationSession",
    ]
    (resource,) = statement["Resource"]
    assert ":environment/clinic-running/configuration/" in resource


def test_every_child_is_the_components(recording: Recording) -> None:
    """Aliases and options of the parent reach all of them."""
    children = [each for each in recording.resources if each.type.startswith("aws:")]
    assert {each.parent for each in children} == {"clinic"}
    assert len(children) == 6


def test_an_unknown_mode_is_told_under_the_components_name() -> None:
    """Before the first resource."""
    with pytest.raises(TopologyError, match=r"^clinic: modes: offline; "):
        switches(modes=["offline"])
