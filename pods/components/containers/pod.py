"""A POD of containers: the application's tasks in one Availability Zone."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import re
from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.containers.definition import (
    CONTAINER,
    container_definitions,
    volumes,
)
from pods.components.containers.pod_args import ContainerPodArgs
from pods.components.containers.task_roles import TaskRoles
from pods.components.pod.instance_access import access_problems
from pods.components.protection import is_protected
from pods.topology import plan_container_capacity, plan_container_pod

__all__ = ["ContainerPod"]


@refuses_plainly
class ContainerPod(pulumi.ComponentResource):
    """A Fargate service in one zone: it replaces what fails, and grows to its maximum."""

    service_name: pulumi.Output[str]
    """Name of the ECS service."""
    cluster_name: pulumi.Output[str]
    """Name of the POD's own cluster."""
    role_arn: pulumi.Output[str]
    """Role of the application."""
    log_group_name: pulumi.Output[str]
    """Log group of the application."""
    availability_zone: pulumi.Output[str]
    """Zone of the POD."""
    running_capacity: pulumi.Output[int]
    """Tasks that run at all times."""
    maximum_capacity: pulumi.Output[int]
    """Tasks that may run."""

    def __init__(
        self, name: str, args: ContainerPodArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ContainerPodArgs, further=access_problems(args))
        super().__init__("pods:index:ContainerPod", name, {}, opts)
        self._stem = name
        self._of_this = pulumi.ResourceOptions(parent=self)
        self._tags = {**(args.get("tags") or {}), "Name": name, "pods:role": args["role"]}
        self.plan = planned(name, plan_container_pod, args, part="containers")
        self.capacity = planned(name, plan_container_capacity, args)
        logs = aws.cloudwatch.LogGroup(
            f"{name}-app",
            retention_in_days=self.plan.log_retention_days,
            deletion_protection_enabled=is_protected(),
            tags=self._tags,
            opts=self._of_this,
        )
        roles = TaskRoles(
            name, args, plan=self.plan, log_group_arn=logs.arn, tags=self._tags, parent=self
        )
        self.roles = {f"{name}-starting": roles.starting, f"{name}-task": roles.application}
        self.cluster = self._cluster()
        self.service = self._service(args, self._definition(args, logs, roles))
        self._growth()
        self.service_name = self.service.name
        self.cluster_name = self.cluster.name
        self.role_arn = roles.application.arn
        self.log_group_name = logs.name
        self.availability_zone = pulumi.Output.from_input(args["availability_zone"])
        self.running_capacity = pulumi.Output.from_input(self.capacity.running)
        self.maximum_capacity = pulumi.Output.from_input(self.capacity.maximum)
        self.register_outputs(
            {
                "service_name": self.service_name,
                "cluster_name": self.cluster_name,
                "role_arn": self.role_arn,
                "log_group_name": self.log_group_name,
                "availability_zone": self.availability_zone,
                "running_capacity": self.running_capacity,
                "maximum_capacity": self.maximum_capacity,
            }
        )

    def _cluster(self) -> aws.ecs.Cluster:
        return aws.ecs.Cluster(
            f"{self._stem}-cluster",
            # Counts running tasks, which no metric does otherwise.
            settings=[{"name": "containerInsights", "value": "enabled"}],
            tags=self._tags,
            opts=self._of_this,
        )

    def _definition(
        self, args: ContainerPodArgs, logs: aws.cloudwatch.LogGroup, roles: TaskRoles
    ) -> aws.ecs.TaskDefinition:
        definitions = pulumi.Output.all(
            image=args["image"],
            log_group=logs.name,
            log_region=logs.arn.apply(lambda arn: arn.split(":")[3]),
            environment=args.get("environment") or {},
            command=args.get("command") or [],
            user=args.get("user"),
        ).apply(lambda known: container_definitions(self.plan, **known))
        family = f"{pulumi.get_project()}-{pulumi.get_stack()}-{self._stem}"
        return aws.ecs.TaskDefinition(
            f"{self._stem}-app",
            family=re.sub(r"[^\w-]", "-", family),
            container_definitions=definitions,
            cpu=str(self.plan.cpu_units),
            memory=str(self.plan.memory_mib),
            runtime_platform={
                "cpu_architecture": self.plan.architecture,
                "operating_system_family": "LINUX",
            },
            ephemeral_storage=self._storage(),
            volumes=[{"name": each["name"]} for each in volumes(self.plan)],
            network_mode="awsvpc",
            requires_compatibilities=["FARGATE"],
            execution_role_arn=roles.starting_arn,
            task_role_arn=roles.application_arn,
            # ECS starts no task of a revision that was taken back: a deployment that fails after
            # its predecessor's was could not be rolled back to it.
            skip_destroy=True,
            tags=self._tags,
            opts=self._of_this,
        )

    def _storage(self) -> aws.ecs.TaskDefinitionEphemeralStorageArgsDict | None:
        """Return what is more than every task has anyway; AWS takes no less than that."""
        if not self.plan.has_further_storage:
            return None
        return {"size_in_gib": self.plan.ephemeral_gb}

    def _service(
        self, args: ContainerPodArgs, definition: aws.ecs.TaskDefinition
    ) -> aws.ecs.Service:
        targets = pulumi.Output.from_input(args["target_group_arns"])
        return aws.ecs.Service(
            f"{self._stem}-service",
            cluster=self.cluster.arn,
            task_definition=definition.arn,
            desired_count=self.capacity.running,
            launch_type="FARGATE",
            platform_version=self.plan.platform_version,
            network_configuration={
                "subnets": [args["subnet_id"]],
                "security_groups": args["security_group_ids"],
                "assign_public_ip": False,
            },
            load_balancers=targets.apply(lambda arns: [self._target(str(each)) for each in arns]),
            health_check_grace_period_seconds=self.plan.grace_seconds,
            # One zone has nothing to balance; left out, AWS turns it on.
            availability_zone_rebalancing="DISABLED",
            # New tasks first, and no fewer than promised at any time.
            deployment_minimum_healthy_percent=100,
            deployment_maximum_percent=200,
            deployment_circuit_breaker={"enable": True, "rollback": True},
            alarms=_alarms(args.get("deployment_alarm_names")),
            enable_execute_command=self.plan.execute_command,
            enable_ecs_managed_tags=True,
            propagate_tags="SERVICE",
            # A deployment that ECS turned back is no success.
            wait_for_steady_state=True,
            tags=self._tags,
            # What scaling did in an emergency is not undone by the next update.
            opts=pulumi.ResourceOptions(
                parent=self, ignore_changes=["desiredCount"] if self.capacity.grows else None
            ),
        )

    def _target(self, arn: str) -> aws.ecs.ServiceLoadBalancerArgsDict:
        return {
            "target_group_arn": arn,
            "container_name": CONTAINER,
            "container_port": self.plan.app_port,
        }

    def _growth(self) -> None:
        """Let the POD grow by itself where it may: to take over needs no person."""
        if not self.capacity.grows:
            return
        target = aws.appautoscaling.Target(
            f"{self._stem}-growth",
            service_namespace="ecs",
            scalable_dimension="ecs:service:DesiredCount",
            resource_id=pulumi.Output.format("service/{}/{}", self.cluster.name, self.service.name),
            min_capacity=self.capacity.running,
            max_capacity=self.capacity.maximum,
            opts=self._of_this,
        )
        aws.appautoscaling.Policy(
            f"{self._stem}-growth",
            service_namespace=target.service_namespace,
            scalable_dimension=target.scalable_dimension,
            resource_id=target.resource_id,
            policy_type="TargetTrackingScaling",
            target_tracking_scaling_policy_configuration={
                "predefined_metric_specification": {
                    "predefined_metric_type": "ECSServiceAverageCPUUtilization"
                },
                "target_value": self.plan.cpu_percent,
                "scale_out_cooldown": 60,
                "scale_in_cooldown": 300,
            },
            opts=self._of_this,
        )


def _alarms(names: Sequence[pulumi.Input[str]] | None) -> aws.ecs.ServiceAlarmsArgsDict | None:
    """Return what turns a deployment back; None where no alarm was given."""
    return {"alarm_names": names, "enable": True, "rollback": True} if names else None
