"""How a POD's instances are launched, kept warm and replaced."""

import pulumi_aws as aws

from pods.topology import PodCapacity, PodPlan

__all__ = ["GROUP_METRICS", "block_devices", "refresh", "warm_pool"]

GROUP_METRICS = [
    aws.autoscaling.Metric.GROUP_DESIRED_CAPACITY,
    aws.autoscaling.Metric.GROUP_IN_SERVICE_INSTANCES,
    aws.autoscaling.Metric.GROUP_TOTAL_INSTANCES,
]


def block_devices(plan: PodPlan) -> list[aws.ec2.LaunchTemplateBlockDeviceMappingArgsDict]:
    """Return the volumes of an instance, encrypted, the data volume only if there is one."""
    sizes = {"/dev/xvda": plan.root_gb, "/dev/sdf": plan.data_gb}
    return [
        {
            "device_name": device,
            "ebs": {
                "volume_size": size,
                "volume_type": "gp3",
                "encrypted": "true",
                # Copies outlive the instance; volumes of replaced instances would only pile up.
                "delete_on_termination": "true",
            },
        }
        for device, size in sizes.items()
        if size
    ]


def warm_pool(capacity: PodCapacity) -> aws.autoscaling.GroupWarmPoolArgsDict | None:
    """Return the pool of stopped instances, up to the POD's maximum; None where there is none."""
    if capacity.warm == 0:
        return None
    return {
        "pool_state": "Stopped",
        "min_size": capacity.warm,
        "max_group_prepared_capacity": capacity.running + capacity.warm,
        "instance_reuse_policy": {"reuse_on_scale_in": True},
    }


def refresh() -> aws.autoscaling.GroupInstanceRefreshArgsDict:
    """Return how a new launch template is rolled out: new instances first, back if they fail."""
    return {
        "strategy": "Rolling",
        "preferences": {
            "min_healthy_percentage": 100,
            "max_healthy_percentage": 150,
            "auto_rollback": True,
        },
    }
