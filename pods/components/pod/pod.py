"""A POD: the application's instances in one Availability Zone."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import base64
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.identity import document, trust
from pods.components.ordering import once
from pods.components.pod.instance_access import access_problems, instance_permissions
from pods.components.pod.instance_environment import started_with
from pods.components.pod.launch import GROUP_METRICS, block_devices, refresh, warm_pool
from pods.topology import plan_pod, plan_pod_capacity

__all__ = ["Pod", "PodArgs", "PodSettings"]


class PodSettings(TypedDict):
    """What a product may choose of its instances; both PODs have the same."""

    instance_type: NotRequired[str]
    """EC2 instance type. Default: m7i.large."""
    image_id: NotRequired[str]
    """Machine image, or resolve:ssm: and a parameter. Default: Amazon Linux 2023."""
    user_data: NotRequired[pulumi.Input[str]]
    """Script that a new instance runs, as plain text."""
    root_gb: NotRequired[int]
    """Size of the root volume. Default: 16."""
    data_gb: NotRequired[int]
    """Size of the data volume, 0 for none. Default: 50."""
    grace_seconds: NotRequired[int]
    """Time that a new instance has to become healthy. Default: 120."""
    cpu_percent: NotRequired[float]
    """Processor use above which a POD that may grow starts instances. Default: 55."""


class PodArgs(PodSettings):
    """Inputs of `Pod`."""

    role: str
    """primary or secondary."""
    availability_zone: str
    """Zone of the POD."""
    subnet_id: pulumi.Input[str]
    """Private subnet in that zone."""
    security_group_ids: pulumi.Input[list[pulumi.Input[str]]]
    """Groups of the instances."""
    target_group_arns: pulumi.Input[list[pulumi.Input[str]]]
    """Target groups that every instance is registered in."""
    running: int
    """Instances that run at all times."""
    maximum: int
    """Instances that may run."""
    warm: NotRequired[int]
    """Stopped instances kept ready. Default: 0."""
    reserved: NotRequired[int]
    """Instances for which AWS holds capacity in the zone. Default: 0."""
    secret_arn: NotRequired[pulumi.Input[str]]
    """Secret that the instances may read. Default: none."""
    secret_key_arn: NotRequired[pulumi.Input[str]]
    """Key that the secret is encrypted with. Default: Secrets Manager's own."""
    bucket_arn: NotRequired[pulumi.Input[str]]
    """Bucket whose objects the instances may read and write. Default: none."""
    access: NotRequired[list[pulumi.Input[str]]]
    """Further IAM policy documents of the instances' role, as JSON. Default: none."""
    environment: NotRequired[dict[str, pulumi.Input[str]]]
    """Variables that an instance finds in /etc/pods/environment before its script runs, where that
    is a shell script. Default: none."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """Policy that bounds whatever the role is given. Default: none."""
    copied_image_id: NotRequired[pulumi.Input[str]]
    """Copy of the machine image in this Region, in place of image_id. Default: none."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything in the POD, its instances and volumes."""


