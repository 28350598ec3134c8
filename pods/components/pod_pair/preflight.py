"""Everything that a pair's args ask for, planned before anything is registered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pods.components.alerts import channels_of
from pods.components.arguments import refuse_unplannable
from pods.components.network import DEFAULT_CIDR_BLOCK
from pods.components.pod_pair.away import page_domains
from pods.components.pod_pair.placement import PlacementArgs, Sites
from pods.topology import (
    plan_backups,
    plan_boundary,
    plan_capacity,
    plan_channels,
    plan_container_pod,
    plan_database,
    plan_isolation,
    plan_network,
    plan_object_store,
    plan_pair,
    plan_pod,
    plan_probes,
    plan_recovery_region,
    plan_regional_failover,
    plan_snapshot_schedule,
    plan_static_page,
    plan_traffic,
)

__all__ = ["refuse_impossible"]

_Asked = tuple[Callable[..., object], Mapping[str, Any]]


def refuse_impossible(name: str, args: Mapping[str, Any], region: str | None) -> None:
    """Raise `TopologyError` with what every part of the pair would refuse, each problem once.

    A component refuses for itself as well; asked one by one, each would hide the next.
    """
    refuse_unplannable(name, [*_at_home(name, args, region), *_away(name, args)])


def _at_home(name: str, args: Mapping[str, Any], region: str | None) -> Iterator[_Asked]:
    nowhere = PlacementArgs()
    sites = Sites(args.get("primary") or nowhere, args.get("secondary") or nowhere)
    zones = {"availability_zones": args["availability_zones"], "region": region}
    yield plan_pair, {**args, **zones, **sites.zones(), "name": name}
    if args.get("platform") is None:
        yield plan_network, {"cidr_block": DEFAULT_CIDR_BLOCK, **_of(args, "network"), **zones}
        yield plan_boundary, _of(args, "boundary")
        yield plan_isolation, _of(args, "isolation")
    yield plan_capacity, sites.sizes()
    yield _pods(args)
    yield plan_traffic, {**_of(args, "traffic"), "domain": args["domain"], "tls": True}
    yield plan_database, {**_of(args, "database"), **zones}
    yield plan_snapshot_schedule, _of(args, "snapshots")
    yield plan_object_store, _of(args, "object_store")
    yield plan_channels, channels_of(args["alerts"]["subscriptions"])


def _pods(args: Mapping[str, Any]) -> _Asked:
    if args.get("containers") is None:
        return plan_pod, {**_of(args, "pod"), "role": "primary"}
    zone = args["availability_zones"][0]
    return plan_container_pod, {
        **_of(args, "containers"),
        "role": "primary",
        "availability_zone": zone,
    }


def _away(name: str, args: Mapping[str, Any]) -> Iterator[_Asked]:
    home = args["availability_zones"][0][:-1] if args["availability_zones"] else None
    away = {"home_region": home}
    if args.get("backups") is not None:
        yield plan_backups, {**_of(args, "backups"), **away, "name": f"{name}-backups"}
    if args.get("recovery") is not None:
        block = _of(args, "network").get("cidr_block") or DEFAULT_CIDR_BLOCK
        place = {**away, "home_cidr_block": block, "name": name}
        image = _of(args, "pod").get("image_id")
        yield plan_recovery_region, {**_of(args, "recovery"), **place, "home_image_id": image}
    if args.get("page") is not None:
        page = {"region": _of(args, "recovery").get("region"), **_of(args, "page")}
        tls = page.get("certificate_arn") is not None
        yield plan_static_page, {**page, **away, "tls": tls, "domains": page_domains(args)}
    if args.get("page") is not None or args.get("recovery") is not None:
        yield plan_regional_failover, _names(args)
    if args.get("probes") is not None:
        yield plan_probes, {**_of(args, "probes"), **away}


def _names(args: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "domain": args["domain"],
        "home_name": f"home.{args['domain']}",
        "has_recovery": args.get("recovery") is not None,
        "has_page": args.get("page") is not None,
        "page_domains": page_domains(args) if args.get("page") is not None else None,
        "home_checks": 2,
        "held_away": args.get("held_away"),
    }


def _of(args: Mapping[str, Any], part: str) -> dict[str, Any]:
    return {**(args.get(part) or {})}
