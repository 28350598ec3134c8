"""AppConfig: environments, deployment strategies, and deployments, which end as they start."""

from typing import Any

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Parent, Service, TagOperations
from pods.sandbox.local_aws.recorder.operations import Result, find, make
from pods.sandbox.local_aws.recorder.tables.members import hexadecimal, now

__all__ = ["KINDS", "OPERATIONS", "SERVICE"]

SERVICE = Service(
    name="appconfig",
    signing_name="appconfig",
    missing_parameter="BadRequestException",
    invalid_parameter="BadRequestException",
    tags=TagOperations(tag="TagResource", untag="UntagResource", list="ListTagsForResource"),
)

_ID_DIGITS = 7
_HOSTED = "hosted"
_ARN = "arn:aws:appconfig:{region}:{account}:"

_APPLICATION = Parent("appconfig", "GetApplication", {"ApplicationId": "ApplicationId"})
_ENVIRONMENT = Parent(
    "appconfig",
    "GetEnvironment",
    {"ApplicationId": "ApplicationId", "EnvironmentId": "EnvironmentId"},
)
_STRATEGY = Parent(
    "appconfig", "GetDeploymentStrategy", {"DeploymentStrategyId": "DeploymentStrategyId"}
)
_RATES = (
    "DeploymentDurationInMinutes",
    "GrowthType",
    "GrowthFactor",
    "FinalBakeTimeInMinutes",
)


def _deployed(members: dict[str, Any], call: Call) -> dict[str, Any]:
    """Take over the strategy's rates; refuse a configuration version that does not exist."""
    profile = {name: members[name] for name in ("ApplicationId", "ConfigurationProfileId")}
    found = call.ask("appconfig", call.region, "GetConfigurationProfile", profile)
    if found["LocationUri"] == _HOSTED:
        number = {"VersionNumber": int(members["ConfigurationVersion"])}
        call.ask("appconfig", call.region, "GetHostedConfigurationVersion", profile | number)
    strategy = {"DeploymentStrategyId": members["DeploymentStrategyId"]}
    rates = call.ask("appconfig", call.region, "GetDeploymentStrategy", strategy)
    return {
        "ConfigurationName": found["Name"],
        "ConfigurationLocationUri": found["LocationUri"],
        **{name: rates[name] for name in _RATES},
    }


DEPLOYMENT = Kind(
    service=SERVICE,
    name="deployment",
    identity=("ApplicationId", "EnvironmentId", "DeploymentNumber"),
    get="GetDeployment",
    list="ListDeployments",
    arn=f"{_ARN}application/{{ApplicationId}}/environment/{{EnvironmentId}}/"
    "deployment/{DeploymentNumber}",
    arn_member="Arn",
    drawn=_deployed,
    created={
        "State": "COMPLETE",
        "PercentageComplete": 100.0,
        "EventLog": [],
        "StartedAt": now,
        "CompletedAt": now,
    },
    parents=(_ENVIRONMENT, _STRATEGY),
)

KINDS = (
    Kind(
        service=SERVICE,
        name="environment",
        identity=("ApplicationId", "Id"),
        create="CreateEnvironment",
        get="GetEnvironment",
        list="ListEnvironments",
        update="UpdateEnvironment",
        delete="DeleteEnvironment",
        minted=hexadecimal("", _ID_DIGITS),
        renames={"EnvironmentId": "Id"},
        arn=f"{_ARN}application/{{ApplicationId}}/environment/{{Id}}",
        arn_member="Arn",
        created={"State": "READY_FOR_DEPLOYMENT"},
        parents=(_APPLICATION,),
    ),
    Kind(
        service=SERVICE,
        name="deployment strategy",
        identity=("Id",),
        create="CreateDeploymentStrategy",
        get="GetDeploymentStrategy",
        list="ListDeploymentStrategies",
        update="UpdateDeploymentStrategy",
        delete="DeleteDeploymentStrategy",
        minted=hexadecimal("", _ID_DIGITS),
        renames={"DeploymentStrategyId": "Id"},
        arn=f"{_ARN}deploymentstrategy/{{Id}}",
        arn_member="Arn",
        created={
            "FinalBakeTimeInMinutes": 0,
            "GrowthType": "LINEAR",
            "ReplicateTo": "NONE",
        },
    ),
    DEPLOYMENT,
)


def _start(call: Call) -> Result:
    """Deploy under the environment's next number, to the end at once: the sandbox has no hosts."""
    of_environment = [
        key
        for key in call.shelf.of(DEPLOYMENT)
        if key[:2] == (call.parameters["ApplicationId"], call.parameters["EnvironmentId"])
    ]
    call.parameters["DeploymentNumber"] = len(of_environment) + 1
    return make(DEPLOYMENT, call)


def _stop(call: Call) -> Result:
    """Refuse: a deployment is over as soon as it is started."""
    find(DEPLOYMENT, call)
    raise Fault("BadRequestException", "The deployment is COMPLETE and cannot be stopped")


OPERATIONS = {"StartDeployment": _start, "StopDeployment": _stop}
