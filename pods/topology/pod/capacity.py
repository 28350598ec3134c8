"""How many instances each POD runs, may run, keeps warm and has reserved."""

from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.regions.zones import PAIR_ZONES

__all__ = ["PairCapacity", "PodCapacity", "capacity_per_zone", "plan_capacity", "plan_pod_capacity"]


@dataclass(frozen=True, slots=True)
class PodCapacity:
    """The capacity of one POD, in instances."""

    running: int
    """Instances that run at all times: the group's minimum."""
    maximum: int
    """Instances that it may run: the group's maximum."""
    warm: int
    """Stopped instances that are ready to be started."""
    reserved: int
    """Instances for which AWS holds capacity in the zone."""

    @property
    def grows(self) -> bool:
        """Whether more may run than does at all times."""
        return self.maximum > self.running


@dataclass(frozen=True, slots=True)
class PairCapacity:
    """The capacity of both PODs."""

    primary: PodCapacity
    secondary: PodCapacity


def capacity_per_zone(load: int, zones: int = PAIR_ZONES) -> int:
    """Return the instances that each zone must be able to run so that the loss of one is borne.

    The survivors carry the whole load: N / (N - 1) of it in all, which is twice the load over two
    zones, and 1.5 times over three. Raises `TopologyError` below two zones.
    """
    if zones < PAIR_ZONES:
        raise TopologyError(
            Problem(
                "zones",
                f"{zones}",
                "no zone is left to carry the load when one is lost",
                "Use at least two Availability Zones.",
            )
        )
    return -(-load // (zones - 1))


def plan_capacity(
    *,
    primary_running: float = 2,
    primary_maximum: float | None = None,
    secondary_running: float | None = None,
    secondary_maximum: float | None = None,
    secondary_reserved: float | None = None,
    running_percent: float = 50,
) -> PairCapacity:
    """Plan both PODs: the secondary runs a share, and can run the primary's full load.

    The full load is the primary's maximum. What the secondary does not run it keeps warm, and its
    zone has the whole of it reserved. A secondary that is too small is *planned*, not refused: the
    policy pack judges it. Raises `TopologyError` with every impossible figure.
    """
    running = int(primary_running)
    full_load = int(primary_maximum) if primary_maximum is not None else running
    share = max(1, -(-running * int(running_percent) // 100))
    standby = int(secondary_running) if secondary_running is not None else share
    ceiling = (
        int(secondary_maximum)
        if secondary_maximum is not None
        else max(standby, capacity_per_zone(full_load))
    )
    reserved = int(secondary_reserved) if secondary_reserved is not None else ceiling
    # What follows from a figure that is refused is no problem of its own.
    least_ceiling = standby if secondary_running is not None or running >= 1 else 0
    TopologyError.refuse(
        [
            *_at_least("primary.running", primary_running, running, 1),
            *_at_least("primary.maximum", primary_maximum, full_load, max(running, 1)),
            *_at_least("secondary.running", secondary_running, standby, 0),
            *_at_least("secondary.maximum", secondary_maximum, ceiling, max(least_ceiling, 0)),
            *_at_least("secondary.reserved", secondary_reserved, reserved, 0),
        ]
    )
    return PairCapacity(
        primary=PodCapacity(running=running, maximum=full_load, warm=0, reserved=0),
        secondary=PodCapacity(
            running=standby, maximum=ceiling, warm=ceiling - standby, reserved=reserved
        ),
    )


def plan_pod_capacity(
    *, running: float, maximum: float, warm: float = 0, reserved: float = 0
) -> PodCapacity:
    """Return a POD's capacity; raises `TopologyError` with every impossible figure."""
    capacity = PodCapacity(int(running), int(maximum), int(warm), int(reserved))
    TopologyError.refuse(
        [
            *_at_least("running", running, capacity.running, 0),
            *_at_least("maximum", maximum, capacity.maximum, max(capacity.running, 0)),
            *_at_least("warm", warm, capacity.warm, 0),
            *_at_least("reserved", reserved, capacity.reserved, 0),
        ]
    )
    return capacity


def _at_least(subject: str, given: float | None, value: int, least: int) -> list[Problem]:
    if given is None or value >= least:
        return []
    return [
        Problem(subject, f"{value}", f"at least {least} is required", f"Set it to {least} or more.")
    ]
