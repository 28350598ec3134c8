"""What answers when the home does not: the recovery Region, the page, and the names to them."""

from collections.abc import Mapping
from typing import Any

from pods.components.database import AnyDatabase, AuroraDatabase
from pods.components.pod_pair.data import Data
from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.ground import Ground
from pods.components.recovery import RecoveryRegion, RegionalFailover, StaticPage
from pods.components.traffic import Traffic
from pods.topology import CONTAINER_ENDPOINTS

__all__ = ["make_failover", "make_page", "make_recovery", "page_domains", "page_names"]

# What a database there has in common with the one at home.
_ALIKE = (
    *("kind", "engine_version", "instance_class", "backup_retention_days", "backup_window"),
    *("maintenance_window", "storage_gb", "maximum_storage_gb"),
)


def make_recovery(frame: Frame, ground: Ground, data: Data) -> RecoveryRegion | None:
    """Make the Region that takes over; None where neither program nor plan asks for one."""
    if not frame.has("recovery"):
        return None
    traffic = frame.settings("traffic")
    args: Any = {
        "maximum": frame.capacity.primary.maximum,
        "interface_endpoints": [*CONTAINER_ENDPOINTS] if frame.is_of_containers else None,
        **frame.settings("recovery"),
        "home_region": frame.plan.region,
        "home_cidr_block": ground.vpc_cidr_block,
        "alerts": frame.args["alerts"],
        "pod": frame.args.get("pod"),
        "containers": frame.args.get("containers"),
        "snapshots": {
            key: value
            for key, value in frame.settings("snapshots").items()
            if not key.startswith("copy_")
        },
        "traffic": {key: traffic[key] for key in ("app_port", "health_path") if key in traffic},
        "database": _database(frame, data.database),
        "bucket_arn": data.object_store.replica_bucket_arn,
        "access": frame.args.get("access"),
        "permissions_boundary_arn": ground.boundary_arn,
        "protect": frame.guarded,
        "tags": frame.tags,
    }
    return RecoveryRegion(frame.name, args, frame.opts)


def _database(frame: Frame, home: AnyDatabase) -> dict[str, Any] | None:
    """Return what follows the home's database there; None where its copied backups have to do."""
    replica = home.plan.replica
    if replica is None or replica.kind == "automated_backups":
        return None
    settings = frame.settings("database")
    shared = {key: settings[key] for key in _ALIKE if key in settings}
    if isinstance(home, AuroraDatabase):
        followed = {"global_cluster_id": home.global_cluster_id}
    else:
        followed = {"source_arn": home.arn}
    return {**shared, **followed, "source_secret_arn": home.secret_arn}


def make_page(frame: Frame) -> StaticPage | None:
    """Make the last page; None where the program asks for none."""
    if not frame.has("page"):
        return None
    args: Any = {
        "region": frame.settings("recovery").get("region"),
        "domains": page_domains(frame.args),
        **frame.settings("page"),
        "protect": frame.guarded,
        "tags": frame.tags,
    }
    return StaticPage(f"{frame.name}-page", args, frame.opts)


def page_domains(args: Mapping[str, Any]) -> list[str]:
    """Return the names that the page answers to: none without the certificate that they need."""
    has_certificate = (args.get("page") or {}).get("certificate_arn") is not None
    return page_names(args) if has_certificate else []


def page_names(args: Mapping[str, Any]) -> list[str]:
    """Return the names that lead to the page."""
    domain = args["domain"]
    return [domain, f"away.{domain}"] if args.get("recovery") is not None else [domain]


def make_failover(
    frame: Frame, traffic: Traffic, recovery: RecoveryRegion | None, page: StaticPage | None
) -> RegionalFailover:
    """Lead the domain home while that serves, then away where there is such a thing.

    It is made in any case: the names of a pair that runs never move.
    """
    entry = None
    if recovery is not None:
        entry = {"dns_name": recovery.entry_dns_name, "zone_id": recovery.entry_zone_id}
    led_to = None
    if page is not None:
        led_to = {
            "dns_name": page.dns_name,
            "zone_id": page.zone_id,
            "domains": [*page.plan.domains],
        }
    args: Any = {
        "domain": frame.args["domain"],
        "zone_id": traffic.zone_id,
        "home_name": frame.home_name,
        "home_check_ids": [traffic.primary_check.id, traffic.secondary_check.id],
        "recovery_entry": entry,
        "page": led_to,
        "held_away": frame.args.get("held_away"),
        "tags": frame.tags,
    }
    return RegionalFailover(f"{frame.name}-regions", args, frame.opts)
