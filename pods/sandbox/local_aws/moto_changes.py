"""The one place that changes moto itself, each change with its reason.

- For each call moto lists all methods of the service's class anew, which for EC2 takes longer than
  the rest of the call together (1.0 of 1.75 ms). The classes never change: the lists are kept.
- A second version of a launch template holds its user data in another form than the first, and no
  instance can be launched from it: both are given the first's form.
- A bucket policy's conditions are not evaluated, so that "refuse what does not come by TLS" refuses
  everything: statements with a condition are left out.
- A bucket shows only parts of what it keeps: it shows all (`bucket_changes`).
- Every database has the same resource id, and a standby has no zone. Each gets an id of its own,
  a zone from its subnet group, and a Multi-AZ one a second zone; a forced failover swaps the two.
- Clusters, global clusters, replicas and proxies are half there (`database_changes`).
- A new container service loses half of what it was given: it keeps it (`container_changes`).
- Copies in other Regions lose half of what they were given: they keep it (`copy_changes`).
- A health check forgets the alarm that it follows: it keeps it (`health_check_changes`).
- Two first calls of an operation at once: one of them failed (`operation_models`).
- A queue forgets its policy when another attribute is set: it keeps it (`queue_changes`).
"""

import functools
import json
import secrets
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from moto.core import responses
from moto.moto_server.werkzeug_app import create_backend_app

from pods.sandbox.local_aws import (
    bucket_changes,
    container_changes,
    copy_changes,
    database_changes,
    health_check_changes,
    log_changes,
    operation_models,
    queue_changes,
)

__all__ = ["apply", "changed_app"]

_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_ID_LENGTH = 26
_MARK = "_changed_by_pods"


def apply() -> None:
    """Change what every service uses, for this process; safe to repeat."""
    operation_models.keep_one_model()
    module: Any = responses
    if not hasattr(module.method_names_from_class, "cache_info"):
        module.method_names_from_class = functools.cache(module.method_names_from_class)


def changed_app(service: str) -> Any:
    """Return moto's application for a service, with the changes to that service made.

    They are made when a service is first called: loading all of them takes seconds.
    """
    create: Callable[[str], Any] = cast(Any, create_backend_app)  # it takes only literals
    app = create(service)
    change = _CHANGES.get(service)
    if change is not None:
        change()
    return app


def _change_instances() -> None:
    _change_launch_templates()
    copy_changes.keep_image_settings(_wrap)


def _change_launch_templates() -> None:
    from moto.ec2.models.launch_templates import LaunchTemplate  # noqa: PLC0415
    from moto.ec2.utils import parse_user_data  # noqa: PLC0415

    def create_version(original: Any, self: Any, data: dict[str, Any], description: str) -> Any:
        if isinstance(data.get("UserData"), str):
            data = {**data, "UserData": parse_user_data(data["UserData"])}
        return original(self, data, description)

    _wrap(LaunchTemplate, "create_version", create_version)


def _change_buckets() -> None:
    from moto.s3.models import FakeBucket  # noqa: PLC0415

    def permission(original: Any, self: Any, action: str, resource: str) -> Any:
        whole = self.policy
        if whole is None:
            return original(self, action, resource)
        document = json.loads(whole)
        statements = document.get("Statement", [])
        plain = (
            [s for s in statements if "Condition" not in s] if isinstance(statements, list) else []
        )
        if not plain:
            from moto.iam.access_control import PermissionResult  # noqa: PLC0415

            return PermissionResult.NEUTRAL
        judged = SimpleNamespace(policy=json.dumps({**document, "Statement": plain}).encode())
        return original(judged, action, resource)

    _wrap(FakeBucket, "get_permission", permission)
    bucket_changes.show_bucket_settings(_wrap)


def _change_databases() -> None:
    from moto.rds.models import DBInstance  # noqa: PLC0415
    from moto.rds.responses import RDSResponse  # noqa: PLC0415

    def made(original: Any, self: Any, *positional: Any, **named: Any) -> None:
        original(self, *positional, **named)
        self.dbi_resource_id = _new_database_id()
        zones = _zones(self)
        if zones and not named.get("availability_zone"):
            self.availability_zone = zones[0]

    def rebooted(original: Any, self: Any) -> Any:
        answer = original(self)
        if self.params.get("ForceFailover"):
            _fail_over(answer.result["DBInstance"])
        return answer

    _wrap(DBInstance, "__init__", made)
    _wrap(RDSResponse, "reboot_db_instance", rebooted)
    cast(Any, DBInstance).secondary_availability_zone = property(_standby_zone)
    database_changes.complete_clusters(_wrap)
    database_changes.complete_global_clusters(_wrap)
    database_changes.complete_proxies(_wrap)
    database_changes.complete_replicas(_wrap, _new_database_id)


def _new_database_id() -> str:
    return "db-" + "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))


def _zones(database: Any) -> list[str]:
    group = getattr(database, "db_subnet_group", None)
    return sorted({subnet.availability_zone for subnet in group._subnets}) if group else []  # noqa: SLF001


def _standby_zone(database: Any) -> str | None:
    others = [zone for zone in _zones(database) if zone != database.availability_zone]
    return others[0] if database.multi_az and others else None


def _fail_over(database: Any) -> None:
    standby = _standby_zone(database)
    if standby is None:
        from moto.rds.exceptions import InvalidParameterCombination  # noqa: PLC0415

        raise InvalidParameterCombination(
            "Cannot forcefully reboot with failover since DBInstance is not Multi-AZ"
        )
    database.availability_zone = standby


def _wrap(owner: Any, name: str, around: Callable[..., Any]) -> None:
    """Put a function around a method, once; it gets the original as its first argument."""
    original = getattr(owner, name)
    if hasattr(original, _MARK):
        return

    @functools.wraps(original)
    def wrapped(self: Any, *positional: Any, **named: Any) -> Any:
        return around(original, self, *positional, **named)

    setattr(wrapped, _MARK, True)
    setattr(owner, name, wrapped)


_CHANGES: dict[str, Callable[[], None]] = {
    "ec2": _change_instances,
    "ecs": functools.partial(container_changes.keep_service_settings, _wrap),
    "kms": functools.partial(copy_changes.keep_replica_keys, _wrap),
    "rds": _change_databases,
    "logs": functools.partial(log_changes.keep_deletion_protection, _wrap),
    "route53": functools.partial(health_check_changes.keep_alarms, _wrap),
    "s3": _change_buckets,
    "s3bucket_path": _change_buckets,
    "secretsmanager": functools.partial(copy_changes.keep_secret_keys, _wrap),
    "sqs": functools.partial(queue_changes.keep_attributes, _wrap),
}