@refuses_plainly
class Pod(pulumi.ComponentResource):
    """An Auto Scaling group in one zone: it replaces what fails, and grows to its maximum."""

    group_name: pulumi.Output[str]
    """Name of the Auto Scaling group."""
    role_arn: pulumi.Output[str]
    """Role of the instances."""
    availability_zone: pulumi.Output[str]
    """Zone of the POD."""
    running_capacity: pulumi.Output[int]
    """Instances that run at all times."""
    maximum_capacity: pulumi.Output[int]
    """Instances that may run."""

    def __init__(
        self, name: str, args: PodArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, PodArgs, further=access_problems(args))
        super().__init__("pods:index:Pod", name, {}, opts)
        self._stem = name
        self._of_this = pulumi.ResourceOptions(parent=self)
        self._tags = {**(args.get("tags") or {}), "Name": name, "pods:role": args["role"]}
        self.plan = planned(name, plan_pod, args, part="pod")
        self.capacity = planned(name, plan_pod_capacity, args)
        role, profile_arn = self._identity(args)
        self.roles = {f"{name}-instance": role}
        template = self._template(args, profile_arn)
        self.group = self._group(args, template)
        self._growth()
        self._reservation(args)
        self.group_name = self.group.name
        self.role_arn = role.arn
        self.availability_zone = pulumi.Output.from_input(args["availability_zone"])
        self.running_capacity = pulumi.Output.from_input(self.capacity.running)
        self.maximum_capacity = pulumi.Output.from_input(self.capacity.maximum)
        self.register_outputs(
            {
                "group_name": self.group_name,
                "role_arn": self.role_arn,
                "availability_zone": self.availability_zone,
                "running_capacity": self.running_capacity,
                "maximum_capacity": self.maximum_capacity,
            }
        )

    def _identity(self, args: PodArgs) -> tuple[aws.iam.Role, pulumi.Output[str]]:
        """Make the instances' role, for sessions and the product's data, and its profile.

        The profile is known once the role may read that data: no instance starts before it does.
        """
        role = aws.iam.Role(
            f"{self._stem}-instance",
            description=f"Instances of the {self.plan.role} POD",
            assume_role_policy=trust("ec2.amazonaws.com"),
            permissions_boundary=args.get("permissions_boundary_arn"),
            tags=self._tags,
            opts=self._of_this,
        )
        policy = pulumi.Output.all(
            args.get("secret_arn"),
            args.get("secret_key_arn"),
            args.get("bucket_arn"),
            args.get("access") or [],
        ).apply(lambda known: document(*instance_permissions(*known)))
        permission = aws.iam.RolePolicy(
            f"{self._stem}-instance", role=role.id, policy=policy, opts=self._of_this
        )
        profile = aws.iam.InstanceProfile(
            f"{self._stem}-instance", role=role.name, tags=self._tags, opts=self._of_this
        )
        return role, once(profile.arn, permission.id)

    def _template(self, args: PodArgs, profile_arn: pulumi.Output[str]) -> aws.ec2.LaunchTemplate:
        copied = args.get("copied_image_id")
        return aws.ec2.LaunchTemplate(
            f"{self._stem}-instance",
            image_id=self.plan.image_id if copied is None else copied,
            instance_type=self.plan.instance_type,
            iam_instance_profile={"arn": profile_arn},
            vpc_security_group_ids=args["security_group_ids"],
            user_data=_user_data(args),
            ebs_optimized="true",
            monitoring={"enabled": True},
            # Version 2 of the metadata service only, and not from inside a container.
            metadata_options={
                "http_endpoint": "enabled",
                "http_tokens": "required",
                "http_put_response_hop_limit": 1,
            },
            block_device_mappings=block_devices(self.plan),
            tag_specifications=[
                {"resource_type": kind, "tags": self._tags} for kind in ("instance", "volume")
            ],
            update_default_version=True,
            tags=self._tags,
            opts=self._of_this,
        )

    def _group(self, args: PodArgs, template: aws.ec2.LaunchTemplate) -> aws.autoscaling.Group:
        """Make the group; its minimum is what runs, and no desired number is set.

        A set one would undo, at the next update, what scaling did in an emergency.
        """
        return aws.autoscaling.Group(
            f"{self._stem}-group",
            min_size=self.capacity.running,
            max_size=self.capacity.maximum,
            vpc_zone_identifiers=[args["subnet_id"]],
            launch_template={
                "id": template.id,
                "version": template.latest_version.apply(str),
            },
            target_group_arns=args["target_group_arns"],
            health_check_type="ELB",
            health_check_grace_period=self.plan.grace_seconds,
            default_instance_warmup=60,
            enabled_metrics=GROUP_METRICS,
            instance_refresh=refresh(),
            warm_pool=warm_pool(self.capacity),
            tags=[
                {"key": key, "value": value, "propagate_at_launch": False}
                for key, value in self._tags.items()
            ],
            opts=self._of_this,
        )

    def _growth(self) -> None:
        """Let the POD grow by itself where it may: to take over needs no person."""
        if self.capacity.maximum <= self.capacity.running:
            return
        aws.autoscaling.Policy(
            f"{self._stem}-growth",
            autoscaling_group_name=self.group.name,
            policy_type="TargetTrackingScaling",
            target_tracking_configuration={
                "predefined_metric_specification": {
                    "predefined_metric_type": "ASGAverageCPUUtilization"
                },
                "target_value": self.plan.cpu_percent,
            },
            opts=self._of_this,
        )

    def _reservation(self, args: PodArgs) -> None:
        if self.capacity.reserved == 0:
            return
        aws.ec2.CapacityReservation(
            f"{self._stem}-reserved",
            instance_type=self.plan.instance_type,
            instance_platform="Linux/UNIX",
            availability_zone=args["availability_zone"],
            instance_count=self.capacity.reserved,
            instance_match_criteria="open",
            ebs_optimized=True,
            end_date_type="unlimited",
            tags=self._tags,
            opts=self._of_this,
        )


def _user_data(args: PodArgs) -> pulumi.Output[str] | None:
    script, environment = args.get("user_data"), args.get("environment")
    if script is None and not environment:
        return None
    return pulumi.Output.all(script, environment or {}).apply(
        lambda known: base64.b64encode((started_with(*known) or "").encode()).decode()
    )
