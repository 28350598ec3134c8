"""Where container images are kept, which of them are dropped, and where they are copied to."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pods.errors import Problem, TopologyError
from pods.topology.regions.partitions import unknown_region_problems

__all__ = [
    "ImageReplicationPlan",
    "ImageRepositoryPlan",
    "plan_image_replication",
    "plan_image_repository",
]

# https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
_NAME = re.compile(r"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*")
_SHORTEST_NAME, _LONGEST_NAME = 2, 256
_PREFIX = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
# As many images as a repository may hold, so that none is over it:
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html
_ALL_IMAGES = 100_000
# Rules of a lifecycle policy, and filters of a replication rule (same page).
_MOST_RULES = 50
_MOST_FILTERS = 100


@dataclass(frozen=True, slots=True)
class ImageRepositoryPlan:
    """A repository: its name, and the lifecycle of its images."""

    repository_name: str
    lifecycle: str
    """The policy as JSON."""
    replica_region: str | None


@dataclass(frozen=True, slots=True)
class ImageReplicationPlan:
    """Where a registry copies images to."""

    replica_region: str


def plan_image_repository(
    *,
    repository_name: str,
    keep_images: float = 100,
    release_prefixes: Sequence[str] = ("release-",),
    replica_region: str | None = None,
    home_region: str | None = None,
) -> ImageRepositoryPlan:
    """Plan a repository that keeps its newest images, and every one that is tagged for release.

    Without a home Region nothing is held against it. Raises `TopologyError` with every problem.
    """
    kept = int(keep_images)
    TopologyError.refuse(
        [
            *_name_problems(repository_name),
            *_kept_problems(kept),
            *_prefix_problems(release_prefixes),
            *(_place_problems(replica_region, home_region) if replica_region is not None else ()),
        ]
    )
    return ImageRepositoryPlan(
        repository_name, json.dumps(_lifecycle(kept, release_prefixes)), replica_region
    )


def plan_image_replication(
    *, replica_region: str, repositories: float, home_region: str | None = None
) -> ImageReplicationPlan:
    """Plan what a registry copies; raises `TopologyError` with every problem found."""
    count = int(repositories)
    problems = _place_problems(replica_region, home_region)
    if not 1 <= count <= _MOST_FILTERS:
        problems.append(
            Problem(
                "repository_arns",
                f"{count} repositories",
                f"a rule names 1 to {_MOST_FILTERS}",
                "Name those that the recovery Region needs.",
            )
        )
    TopologyError.refuse(problems)
    return ImageReplicationPlan(replica_region)


def _lifecycle(kept: int, release_prefixes: Sequence[str]) -> dict[str, Any]:
    """Return a rule for each prefix, which nothing exceeds, and one for all other images.

    An image that matches a rule is never dropped by a later one. Several prefixes in one rule
    select only images that have all of them:
    https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
    """
    selections: list[dict[str, Any]] = [
        *({"tagStatus": "tagged", "tagPrefixList": [prefix]} for prefix in release_prefixes),
        {"tagStatus": "any"},
    ]
    counts = [*(_ALL_IMAGES for _ in release_prefixes), kept]
    rules = [
        {
            "rulePriority": number,
            "selection": {**selection, "countType": "imageCountMoreThan", "countNumber": count},
            "action": {"type": "expire"},
        }
        for number, (selection, count) in enumerate(zip(selections, counts, strict=True), start=1)
    ]
    return {"rules": rules}


def _name_problems(name: str) -> list[Problem]:
    if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and _NAME.fullmatch(name):
        return []
    return [
        Problem(
            "repository_name",
            f"{name!r}",
            f"{_SHORTEST_NAME} to {_LONGEST_NAME} small letters, digits, and single . _ - or / "
            "between them are required",
            "Write it like clinic/app.",
        )
    ]


def _kept_problems(kept: int) -> list[Problem]:
    if 1 <= kept <= _ALL_IMAGES:
        return []
    return [
        Problem(
            "keep_images",
            f"{kept}",
            f"1 to {_ALL_IMAGES} images are kept",
            "Use 100: a rollback needs those that were deployed before.",
        )
    ]


def _prefix_problems(prefixes: Sequence[str]) -> list[Problem]:
    problems = [
        Problem(
            "release_prefixes",
            f"{prefix!r}",
            "the beginning of a tag is required, without wildcards",
            "Write it like release-.",
        )
        for prefix in prefixes
        if _PREFIX.fullmatch(prefix) is None
    ]
    if len(set(prefixes)) != len(prefixes) or len(prefixes) >= _MOST_RULES:
        problems.append(
            Problem(
                "release_prefixes",
                f"{len(prefixes)} prefixes, {len(set(prefixes))} of them different",
                f"up to {_MOST_RULES - 1}, each named once, are possible",
                "Remove what is there twice, or shorten them to what they have in common.",
            )
        )
    return problems


def _place_problems(region: str, home_region: str | None) -> list[Problem]:
    problems = unknown_region_problems("replica_region", region)
    if not problems and home_region is not None and _partition(region) != _partition(home_region):
        problems.append(
            Problem(
                "replica_region",
                f"{region}",
                f"{home_region} is of another partition of AWS, and nothing is copied between them",
                "Name a Region of the same partition.",
            )
        )
    if region == home_region:
        problems.append(
            Problem(
                "replica_region",
                f"{region}",
                "it is the Region of the stack, and is lost with it",
                "Name the recovery Region.",
            )
        )
    return problems


def _partition(region: str) -> str:
    """Return how names of the Region's partition begin; nothing for the largest one."""
    return next((each for each in ("cn-", "us-gov-", "eusc-") if region.startswith(each)), "")
