"""What moto's databases beyond a single instance are changed for.

- A Multi-AZ cluster is made without its three members, and so can never fail over: it gets them.
- The automatic snapshots of a deleted cluster stay, and stand in the way of one of its name: they
  go with it.
- A cluster's exported logs cannot be changed: they can.
- Winding an instance back copies every secret of the account with its own: it copies none.
- A cluster whose password AWS manages cannot be restored from a snapshot: it can.
- A global cluster of an existing cluster has no writer, keeps its members when they leave, knows
  no tags and cannot be changed: it does all of that.
- A read replica has its source's own id and zone, and one in another Region can never be deleted;
  a promoted one is still a replica: it is an instance of its own.
- A proxy cannot be changed, and asking for a missing one is a fault of the server: it is told.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["complete_clusters", "complete_global_clusters", "complete_proxies", "complete_replicas"]

Wrap = Callable[[Any, str, Callable[..., Any]], None]

_MEMBERS = 3
_GLOBAL_REGION = "us-east-1"
"""Where moto keeps what belongs to no Region."""
_PROXY_MEMBERS = {
    "Auth": "auth",
    "DebugLogging": "debug_logging",
    "IdleClientTimeout": "idle_client_timeout",
    "RequireTLS": "require_tls",
    "RoleArn": "role_arn",
    "SecurityGroups": "vpc_security_group_ids",
}


def complete_clusters(wrap: Wrap) -> None:
    """Change how clusters are made, changed, restored and deleted; `wrap` changes a method."""
    from moto.rds.models import DBCluster, MasterUserSecret, RDSBackend  # noqa: PLC0415 - slow

    _add(MasterUserSecret, "__deepcopy__", lambda secret, _: secret)
    wrap(RDSBackend, "create_db_cluster", _made_cluster)
    wrap(RDSBackend, "delete_db_cluster", _deleted_cluster)
    wrap(RDSBackend, "modify_db_cluster", _modified_cluster)
    wrap(DBCluster, "get_cfg", _configuration)


def _made_cluster(original: Any, self: Any, kwargs: Any) -> Any:
    cluster = original(self, kwargs)
    members = _MEMBERS if cluster.db_cluster_instance_class else 0
    zones = _zones(self, cluster.db_subnet_group_name)[:members]
    for number, zone in enumerate(zones, start=1):
        self.create_db_instance(
            {
                "db_instance_identifier": f"{cluster.db_cluster_identifier}-{number}",
                "db_instance_class": cluster.db_cluster_instance_class,
                "db_cluster_identifier": cluster.db_cluster_identifier,
                "db_subnet_group_name": cluster.db_subnet_group_name,
                "availability_zone": zone,
                "engine": cluster.engine,
            }
        )
    return cluster


def _deleted_cluster(original: Any, self: Any, cluster_identifier: str, **named: Any) -> Any:
    cluster = self.clusters.get(cluster_identifier)
    if cluster is not None and cluster.db_cluster_instance_class:
        for member in [] if cluster.deletion_protection else cluster.members:
            self.databases.pop(member.db_instance_identifier)
    gone = original(self, cluster_identifier, **named)
    automatic = f"rds:{cluster_identifier}-"
    for name in [each for each in self.cluster_snapshots if each.startswith(automatic)]:
        del self.cluster_snapshots[name]
    return gone


def _modified_cluster(original: Any, self: Any, kwargs: Any) -> Any:
    logs = kwargs.pop("CloudwatchLogsExportConfiguration", None) or {}
    cluster = self.clusters[kwargs["DBClusterIdentifier"]]
    kept = set(cluster.enabled_cloudwatch_logs_exports) - set(logs.get("DisableLogTypes", []))
    cluster.enabled_cloudwatch_logs_exports = sorted({*kept, *logs.get("EnableLogTypes", [])})
    return original(self, kwargs)


def _configuration(original: Any, self: Any) -> Any:
    is_managed = not hasattr(self, "_master_user_password")
    if is_managed:
        self._master_user_password = ""
    kept = original(self)
    if is_managed:
        del self._master_user_password
    return {key.removeprefix("_"): value for key, value in kept.items()}


def complete_global_clusters(wrap: Wrap) -> None:
    """Change how global clusters are made, read, tagged, changed and left."""
    from moto.rds.models import RDSBackend  # noqa: PLC0415
    from moto.rds.responses import RDSResponse  # noqa: PLC0415

    wrap(RDSBackend, "_get_resource_for_tagging", _tagged)
    wrap(RDSResponse, "create_global_cluster", _made_global)
    wrap(RDSResponse, "describe_global_clusters", _described_global)
    wrap(RDSResponse, "remove_from_global_cluster", _left_global)
    _add(RDSResponse, "modify_global_cluster", _changed_global)


def _made_global(_: Any, self: Any) -> Any:
    from moto.core.responses import ActionResult  # noqa: PLC0415
    from moto.rds.models import find_cluster  # noqa: PLC0415

    asked = self.params
    source = asked.get("SourceDBClusterIdentifier")
    writer = find_cluster(source) if source else None
    found = self.global_backend.create_global_cluster(
        asked["GlobalClusterIdentifier"],
        None,
        writer.engine if writer else asked.get("Engine"),
        writer.engine_version if writer else asked.get("EngineVersion"),
        writer.storage_encrypted if writer else asked.get("StorageEncrypted"),
        asked.get("DeletionProtection"),
    )
    found.tags = asked.get("Tags")
    if writer:
        found.members.append(writer)
        writer.is_writer = True
        writer.global_cluster_identifier = found.global_cluster_identifier
    return ActionResult({"GlobalCluster": found})


def _described_global(original: Any, self: Any) -> Any:
    wanted = self.params.get("GlobalClusterIdentifier")
    answer = original(self)
    answer.result["GlobalClusters"] = [
        each
        for each in answer.result["GlobalClusters"]
        if wanted in {None, each.global_cluster_identifier}
    ]
    return answer


def _left_global(_: Any, self: Any) -> Any:
    from moto.core.responses import ActionResult  # noqa: PLC0415

    found = _global_of(self)
    for member in list(found.members):
        if member.db_cluster_arn == self.params["DbClusterIdentifier"]:
            found.members.remove(member)
            member.global_cluster_identifier = None
    return ActionResult({"GlobalCluster": found})


def _changed_global(self: Any) -> Any:
    from moto.core.responses import ActionResult  # noqa: PLC0415

    found = _global_of(self)
    if "DeletionProtection" in self.params:
        found.deletion_protection = self.params["DeletionProtection"]
    found.engine_version = self.params.get("EngineVersion") or found.engine_version
    return ActionResult({"GlobalCluster": found})


def _global_of(request: Any) -> Any:
    from moto.rds.exceptions import RDSClientError  # noqa: PLC0415

    name = request.params["GlobalClusterIdentifier"]
    known = request.global_backend.global_clusters
    if name not in known:
        raise RDSClientError("GlobalClusterNotFoundFault", f"Global cluster {name} not found")
    return known[name]


def _tagged(original: Any, self: Any, arn: str) -> Any:
    from moto.rds.models import rds_backends  # noqa: PLC0415

    parts = arn.split(":")
    if parts[5:6] != ["global-cluster"]:
        return original(self, arn)
    return rds_backends[self.account_id][_GLOBAL_REGION].global_clusters[parts[6]]


def complete_replicas(wrap: Wrap, new_id: Callable[[], str]) -> None:
    """Change how read replicas are made, promoted and deleted; `new_id` makes resource ids."""
    from moto.rds.models import DBInstance, RDSBackend  # noqa: PLC0415

    def made(original: Any, self: Any, kwargs: Any) -> Any:
        # Its own Region's groups are looked up as soon as it knows where it is.
        replica = original(self, {"backend": self, **kwargs})
        replica.dbi_resource_id = new_id()
        replica.backup_retention_period = 0
        replica.deletion_protection = bool(kwargs.get("deletion_protection"))
        zones = _zones(self, kwargs.get("db_subnet_group_name"))
        replica.availability_zone = zones[0] if zones else f"{self.region_name}a"
        return replica

    def promoted(original: Any, self: Any, kwargs: Any) -> Any:
        database = self.databases[kwargs["db_instance_identifier"]]
        if database.is_replica:
            source = self.find_db_from_id(database.source_db_instance_identifier)
            source.remove_replica(database)
            database.source_db_instance_identifier = None
        return original(self, kwargs)

    def removed(_: Any, self: Any, replica: Any) -> None:
        names = {replica.db_instance_identifier, replica.db_instance_arn}
        self.replicas = [each for each in self.replicas if each not in names]

    wrap(RDSBackend, "create_db_instance_read_replica", made)
    wrap(RDSBackend, "promote_read_replica", promoted)
    wrap(DBInstance, "remove_replica", removed)


def complete_proxies(wrap: Wrap) -> None:
    """Change how proxies are read and changed."""
    from moto.core.responses import ActionResult  # noqa: PLC0415
    from moto.rds.models import RDSBackend  # noqa: PLC0415
    from moto.rds.responses import RDSResponse  # noqa: PLC0415

    def of_existing(original: Any, self: Any, proxy_name: str, **named: Any) -> Any:
        self.describe_db_proxies(proxy_name)
        return original(self, proxy_name, **named)

    def changed(self: Any) -> Any:
        (proxy,) = self.backend.describe_db_proxies(self.params["DBProxyName"])
        for member, attribute in _PROXY_MEMBERS.items():
            if member in self.params:
                setattr(proxy, attribute, self.params[member])
        return ActionResult({"DBProxy": proxy})

    for name in ("delete_db_proxy", "describe_db_proxy_targets", "describe_db_proxy_target_groups"):
        wrap(RDSBackend, name, of_existing)
    _add(RDSResponse, "modify_db_proxy", changed)


def _zones(backend: Any, subnet_group: str | None) -> list[str]:
    """Return the zones of a subnet group, in order; none where there is none."""
    if subnet_group is None or subnet_group == "default":
        return []
    (group,) = backend.describe_db_subnet_groups(subnet_group)
    return sorted({subnet.availability_zone for subnet in group._subnets})  # noqa: SLF001


def _add(owner: Any, name: str, method: Callable[..., Any]) -> None:
    if not hasattr(owner, name):
        setattr(owner, name, method)
