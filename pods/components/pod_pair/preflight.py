"""Everything that a pair's args ask for, planned before anything is registered."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pods.components.arguments.planning import refuse_unplannable
from pods.components.monitoring.alerts import channels_of
from pods.components.network.network import DEFAULT_CIDR_BLOCK
from pods.components.pod_pair.away import page_domains
from pods.components.pod_pair.consistency import refuse_contradictions
from pods.components.pod_pair.placement import PlacementArgs, Sites
from pods.errors import TopologyError
from pods.topology import (
    plan_backups,
    plan_boundary,
    plan_capacity,
    plan_channels,
    plan_container_capacity,
    plan_container_pod,
    plan_daily_test,
    plan_dashboard,
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
    region_of,
)

__all__ = ["refuse_impossible"]

_Planner = Callable[..., object]
_Asked = tuple[_Planner, Mapping[str, Any]]
# The pair's own args, of which planners of its parts speak as well.
_OF_THE_PAIR = frozenset({"availability_zones", "domain"})
# Any will do: the pair's own are held against AWS's form with the pair.
_SOME_ZONE = "us-east-1a"


def refuse_impossible(name: str, args: Mapping[str, Any], region: str | None) -> None:
    """Raise `TopologyError` with what every part of the pair would refuse, each problem once.

    A component refuses for itself as well; asked one by one, each would hide the next.
    """
    zones = args["availability_zones"]
    home = region or _region_of(zones)
    refuse_unplannable(
        name,
        [
            *_at_home(name, args, {"availability_zones": zones, "region": home}),
            *_away(name, args, home),
            (refuse_contradictions, {"args": args, "home_region": home}),
        ],
    )


def _region_of(zones: Sequence[str]) -> str | None:
    """Return the Region that the zones name; None where the first is none, which is told."""
    try:
        return region_of(zones[0]) if zones else None
    except TopologyError:
        return None


def _within(part: str, planner: _Planner) -> _Planner:
    """Return the planner with the place of the part's args before subjects that lack it."""

    @functools.wraps(planner)
    def placed(**values: Any) -> object:
        try:
            return planner(**values)
        except TopologyError as error:
            raise TopologyError(
                *(
                    each
                    if each.subject in _OF_THE_PAIR or each.subject.startswith(f"{part}.")
                    else replace(each, subject=f"{part}.{each.subject}")
                    for each in error.problems
                )
            ) from None

    return placed


def _at_home(name: str, args: Mapping[str, Any], zones: Mapping[str, Any]) -> Iterator[_Asked]:
    nowhere = PlacementArgs()
    sites = Sites(args.get("primary") or nowhere, args.get("secondary") or nowhere)
    home = {"home_region": zones["region"]}
    yield plan_pair, {**args, **zones, **sites.zones(), "name": name}
    if args.get("platform") is None:
        network = {"cidr_block": DEFAULT_CIDR_BLOCK, **_of(args, "network"), **zones}
        yield _within("network", plan_network), network
        yield _within("boundary", plan_boundary), _of(args, "boundary")
        yield _within("isolation", plan_isolation), _of(args, "isolation")
    yield plan_capacity, sites.sizes()
    yield _pods(args)
    yield plan_traffic, {**_of(args, "traffic"), "domain": args["domain"], "tls": True}
    yield plan_database, {**_of(args, "database"), **_zones_of_database(args, zones)}
    yield plan_snapshot_schedule, _of(args, "snapshots")
    yield plan_object_store, {**_of(args, "object_store"), **home}
    yield plan_channels, channels_of(args["alerts"]["subscriptions"])
    yield plan_daily_test, args["alerts"]
    if args.get("dashboard") is not None:
        yield _within("dashboard", plan_dashboard), args["dashboard"]


def _zones_of_database(args: Mapping[str, Any], zones: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the database is told of its place: RDS itself chooses an instance's zones."""
    if _of(args, "database").get("kind") in {None, "instance"}:
        return {"region": zones["region"]}
    return {**zones}


def _pods(args: Mapping[str, Any]) -> _Asked:
    if args.get("containers") is None:
        return plan_pod, {**_of(args, "pod"), "role": "primary"}
    asked = {**args["containers"], "role": "primary", "availability_zone": _SOME_ZONE}
    return _within("containers", plan_container_pod), asked


def _away(name: str, args: Mapping[str, Any], home_region: str | None) -> Iterator[_Asked]:
    away = {"home_region": home_region}
    if args.get("backups") is not None:
        backups = {**_of(args, "backups"), **away, "name": f"{name}-backups"}
        yield _within("backups", plan_backups), backups
    if args.get("recovery") is not None:
        yield from _recovery(name, args, home_region)
    page = {"region": _of(args, "recovery").get("region"), **_of(args, "page")}
    if args.get("page") is not None and page["region"] is not None:
        names = {"tls": page.get("certificate_arn") is not None, "domains": page_domains(args)}
        yield _within("page", plan_static_page), {**page, **away, **names}
    # Which names the page takes follows from its certificate, which is asked for elsewhere.
    if any(args.get(each) for each in ("held_away", "page", "recovery")):
        yield plan_regional_failover, {**_names(args), "page_domains": None}
    if args.get("probes") is not None:
        yield _within("probes", plan_probes), {**_of(args, "probes"), **away}


def _recovery(name: str, args: Mapping[str, Any], home_region: str | None) -> Iterator[_Asked]:
    recovery = _of(args, "recovery")
    place = {
        "name": name,
        "home_region": home_region or "",
        "home_cidr_block": _home_block(args),
        "home_image_id": _of(args, "pod").get("image_id"),
    }
    yield plan_recovery_region, {**recovery, **place}
    if args.get("containers") is not None:
        # Over both zones, as they are given; what they have room for is judged with the Region.
        asked = ("running", "warm", "reserved")
        sizes = {each: max(0, int(recovery.get(each) or 0)) for each in asked}
        room = {"maximum": sum(sizes.values())}
        yield _within("recovery", plan_container_capacity), {**sizes, **room}


def _home_block(args: Mapping[str, Any]) -> str | None:
    """Return the addresses at home; None where another stack knows them."""
    platform = args.get("platform")
    if platform is None:
        return _of(args, "network").get("cidr_block") or DEFAULT_CIDR_BLOCK
    block = platform["vpc_cidr_block"]
    return block if isinstance(block, str) else None


def _names(args: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "domain": args["domain"],
        "home_name": f"home.{args['domain']}",
        "has_recovery": args.get("recovery") is not None,
        "has_page": args.get("page") is not None,
        "page_domains": page_domains(args) if args.get("page") is not None else None,
        "has_checks": True,
        "held_away": args.get("held_away"),
    }


def _of(args: Mapping[str, Any], part: str) -> dict[str, Any]:
    return {**(args.get(part) or {})}
