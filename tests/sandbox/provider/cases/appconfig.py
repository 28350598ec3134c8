"""AppConfig: applications and their configurations, where and how they are deployed."""

import json

from tests.sandbox.provider.cases.iam import trust
from tests.sandbox.provider.round_trip import Case, World

_ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors"
_RATES = {
    "deploymentDurationInMinutes": 0,
    "growthFactor": 100,
    "growthType": "LINEAR",
    "finalBakeTimeInMinutes": 10,
}


def _application(world: World) -> str:
    return str(world.make("aws:appconfig/application:Application", {"name": "clinic"})["id"])


def _schema(kind: str) -> list[dict[str, str]]:
    return [{"type": "JSON_SCHEMA", "content": json.dumps({"type": kind})}]


def _environment(world: World, application: str) -> str:
    inputs = {"applicationId": application, "name": "running"}
    made = world.make("aws:appconfig/environment:Environment", inputs)
    return str(made["environmentId"])


def _profile(world: World, application: str) -> str:
    inputs = {"applicationId": application, "name": "switches", "locationUri": "hosted"}
    made = world.make("aws:appconfig/configurationProfile:ConfigurationProfile", inputs)
    return str(made["configurationProfileId"])


def _monitored(world: World) -> dict[str, object]:
    role = {"name": "monitors", "assumeRolePolicy": trust("appconfig.amazonaws.com")}
    arn = world.make("aws:iam/role:Role", role)["arn"]
    return {
        "applicationId": _application(world),
        "name": "running",
        "description": "What runs",
        "monitors": [{"alarmArn": _ALARM, "alarmRoleArn": arn}],
        "tags": {"Name": "clinic"},
    }


def _version(world: World) -> dict[str, object]:
    application = _application(world)
    return {
        "applicationId": application,
        "configurationProfileId": _profile(world, application),
        "content": '{"read_only": false}',
        "contentType": "application/json",
        "description": "As declared",
    }


def _deployed(world: World) -> dict[str, object]:
    version = _version(world)
    made = world.make(
        "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion", version
    )
    strategy = {"name": "at-once", "replicateTo": "NONE", **_RATES}
    token = "aws:appconfig/deploymentStrategy:DeploymentStrategy"
    return {
        "applicationId": version["applicationId"],
        "environmentId": _environment(world, str(version["applicationId"])),
        "configurationProfileId": version["configurationProfileId"],
        "configurationVersion": str(made["versionNumber"]),
        "deploymentStrategyId": world.make(token, strategy)["id"],
        "description": "As declared",
        "tags": {"Name": "clinic"},
    }


def _rename(world: World, resource_id: str) -> dict[str, object]:
    world.client("appconfig").update_application(ApplicationId=resource_id, Description="By hand")
    return {"description": "By hand"}


CASES = (
    Case(
        token="aws:appconfig/application:Application",
        inputs=lambda _: {
            "name": "clinic",
            "description": "Switches",
            "tags": {"Name": "clinic"},
        },
        update={"description": "Modes", "tags": {"pods:tier": "1"}},
        drift=_rename,
    ),
    Case(
        token="aws:appconfig/environment:Environment",
        inputs=_monitored,
        outputs={"state": "READY_FOR_DEPLOYMENT"},
        update={
            "description": "Running",
            "monitors": [{"alarmArn": f"{_ALARM}-2"}],
            "tags": {"pods:tier": "1"},
        },
        replaces={"applicationId": "abcdefg"},
    ),
    Case(
        token="aws:appconfig/configurationProfile:ConfigurationProfile",
        inputs=lambda world: {
            "applicationId": _application(world),
            "name": "switches",
            "description": "Modes",
            "locationUri": "hosted",
            "type": "AWS.Freeform",
            "validators": _schema("object"),
            "tags": {"Name": "clinic"},
        },
        update={"validators": _schema("array"), "tags": {"pods:tier": "1"}},
        replaces={"locationUri": "ssm-parameter://modes"},
    ),
    Case(
        token="aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
        inputs=_version,
        outputs={"versionNumber": 1},
        replaces={"content": '{"read_only": true}'},
    ),
    Case(
        token="aws:appconfig/deploymentStrategy:DeploymentStrategy",
        inputs=lambda _: {
            "name": "at-once",
            "description": "At once",
            "replicateTo": "NONE",
            "tags": {"Name": "clinic"},
            **_RATES,
        },
        update={"finalBakeTimeInMinutes": 5, "tags": {"pods:tier": "1"}},
        replaces={"replicateTo": "SSM_DOCUMENT"},
    ),
    Case(
        token="aws:appconfig/deployment:Deployment",
        inputs=_deployed,
        outputs={"deploymentNumber": 1, "state": "COMPLETE"},
        update={"tags": {"pods:tier": "1"}},
        replaces={"configurationVersion": "2"},
    ),
)
