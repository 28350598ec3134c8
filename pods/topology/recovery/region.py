"""What stands in another Region, ready to serve when the home Region is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from pods.errors import Problem, TopologyError
from pods.topology.pod.capacity import PodCapacity
from pods.topology.pod_pair import pair_name_problems
from pods.topology.recovery.image_copy import ImagePlan, plan_recovery_image
from pods.topology.regions.partitions import (
    partition_of_region,
    unknown_region_problems,
    usual_zones,
)
from pods.topology.regions.zones import region_of, zone_problems

__all__ = ["RecoveryPlan", "plan_recovery_region"]

_LEAST_MAXIMUM = 2
# Where no block is named: apart from the default at home, and from each other.
_USUAL_BLOCKS = ("10.120.0.0/16", "10.121.0.0/16")


@dataclass(frozen=True, slots=True)
class RecoveryPlan:
    """The recovery Region: where, how much of it runs, and what it is launched from."""

    region: str
    primary_zone: str
    secondary_zone: str
    cidr_block: str
    primary: PodCapacity
    secondary: PodCapacity
    image: ImagePlan

    @property
    def availability_zones(self) -> tuple[str, str]:
        """Both zones, the primary POD's first."""
        return self.primary_zone, self.secondary_zone

    @property
    def is_dormant(self) -> bool:
        """Whether nothing runs there: a pilot light."""
        return self.primary.running + self.secondary.running == 0


def plan_recovery_region(
    name: str,
    *,
    region: str,
    home_region: str,
    home_cidr_block: str | None = None,
    availability_zones: Sequence[str] | None = None,
    cidr_block: str | None = None,
    running: float = 0,
    maximum: float | None = None,
    warm: float = 0,
    reserved: float = 0,
    home_image_id: str | None = None,
    image_id: str | None = None,
    image_snapshot_id: str | None = None,
    image_copy_minutes: float | None = None,
) -> RecoveryPlan:
    """Plan the Region that takes over; raises `TopologyError` with every problem found.

    Addresses of a home that are not known yet are not compared. What runs, is kept warm and is
    reserved is shared out over both zones; each POD may grow to
    `maximum`, so that one zone there carries the whole load when the other is lost as well.
    """
    zones = tuple(availability_zones) if availability_zones is not None else usual_zones(region)
    block = cidr_block or _apart_from(home_cidr_block)
    image, image_problems = plan_recovery_image(
        home_image_id,
        image_id=image_id,
        snapshot_id=image_snapshot_id,
        minutes=image_copy_minutes,
    )
    most = int(maximum) if maximum is not None else max(_LEAST_MAXIMUM, -(-int(running) // 2))
    TopologyError.refuse(
        [
            *pair_name_problems(name),
            *_region_problems(region, home_region),
            *_zone_problems(region, zones, is_named=availability_zones is not None),
            *_overlap_problems(block, home_cidr_block),
            *_size_problems(int(running), most, int(warm), int(reserved)),
            *image_problems,
        ]
    )
    sizes = [
        PodCapacity(running=runs, maximum=most, warm=kept, reserved=held)
        for runs, kept, held in zip(
            *(_halves(int(each)) for each in (running, warm, reserved)), strict=True
        )
    ]
    return RecoveryPlan(
        region=region,
        primary_zone=zones[0],
        secondary_zone=zones[1],
        cidr_block=block,
        primary=sizes[0],
        secondary=sizes[1],
        image=image,
    )


def _halves(total: int) -> tuple[int, int]:
    return total - total // 2, total // 2


def _apart_from(home_cidr_block: str | None) -> str:
    free = (each for each in _USUAL_BLOCKS if not _overlap(each, home_cidr_block))
    return next(free, _USUAL_BLOCKS[0])


def _overlap(block: str, other: str | None) -> bool:
    """Say whether two blocks share addresses; what is no block shares none, and is told apart."""
    try:
        return other is not None and IPv4Network(block).overlaps(IPv4Network(other))
    except ValueError:
        return False


def _region_problems(region: str, home_region: str) -> list[Problem]:
    subject = "recovery.region"
    unknown = unknown_region_problems(subject, region)
    if unknown:
        return unknown
    if region == home_region:
        return [
            Problem(
                subject,
                f"{region}, the home Region",
                "what recovers from the loss of a Region lies in another",
                "Name another Region.",
            )
        ]
    home = partition_of_region(home_region)
    if home is not None and home != partition_of_region(region):
        return [
            Problem(
                subject,
                f"{region}, in partition {partition_of_region(region)}",
                f"keys, secrets and copies reach no other partition than the home's, {home}",
                f"Name a Region of {home}.",
            )
        ]
    return []


def _zone_problems(region: str, zones: Sequence[str], *, is_named: bool) -> list[Problem]:
    subject = "recovery.availability_zones"
    if not zones and not is_named:
        return [
            Problem(
                subject,
                "missing",
                f"which zones of {region} an account has differs from account to account",
                "Name two that `aws ec2 describe-availability-zones` lists there.",
            )
        ]
    wrong = [
        Problem(subject, each.observed, each.required, each.remedy) for each in zone_problems(zones)
    ]
    # Zones of a Region that does not exist follow from its name.
    if wrong or region_of(zones[0]) == region or partition_of_region(region) is None:
        return wrong
    return [
        Problem(
            subject,
            f"zones of {region_of(zones[0])}",
            f"the recovery Region is {region}",
            f"Name two zones of {region}, or leave it out.",
        )
    ]


def _overlap_problems(block: str, home_cidr_block: str | None) -> list[Problem]:
    if not _overlap(block, home_cidr_block):
        return []
    return [
        Problem(
            "recovery.cidr_block",
            f"{block}",
            f"the home's VPC has {home_cidr_block}, and networks that share addresses can never "
            "be joined, as a return to the home may need",
            "Name a block that it does not overlap, or leave it out.",
        )
    ]


def _size_problems(running: int, maximum: int, warm: int, reserved: int) -> list[Problem]:
    figures = {"running": running, "warm": warm, "reserved": reserved}
    problems = [
        Problem(f"recovery.{subject}", f"{value}", "0 or more is required", "Set it to 0 or more.")
        for subject, value in figures.items()
        if value < 0
    ]
    share = max(_halves(max(running, 0)))
    if maximum < max(share, 1):
        problems.append(
            Problem(
                "recovery.maximum",
                f"{maximum}",
                f"a POD there runs {share}, and must be able to run one or more",
                "Set it to what one zone needs to carry the whole load.",
            )
        )
    ready = max(_halves(max(warm, 0)))
    if ready > max(maximum, 1):
        problems.append(
            Problem(
                "recovery.warm",
                f"{warm}, of which a POD there has {ready}",
                f"none of them may run more than {maximum}",
                "Lower it to twice the maximum, or raise the maximum.",
            )
        )
    return problems
