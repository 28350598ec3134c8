"""The two roles of a task: who starts it, and who the application in it is."""

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.containers.task_access import starting_permissions, task_permissions
from pods.components.identity import document, trust
from pods.components.ordering import once
from pods.topology import ContainerPlan

__all__ = ["TaskRoles"]


class TaskRoles:
    """Both roles; their ARNs for a task are known once they may do what it needs.

    ECS fetches the image and writes the logs with the first; the application, which might be
    compromised, has the second and cannot do either.
    """

    def __init__(
        self,
        name: str,
        args: Mapping[str, Any],
        *,
        plan: ContainerPlan,
        log_group_arn: pulumi.Output[str],
        tags: Mapping[str, str],
        parent: pulumi.Resource,
    ) -> None:
        """Make the roles of a POD of containers from its args."""
        self._of_parent = pulumi.ResourceOptions(parent=parent)
        self._tags, self._boundary = tags, args.get("permissions_boundary_arn")
        self.starting = self._role(f"{name}-starting", f"Starts the tasks of the {plan.role} POD")
        self.application = self._role(f"{name}-task", f"Application of the {plan.role} POD")
        policy = pulumi.Output.all(args["image"], log_group_arn).apply(
            lambda known: document(*starting_permissions(*known))
        )
        self.starting_arn = self._allowed(f"{name}-starting", self.starting, policy)
        self.application_arn = self.application.arn
        names = ("secret_arn", "secret_key_arn", "bucket_arn")
        given = [*(args.get(each) for each in names), args.get("access") or []]
        if plan.execute_command or any(given):
            policy = pulumi.Output.all(*given).apply(
                lambda known: document(*task_permissions(*known, shell=plan.execute_command))
            )
            self.application_arn = self._allowed(f"{name}-task", self.application, policy)

    def _role(self, name: str, description: str) -> aws.iam.Role:
        return aws.iam.Role(
            name,
            description=description,
            assume_role_policy=trust("ecs-tasks.amazonaws.com"),
            permissions_boundary=self._boundary,
            tags=self._tags,
            opts=self._of_parent,
        )

    def _allowed(
        self, name: str, role: aws.iam.Role, policy: pulumi.Output[str]
    ) -> pulumi.Output[str]:
        permission = aws.iam.RolePolicy(name, role=role.id, policy=policy, opts=self._of_parent)
        return once(role.arn, permission.id)
