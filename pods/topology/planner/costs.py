"""What a figure costs a month, as far as the price table reaches."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pods.topology.planner.prices import HOURS_A_MONTH, PRICES

__all__ = ["Cost", "cost_of"]

_HOURS_A_DAY = 24
_ENTRIES = 2
_DEFAULT_TYPE = "m7i.large"
_DEFAULT_DATA_GB = 50
# How much of a volume, or of a database in a day, changes is the product's own: one percent
# makes steps comparable, and every note says that it is assumed.
_CHANGED = Decimal("0.01")


class Cost(NamedTuple):
    """A monthly cost, and what it was reckoned from."""

    amount: Decimal | None
    """US dollars; None for no price."""
    note: str


def cost_of(name: str, among: Mapping[str, Any]) -> Cost:
    """Return what one of the figures costs a month, among the others."""
    reckon = _COSTS.get(name)
    if reckon is not None:
        return reckon(among)
    return Cost(None, "no price: the table has none for it")


def _instances(count: int, among: Mapping[str, Any], note: str) -> Cost:
    kind = among.get("pod.instance_type", _DEFAULT_TYPE)
    price = PRICES.get(f"ec2.{kind}")
    if price is None:
        return Cost(None, f"no price: the table has none for {kind}")
    return Cost(price.amount * count * HOURS_A_MONTH, f"{kind} at {price.amount} USD an hour{note}")


def _primary(among: Mapping[str, Any]) -> Cost:
    return _instances(among["primary.running"], among, "")


def _held(among: Mapping[str, Any]) -> Cost:
    """Reckon the secondary: reserved capacity is paid for whether or not instances run in it."""
    held = max(among["secondary.running"], among["secondary.reserved"])
    return _instances(held, among, "; reserved capacity is paid for, running or not")


def _ceiling(_: Mapping[str, Any]) -> Cost:
    return Cost(Decimal(0), "a maximum is paid for only while it is used")


def _snapshots(among: Mapping[str, Any]) -> Cost:
    price = PRICES["ebs.snapshot"]
    count = among.get("primary.running", 1) + among.get("secondary.running", 1)
    stored = among.get("pod.data_gb", _DEFAULT_DATA_GB) * count
    hours, days = among["snapshots.interval_hours"], among["snapshots.retention_days"]
    copies = Decimal(_HOURS_A_DAY * days) / hours
    return Cost(
        price.amount * stored * (1 + copies * _CHANGED),
        f"{stored} GB of volumes at {price.amount} USD, assuming that 1 percent differs "
        "from copy to copy",
    )


def _backups(among: Mapping[str, Any]) -> Cost:
    price = PRICES["rds.backup"]
    stored, days = among["database.storage_gb"], among["database.backup_retention_days"]
    return Cost(
        price.amount * stored * days * _CHANGED,
        f"{stored} GB at {price.amount} USD, assuming that 1 percent changes a day; "
        "as much as the database itself is free",
    )


def _standby(among: Mapping[str, Any]) -> Cost:
    stored = among["database.storage_gb"]
    storage = PRICES["rds.storage"].amount * stored
    return Cost(
        None,
        "no price: the table has none for the standby's instance; "
        f"its {stored} GB alone are {storage:.2f} USD",
    )


def _probes(among: Mapping[str, Any]) -> Cost:
    price = PRICES["route53.fast_interval"]
    fast = among["traffic.check_interval_seconds"] < _SLOW_SECONDS
    return Cost(
        price.amount * _ENTRIES * fast,
        f"{_ENTRIES} health checks; probing every 10 s is {price.amount} USD for each",
    )


def _counting(_: Mapping[str, Any]) -> Cost:
    return Cost(Decimal(0), "counting failures costs nothing")


_SLOW_SECONDS = 30
_COSTS: Mapping[str, Callable[[Mapping[str, Any]], Cost]] = {
    "primary.running": _primary,
    "primary.maximum": _ceiling,
    "secondary.running": _held,
    "secondary.reserved": _held,
    "secondary.maximum": _ceiling,
    "snapshots.interval_hours": _snapshots,
    "snapshots.retention_days": _snapshots,
    "database.backup_retention_days": _backups,
    "database.multi_az": _standby,
    "traffic.check_interval_seconds": _probes,
    "traffic.failure_threshold": _counting,
}
