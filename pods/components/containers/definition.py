"""The one container of a task, as ECS takes it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pods.topology import ContainerPlan

__all__ = ["CONTAINER", "container_definitions", "volumes"]

CONTAINER = "app"
"""Name of the container."""


def container_definitions(
    plan: ContainerPlan,
    *,
    image: str,
    log_group: str,
    log_region: str,
    environment: Mapping[str, str],
    command: Sequence[str],
    user: str | None,
) -> str:
    """Return the definition as JSON; what is empty is left out, as AWS would."""
    mounts = [
        {"sourceVolume": volume["name"], "containerPath": path}
        for volume, path in zip(volumes(plan), plan.writable_paths, strict=True)
    ]
    definition: dict[str, Any] = {
        "name": CONTAINER,
        "image": image,
        "cpu": plan.cpu_units,
        "essential": True,
        "readonlyRootFilesystem": plan.is_read_only,
        "portMappings": [{"containerPort": plan.app_port, "protocol": "tcp"}],
        "environment": [{"name": key, "value": environment[key]} for key in sorted(environment)],
        "mountPoints": mounts,
        "command": list(command),
        "user": user,
        # Reaps what the application leaves behind, and hands signals on to it.
        "linuxParameters": {"initProcessEnabled": True},
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": log_group,
                "awslogs-region": log_region,
                "awslogs-stream-prefix": plan.role,
                # Blocking, the application stands still while CloudWatch cannot be reached.
                "mode": "non-blocking",
                "max-buffer-size": "25m",
            },
        },
    }
    return json.dumps(
        [{key: value for key, value in definition.items() if value not in ([], None)}]
    )


def volumes(plan: ContainerPlan) -> list[dict[str, str]]:
    """Return a volume of the task's own storage for each folder that may be written to."""
    return [{"name": f"writable-{number}"} for number, _ in enumerate(plan.writable_paths)]
