"""AppConfig: applications and their configurations, where and how they are deployed."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_ARN = "arn:{partition}:appconfig:{region}:{account}:"
_OF_APPLICATION = {"ApplicationId": "{applicationId}"}


def _tags(arn: str) -> Tags:
    """Return how AppConfig tags: in the create call, later by ARN."""
    by_arn = {"ResourceArn": f"{_ARN}{arn}"}
    return Tags(
        create={"Tags": "{all_tags}"},
        add=Call("TagResource", {**by_arn, "Tags": "{all_tags}"}, translate=False),
        remove=Call("UntagResource", {**by_arn, "TagKeys": "{tag_keys}"}, translate=False),
        read="Tags",
        get=Call("ListTagsForResource", by_arn, translate=False),
    )


_APPLICATION = {"ApplicationId": "{id}"}
_APPLICATION_TYPE = ResourceType(
    token="aws:appconfig/application:Application",
    service="appconfig",
    create=Call("CreateApplication"),
    id="Id",
    read=Call("GetApplication", _APPLICATION),
    update=Call("UpdateApplication", _APPLICATION),
    delete=Call("DeleteApplication", _APPLICATION),
    tags=_tags("application/{id}"),
    auto_name=AutoName(longest=64),
    outputs={"arn": f"{_ARN}application/{{id}}"},
)

# The official provider joins the ids with a colon, the resource's own first.
_ENVIRONMENT = {**_OF_APPLICATION, "EnvironmentId": "{split(id, ':')[0]}"}
_ENVIRONMENT_PATH = "application/{applicationId}/environment/{split(id, ':')[0]}"
_ENVIRONMENT_TYPE = ResourceType(
    token="aws:appconfig/environment:Environment",
    service="appconfig",
    create=Call("CreateEnvironment"),
    id="{Id}:{applicationId}",
    read=Call("GetEnvironment", _ENVIRONMENT),
    update=Call("UpdateEnvironment", _ENVIRONMENT),
    delete=Call("DeleteEnvironment", _ENVIRONMENT),
    tags=_tags(_ENVIRONMENT_PATH),
    auto_name=AutoName(longest=64),
    outputs={"arn": f"{_ARN}{_ENVIRONMENT_PATH}", "environmentId": "{split(id, ':')[0]}"},
    import_state={"applicationId": "{split(id, ':')[1]}"},
    replace=frozenset({"applicationId"}),
)

_PROFILE = {**_OF_APPLICATION, "ConfigurationProfileId": "{split(id, ':')[0]}"}
_PROFILE_PATH = "application/{applicationId}/configurationprofile/{split(id, ':')[0]}"
_PROFILE_TYPE = ResourceType(
    token="aws:appconfig/configurationProfile:ConfigurationProfile",
    service="appconfig",
    create=Call("CreateConfigurationProfile"),
    id="{Id}:{applicationId}",
    read=Call("GetConfigurationProfile", _PROFILE),
    update=Call("UpdateConfigurationProfile", _PROFILE),
    delete=Call("DeleteConfigurationProfile", _PROFILE),
    tags=_tags(_PROFILE_PATH),
    auto_name=AutoName(longest=128),
    outputs={"arn": f"{_ARN}{_PROFILE_PATH}", "configurationProfileId": "{split(id, ':')[0]}"},
    import_state={"applicationId": "{split(id, ':')[1]}"},
    replace=frozenset({"applicationId", "locationUri", "type"}),
    note="A validator is kept, and nothing is held against it.",
)

_VERSION = {
    **_OF_APPLICATION,
    "ConfigurationProfileId": "{configurationProfileId}",
    "VersionNumber": "{to_number(split(id, '/')[2])}",
}
_VERSION_PATH = (
    "application/{applicationId}/configurationprofile/{configurationProfileId}/"
    "hostedconfigurationversion/{split(id, '/')[2]}"
)
_VERSION_TYPE = ResourceType(
    token="aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
    service="appconfig",
    create=Call("CreateHostedConfigurationVersion"),
    id="{applicationId}/{configurationProfileId}/{VersionNumber}",
    read=Call("GetHostedConfigurationVersion", _VERSION),
    delete=Call("DeleteHostedConfigurationVersion", _VERSION, translate=False),
    observe={"content": "text(Content)"},
    outputs={
        "arn": f"{_ARN}{_VERSION_PATH}",
        "versionNumber": "{to_number(split(id, '/')[2])}",
    },
    import_state={
        "applicationId": "{split(id, '/')[0]}",
        "configurationProfileId": "{split(id, '/')[1]}",
    },
)

_STRATEGY = {"DeploymentStrategyId": "{id}"}
_STRATEGY_TYPE = ResourceType(
    token="aws:appconfig/deploymentStrategy:DeploymentStrategy",
    service="appconfig",
    create=Call("CreateDeploymentStrategy"),
    id="Id",
    read=Call("GetDeploymentStrategy", _STRATEGY),
    update=Call("UpdateDeploymentStrategy", _STRATEGY),
    delete=Call("DeleteDeploymentStrategy", _STRATEGY),
    tags=_tags("deploymentstrategy/{id}"),
    auto_name=AutoName(longest=64),
    outputs={"arn": f"{_ARN}deploymentstrategy/{{id}}"},
    replace=frozenset({"name", "replicateTo"}),
)

_DEPLOYMENT_PATH = (
    "application/{applicationId}/environment/{environmentId}/deployment/{split(id, '/')[2]}"
)
_DEPLOYMENT_TYPE = ResourceType(
    token="aws:appconfig/deployment:Deployment",
    service="appconfig",
    create=Call("StartDeployment"),
    id="{applicationId}/{environmentId}/{DeploymentNumber}",
    read=Call(
        "GetDeployment",
        {
            **_OF_APPLICATION,
            "EnvironmentId": "{environmentId}",
            "DeploymentNumber": "{to_number(split(id, '/')[2])}",
        },
    ),
    # What was deployed stays deployed: AWS has no call that takes it back for good.
    delete=None,
    tags=_tags(_DEPLOYMENT_PATH),
    outputs={
        "arn": f"{_ARN}{_DEPLOYMENT_PATH}",
        "deploymentNumber": "{to_number(split(id, '/')[2])}",
    },
    import_state={
        "applicationId": "{split(id, '/')[0]}",
        "environmentId": "{split(id, '/')[1]}",
    },
    note="A deployment is complete as it starts; no alarm takes it back.",
)

TYPES: tuple[ResourceType, ...] = (
    _APPLICATION_TYPE,
    _ENVIRONMENT_TYPE,
    _PROFILE_TYPE,
    _VERSION_TYPE,
    _STRATEGY_TYPE,
    _DEPLOYMENT_TYPE,
)
