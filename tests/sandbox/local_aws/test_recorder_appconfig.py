from typing import Any

import pytest

from .conftest import Client, refusal, refused

pytestmark = pytest.mark.sandbox


def deployable(appconfig: Any) -> dict[str, str]:
    """Make all that a deployment names; return its arguments."""
    application = appconfig.create_application(Name="clinic")["Id"]
    environment = appconfig.create_environment(ApplicationId=application, Name="running")["Id"]
    profile = appconfig.create_configuration_profile(
        ApplicationId=application, Name="switches", LocationUri="hosted"
    )["Id"]
    appconfig.create_hosted_configuration_version(
        ApplicationId=application,
        ConfigurationProfileId=profile,
        Content=b'{"read_only": false}',
        ContentType="application/json",
    )
    strategy = appconfig.create_deployment_strategy(
        Name="at-once", DeploymentDurationInMinutes=0, GrowthFactor=100, FinalBakeTimeInMinutes=5
    )["Id"]
    return {
        "ApplicationId": application,
        "EnvironmentId": environment,
        "ConfigurationProfileId": profile,
        "ConfigurationVersion": "1",
        "DeploymentStrategyId": strategy,
    }


def test_a_deployment_is_numbered_and_complete(client: Client) -> None:
    """Each one of an environment has the next number, and the strategy's rates."""
    appconfig = client("appconfig")
    asked = deployable(appconfig)
    first, second = appconfig.start_deployment(**asked), appconfig.start_deployment(**asked)
    assert (first["DeploymentNumber"], second["DeploymentNumber"]) == (1, 2)
    place = {name: asked[name] for name in ("ApplicationId", "EnvironmentId")}
    read = appconfig.get_deployment(**place, DeploymentNumber=2)
    assert (read["State"], read["FinalBakeTimeInMinutes"]) == ("COMPLETE", 5)
    assert read["ConfigurationName"] == "switches"
    listed = appconfig.list_deployments(**place)["Items"]
    assert [each["DeploymentNumber"] for each in listed] == [1, 2]


def test_a_version_that_does_not_exist_is_not_deployed(client: Client) -> None:
    """Nor is one deployed to an environment that is not there."""
    appconfig = client("appconfig")
    asked = deployable(appconfig)
    for name, missing in (("ConfigurationVersion", "2"), ("EnvironmentId", "abcdefg")):
        code = refused(appconfig.start_deployment, **{**asked, name: missing})
        assert code == "ResourceNotFoundException", name


def test_what_is_complete_cannot_be_stopped(client: Client) -> None:
    """The sandbox has no hosts on which a deployment could be under way."""
    appconfig = client("appconfig")
    asked = deployable(appconfig)
    appconfig.start_deployment(**asked)
    place = {name: asked[name] for name in ("ApplicationId", "EnvironmentId")}
    code, message = refusal(appconfig.stop_deployment, **place, DeploymentNumber=1)
    assert (code, message) == (
        "BadRequestException",
        "The deployment is COMPLETE and cannot be stopped",
    )
