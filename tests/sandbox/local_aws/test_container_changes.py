"""What is changed in moto's container services."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest


@pytest.mark.sandbox
def test_a_new_service_keeps_what_it_was_given(client: Callable[..., Any]) -> None:
    """Its settings are those of its creation, and all of its tasks run."""
    ecs, name = client("ecs"), f"clinic-{uuid4().hex[:8]}"
    ecs.create_cluster(clusterName=name)
    task = ecs.register_task_definition(
        family=name, containerDefinitions=[{"name": "app", "image": "app", "memory": 64}]
    )
    given = {
        "availabilityZoneRebalancing": "DISABLED",
        "deploymentConfiguration": {
            "deploymentCircuitBreaker": {"enable": True, "rollback": True},
            "maximumPercent": 200,
            "minimumHealthyPercent": 100,
        },
        "enableECSManagedTags": True,
        "enableExecuteCommand": False,
        "healthCheckGracePeriodSeconds": 90,
    }
    ecs.create_service(
        cluster=name,
        serviceName=name,
        taskDefinition=task["taskDefinition"]["taskDefinitionArn"],
        desiredCount=2,
        **given,
    )
    (found,) = ecs.describe_services(cluster=name, services=[name])["services"]
    assert {member: found[member] for member in given} == given
    assert (found["runningCount"], found["pendingCount"]) == (2, 0)
