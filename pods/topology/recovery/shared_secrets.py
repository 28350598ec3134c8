"""Which secrets are shared with another Region."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.regions.partitions import partition_of_region, unknown_region_problems

__all__ = ["SharedSecretsPlan", "plan_shared_secrets"]

_NAME = re.compile(r"[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class SharedSecretsPlan:
    """Secrets by name, and the Region that has a replica of each."""

    names: tuple[str, ...]
    replica_region: str


def plan_shared_secrets(
    *, names: Iterable[str], replica_region: str, home_region: str | None = None
) -> SharedSecretsPlan:
    """Plan them; raises `TopologyError` with every problem found.

    Without a home Region the pair of Regions is not looked at.
    """
    wanted = tuple(names)
    problems = [
        Problem(
            "secrets",
            f"{each!r}",
            "1 to 40 lower-case letters, digits and hyphens name a secret",
            "Name it for what it opens, like payment-provider.",
        )
        for each in wanted
        if _NAME.fullmatch(each) is None
    ]
    if not wanted:
        problems.append(
            Problem("secrets", "none", "one secret or more is shared", "Name what is to be shared.")
        )
    problems += unknown_region_problems("replica_region", replica_region)
    if replica_region == home_region:
        problems.append(
            Problem(
                "replica_region",
                f"{replica_region}, the home Region",
                "a replica lies in another Region than its secret",
                "Name the recovery Region.",
            )
        )
    elif home_region is not None and not problems:
        home, there = partition_of_region(home_region), partition_of_region(replica_region)
        if home is not None and home != there:
            problems.append(
                Problem(
                    "replica_region",
                    f"{replica_region}, in partition {there}",
                    f"keys and secrets reach no other partition than the home's, {home}",
                    f"Name a Region of {home}.",
                )
            )
    TopologyError.refuse(problems)
    return SharedSecretsPlan(wanted, replica_region)
