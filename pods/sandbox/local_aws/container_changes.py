"""What moto's container services are changed for: a service keeps what it was made with.

moto takes a new service's deployment settings, grace period, rebalancing and managed tags and drops
them; it keeps those of an update. Its tasks are counted as running, as they are after an update.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["keep_service_settings"]

_KEPT = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "placementStrategy": "placement_strategy",
}


def keep_service_settings(wrap: Callable[[Any, str, Callable[..., Any]], None]) -> None:
    """Change how services are made; `wrap` puts a function around a method, once."""
    from moto.ecs.responses import EC2ContainerServiceResponse  # noqa: PLC0415 - slow

    def created(original: Any, self: Any) -> Any:
        answer = original(self)
        service, given = answer.result["service"], self._get_params()
        for member, attribute in _KEPT.items():
            if given.get(member) is not None:
                setattr(service, attribute, given[member])
        service.running_count, service.pending_count = service.desired_count, 0
        return answer

    wrap(EC2ContainerServiceResponse, "create_service", created)
