"""What moto's Route 53 is changed for: a health check keeps the alarm that it follows.

moto takes the alarm of a check, and what the check is without data for it, and drops both.
"""

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["keep_alarms"]

_KEPT = ("AlarmIdentifier", "InsufficientDataHealthStatus")
_ATTRIBUTE = "_alarm_of_check"


def keep_alarms(wrap: Callable[[Any, str, Callable[..., Any]], None]) -> None:
    """Change how checks are made and shown; `wrap` puts a function around a method, once."""
    from moto.route53.models import HealthCheck  # noqa: PLC0415 - slow
    from moto.route53.responses import Route53  # noqa: PLC0415

    def created(original: Any, self: Any) -> Any:
        answer = original(self)
        _keep(answer.result["HealthCheck"], self._get_param("HealthCheckConfig"))
        return answer

    def updated(original: Any, self: Any) -> Any:
        answer = original(self)
        _keep(answer.result["HealthCheck"], {each: self._get_param(each) for each in _KEPT})
        return answer

    wrap(Route53, "create_health_check", created)
    wrap(Route53, "update_health_check", updated)
    shown: Any = HealthCheck.health_check_config
    if shown.fget is not _config:
        _plain.append(shown.fget)
        HealthCheck.health_check_config = property(_config)  # type: ignore[method-assign,assignment]


_plain: list[Callable[[Any], dict[str, Any]]] = []
"""How moto shows a check."""


def _config(check: Any) -> dict[str, Any]:
    return {**_plain[0](check), **getattr(check, _ATTRIBUTE, {})}


def _keep(check: Any, config: Mapping[str, Any]) -> None:
    given = {name: config[name] for name in _KEPT if config.get(name)}
    setattr(check, _ATTRIBUTE, {**getattr(check, _ATTRIBUTE, {}), **given})
