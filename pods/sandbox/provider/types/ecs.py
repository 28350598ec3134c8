"""ECS: clusters, task definitions and services."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_CLUSTER = {"cluster": "{id}"}
_TAGGED = {"resourceArn": "{id}"}
_PAIRS = "{tag_pairs[].{key: Key, value: Value}}"
_READ_TAGS = "tags(tags[].{Key: key, Value: value})"
_TAGS = Tags(
    create={"tags": _PAIRS},
    add=Call("TagResource", {**_TAGGED, "tags": _PAIRS}, translate=False),
    remove=Call("UntagResource", {**_TAGGED, "tagKeys": "{tag_keys}"}, translate=False),
    read=_READ_TAGS,
)
_SERVICE = {"cluster": "{cluster}", "service": "{id}"}
_NETWORK = {
    "awsvpcConfiguration": {
        "subnets": "{networkConfiguration.subnets}",
        "securityGroups": "{networkConfiguration.securityGroups}",
        "assignPublicIp": (
            "{networkConfiguration && (networkConfiguration.assignPublicIp && 'ENABLED'"
            " || 'DISABLED') || null}"
        ),
    }
}
_DEPLOYMENT = {
    "deploymentCircuitBreaker": "{deploymentCircuitBreaker}",
    "maximumPercent": "{deploymentMaximumPercent}",
    "minimumHealthyPercent": "{deploymentMinimumHealthyPercent}",
    "alarms": "{alarms}",
}
_GIVEN = {"networkConfiguration": _NETWORK, "deploymentConfiguration": _DEPLOYMENT}

_CLUSTER_TYPE = ResourceType(
    token="aws:ecs/cluster:Cluster",
    service="ecs",
    create=Call("CreateCluster", result="cluster"),
    id="clusterArn",
    read=Call(
        "DescribeClusters",
        {"clusters": ["{id}"], "include": ["TAGS", "SETTINGS", "CONFIGURATIONS"]},
        "clusters[0]",
        translate=False,
    ),
    gone="status == 'INACTIVE'",
    update=Call("UpdateCluster", _CLUSTER),
    delete=Call("DeleteCluster", _CLUSTER, translate=False),
    auto_name=AutoName(),
    names={"arn": "clusterArn", "name": "clusterName"},
    tags=_TAGS,
    replace=frozenset({"name"}),
)

_TASK_DEFINITION = ResourceType(
    token="aws:ecs/taskDefinition:TaskDefinition",
    service="ecs",
    create=Call(
        "RegisterTaskDefinition",
        {"containerDefinitions": "{parse_json(containerDefinitions)}"},
        "taskDefinition",
    ),
    id="{family}",
    read=Call(
        "DescribeTaskDefinition",
        {"taskDefinition": "{arn || family}", "include": ["TAGS"]},
        "merge(taskDefinition, {tags: tags})",
        translate=False,
    ),
    gone="status == 'INACTIVE'",
    # Other revisions of the family stay: a service that is rolled back needs the one before.
    delete=Call(
        "DeregisterTaskDefinition",
        {"taskDefinition": "{arn || family}"},
        translate=False,
        when="!skipDestroy",
    ),
    names={"arn": "taskDefinitionArn"},
    tags=Tags(
        create={"tags": _PAIRS},
        add=Call("TagResource", {"resourceArn": "{arn}", "tags": _PAIRS}, translate=False),
        remove=Call(
            "UntagResource", {"resourceArn": "{arn}", "tagKeys": "{tag_keys}"}, translate=False
        ),
        read=_READ_TAGS,
    ),
    # What AWS fills in where a container says nothing is left out: see `present`.
    observe={"containerDefinitions": "present(containerDefinitions)"},
    outputs={"arnWithoutRevision": "{trim_end(arn, join('', [':', text(revision)]))}"},
    json=frozenset({"containerDefinitions"}),
    inert=frozenset({"skipDestroy", "trackLatest"}),
    import_state={"arn": "{id}"},
    note=(
        "No container is started. A container that leaves out cpu or essential shows AWS's values"
        " after a refresh."
    ),
)

_SERVICE_TYPE = ResourceType(
    token="aws:ecs/service:Service",
    service="ecs",
    create=Call("CreateService", {"cluster": "{cluster}", **_GIVEN}, "service"),
    id="serviceArn",
    read=Call(
        "DescribeServices",
        {"cluster": "{cluster}", "services": ["{id}"], "include": ["TAGS"]},
        "services[0]",
        translate=False,
    ),
    gone="status == 'INACTIVE'",
    update=Call("UpdateService", {**_SERVICE, **_GIVEN}),
    # The official provider scales a service to zero before it deletes it: the same in one call.
    delete=Call("DeleteService", {**_SERVICE, "force": True}, translate=False),
    auto_name=AutoName(),
    names={
        "arn": "serviceArn",
        "name": "serviceName",
        "cluster": "clusterArn",
        "iamRole": "roleArn",
        "enableEcsManagedTags": "enableECSManagedTags",
        "capacityProviderStrategies": "capacityProviderStrategy",
        "orderedPlacementStrategies": "placementStrategy",
        "loadBalancers.elbName": "loadBalancerName",
    },
    tags=_TAGS,
    observe={
        "networkConfiguration": (
            "networkConfiguration.awsvpcConfiguration.{subnets: subnets,"
            " securityGroups: securityGroups, assignPublicIp: assignPublicIp == 'ENABLED'}"
        ),
        "deploymentCircuitBreaker": "deploymentConfiguration.deploymentCircuitBreaker",
        "deploymentMaximumPercent": "deploymentConfiguration.maximumPercent",
        "deploymentMinimumHealthyPercent": "deploymentConfiguration.minimumHealthyPercent",
        "alarms": "deploymentConfiguration.alarms",
        "deploymentConfiguration": "",
    },
    replace=frozenset({"name", "cluster", "launchType", "schedulingStrategy"}),
    inert=frozenset(
        {
            "forceDelete",
            "forceNewDeployment",
            "sigintRollback",
            "triggers",
            "waitForSteadyState",
        }
    ),
    refused={
        "deploymentConfiguration": "leave it out: rolling deployments only.",
        "serviceConnectConfiguration": "use a load balancer.",
        "serviceRegistries": "use a load balancer.",
        "volumeConfiguration": "use ephemeral storage.",
        "vpcLatticeConfigurations": "use a load balancer.",
    },
    note=(
        "Tasks are counted, not started: none registers with a target group, none fails. A"
        " deployment is done at once, so that no circuit breaker and no alarm turns one back."
    ),
)

TYPES: tuple[ResourceType, ...] = (_CLUSTER_TYPE, _TASK_DEFINITION, _SERVICE_TYPE)
