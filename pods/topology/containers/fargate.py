"""What Fargate and CloudWatch Logs sell: sizes of tasks, storage, and days of logs."""

import re
from collections.abc import Sequence

from pods.errors import Problem

__all__ = [
    "LEAST_STORAGE_GB",
    "log_retention_problems",
    "platform_problems",
    "size_problems",
    "storage_problems",
]

_GIB = 1024
# Memory for each number of CPU units, on Linux:
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
_MEMORY_MIB: dict[int, Sequence[int]] = {
    256: (512, 1 * _GIB, 2 * _GIB),
    512: range(1 * _GIB, 4 * _GIB + 1, _GIB),
    1024: range(2 * _GIB, 8 * _GIB + 1, _GIB),
    2048: range(4 * _GIB, 16 * _GIB + 1, _GIB),
    4096: range(8 * _GIB, 30 * _GIB + 1, _GIB),
    8192: range(16 * _GIB, 60 * _GIB + 1, 4 * _GIB),
    16384: range(32 * _GIB, 120 * _GIB + 1, 8 * _GIB),
}
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
LEAST_STORAGE_GB = 20
"""Storage that every task has."""
_MOST_STORAGE_GB = 200
# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
_LOG_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545),
    *(731, 1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
# Below 1.4.0 there are neither all sizes nor further storage, and AWS has retired the rest:
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
_PLATFORM = re.compile(r"LATEST|1\.[4-9]\.\d+|[2-9]\.\d+\.\d+")


def platform_problems(version: str) -> list[Problem]:
    """Return what keeps Fargate from running tasks on this version of its platform."""
    if _PLATFORM.fullmatch(version):
        return []
    return [
        Problem(
            "platform_version",
            f"{version!r}",
            "LATEST, or a version from 1.4.0 on, is required",
            "Leave it out: AWS keeps LATEST patched.",
        )
    ]


def size_problems(cpu_units: int, memory_mib: int) -> list[Problem]:
    """Return what keeps a task from having this size; the nearest one that exists is named."""
    memories = _MEMORY_MIB.get(cpu_units)
    if memories is None:
        nearest = min(_MEMORY_MIB, key=lambda each: abs(each - cpu_units))
        return [
            Problem(
                "cpu_units",
                f"{cpu_units}",
                f"Fargate has tasks of {', '.join(map(str, _MEMORY_MIB))}",
                f"Use {nearest}; 1024 are one processor.",
            )
        ]
    if memory_mib in memories:
        return []
    nearest = min(memories, key=lambda each: abs(each - memory_mib))
    steps = "" if len(memories) <= 3 else f" in steps of {memories[1] - memories[0]}"  # noqa: PLR2004
    return [
        Problem(
            "memory_mib",
            f"{memory_mib} with {cpu_units} CPU units",
            f"Fargate has {memories[0]} to {memories[-1]}{steps} for these",
            f"Use {nearest}, or other cpu_units.",
        )
    ]


def storage_problems(storage_gb: int) -> list[Problem]:
    """Return what keeps a task from having this much storage."""
    if LEAST_STORAGE_GB <= storage_gb <= _MOST_STORAGE_GB:
        return []
    return [
        Problem(
            "ephemeral_gb",
            f"{storage_gb}",
            f"a task has {LEAST_STORAGE_GB} to {_MOST_STORAGE_GB} GB",
            "Keep what must outlive a task in the bucket or the database.",
        )
    ]


def log_retention_problems(days: int) -> list[Problem]:
    """Return what keeps CloudWatch from keeping logs for this long; a longer time is named."""
    if days in _LOG_DAYS:
        return []
    enough = next((each for each in _LOG_DAYS if each >= days), _LOG_DAYS[-1])
    return [
        Problem(
            "log_retention_days",
            f"{days}",
            "CloudWatch keeps logs for a few fixed numbers of days only",
            f"Use {enough}.",
        )
    ]
