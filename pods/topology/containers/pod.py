"""What a POD of containers is made of, and what capacity means on Fargate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.containers.fargate import (
    LEAST_STORAGE_GB,
    log_retention_problems,
    platform_problems,
    size_problems,
    storage_problems,
)
from pods.topology.pod.capacity import PodCapacity, plan_pod_capacity
from pods.topology.pod.pod import ROLES
from pods.topology.regions.zones import region_of

__all__ = ["ContainerPlan", "container_capacity", "plan_container_capacity", "plan_container_pod"]

_ARCHITECTURES = {"arm64": "ARM64", "x86_64": "X86_64"}
_LONGEST_GRACE_SECONDS = 7200
_HIGHEST_PORT = 65_535
_FULL_PERCENT = 100
_PATH = re.compile(r"(/[^/\0]+)+")


@dataclass(frozen=True, slots=True)
class ContainerPlan:
    """The tasks of a POD."""

    role: str
    cpu_units: int
    """1024 are one processor."""
    memory_mib: int
    architecture: str
    """`ARM64` or `X86_64`, as ECS spells them."""
    platform_version: str
    """Version of Fargate's own platform."""
    ephemeral_gb: int
    """Storage of a task, gone with it."""
    app_port: int
    grace_seconds: int
    """Time that a new task has before an unhealthy answer replaces it."""
    cpu_percent: float
    """Processor use above which a POD that may grow does so."""
    log_retention_days: int
    writable_paths: tuple[str, ...]
    """Folders that a container may write to; the rest of its file system is read-only."""
    execute_command: bool
    """Whether people may open a shell in a task."""

    @property
    def is_read_only(self) -> bool:
        """Whether the root file system is; the agent behind ECS Exec has to write to it."""
        return not self.execute_command

    @property
    def has_further_storage(self) -> bool:
        """Whether a task has more storage than any has anyway, which AWS takes no order for."""
        return self.ephemeral_gb > LEAST_STORAGE_GB


def plan_container_pod(
    *,
    role: str,
    availability_zone: str,
    cpu_units: float = 512,
    memory_mib: float = 1024,
    architecture: str = "x86_64",
    platform_version: str = "LATEST",
    ephemeral_gb: float = 20,
    app_port: float = 8080,
    grace_seconds: float = 120,
    cpu_percent: float = 55,
    log_retention_days: float = 365,
    writable_paths: Sequence[str] = ("/tmp",),  # noqa: S108 - in the container, not here
    execute_command: bool = False,
    image: object = None,
) -> ContainerPlan:
    """Plan a POD's tasks; raises `TopologyError` with every problem found.

    An `image` that is not known yet is not judged.
    """
    cpu, memory, storage = int(cpu_units), int(memory_mib), int(ephemeral_gb)
    port, grace, days = int(app_port), int(grace_seconds), int(log_retention_days)
    paths = tuple(writable_paths)
    TopologyError.refuse(
        [
            *_role_problems(role),
            *_zone_problems(availability_zone),
            *_image_problems(image),
            *size_problems(cpu, memory),
            *_architecture_problems(architecture),
            *platform_problems(platform_version),
            *storage_problems(storage),
            *_port_problems(port),
            *_grace_problems(grace),
            *_percent_problems(cpu_percent),
            *log_retention_problems(days),
            *_path_problems(paths),
        ]
    )
    return ContainerPlan(
        role=role,
        cpu_units=cpu,
        memory_mib=memory,
        architecture=_ARCHITECTURES[architecture],
        platform_version=platform_version,
        ephemeral_gb=storage,
        app_port=port,
        grace_seconds=grace,
        cpu_percent=float(cpu_percent),
        log_retention_days=days,
        writable_paths=paths,
        execute_command=execute_command,
    )


def plan_container_capacity(
    *, running: float, maximum: float, warm: float = 0, reserved: float = 0
) -> PodCapacity:
    """Return a POD's capacity in tasks; raises `TopologyError` with every impossible figure.

    Fargate keeps no stopped tasks and sells no capacity in advance: what has to be there when the
    other POD is lost has to run. Warm or reserved capacity is refused, with the number that gives
    what it would have promised.
    """
    asked = PodCapacity(int(running), int(maximum), int(warm), int(reserved))
    problems = [
        Problem(
            name,
            f"{value}",
            f"Fargate {what}: only what runs is sure of its capacity",
            f"Leave it out, and set running to {container_capacity(asked).running}.",
        )
        for name, value, what in (
            ("warm", asked.warm, "keeps no stopped tasks"),
            ("reserved", asked.reserved, "reserves no capacity"),
        )
        if value > 0
    ]
    try:
        plan_pod_capacity(running=running, maximum=maximum, warm=warm, reserved=reserved)
    except TopologyError as error:
        problems = [*error.problems, *problems]
    TopologyError.refuse(problems)
    return asked


def container_capacity(capacity: PodCapacity) -> PodCapacity:
    """Return what promises on Fargate what this capacity promises in instances: it all runs."""
    running = max(capacity.running + capacity.warm, capacity.reserved)
    return PodCapacity(running, max(capacity.maximum, running), warm=0, reserved=0)


def _role_problems(role: str) -> list[Problem]:
    if role in ROLES:
        return []
    return [Problem("role", f"{role!r}", "primary or secondary is required", "Use one of these.")]


def _image_problems(image: object) -> list[Problem]:
    """Refuse a tag that moves: two tasks of one POD would run different programs."""
    if not isinstance(image, str):
        return []
    tag = image.rpartition("/")[2].partition(":")[2]
    if "@" in image or tag not in ("", "latest"):
        return []
    return [
        Problem(
            "image",
            f"{image!r}",
            "a digest, or a tag that never changes, is required: a task that starts later would "
            "run another program",
            "Name the release, such as clinic:1.4.2.",
        )
    ]


def _zone_problems(zone: str) -> list[Problem]:
    try:
        region_of(zone)
    except TopologyError as error:
        return list(error.problems)
    return []


def _architecture_problems(architecture: str) -> list[Problem]:
    if architecture in _ARCHITECTURES:
        return []
    return [
        Problem(
            "architecture",
            f"{architecture!r}",
            f"{' or '.join(_ARCHITECTURES)} is required",
            "Use the processor that the image was built for.",
        )
    ]


def _port_problems(port: int) -> list[Problem]:
    if 1 <= port <= _HIGHEST_PORT:
        return []
    return [Problem("app_port", f"{port}", f"1 to {_HIGHEST_PORT} are ports", "Use 8080.")]


def _grace_problems(seconds: int) -> list[Problem]:
    if 0 <= seconds <= _LONGEST_GRACE_SECONDS:
        return []
    return [
        Problem(
            "grace_seconds",
            f"{seconds}",
            f"0 to {_LONGEST_GRACE_SECONDS} seconds are allowed",
            "Set it to the time your application needs to start.",
        )
    ]


def _percent_problems(percent: float) -> list[Problem]:
    if 0 < percent <= _FULL_PERCENT:
        return []
    required = "above 0 and up to 100 percent of the processors is required"
    return [Problem("cpu_percent", f"{percent:g}", required, "Use 55.")]


def _path_problems(paths: Sequence[str]) -> list[Problem]:
    problems = [
        Problem(
            "writable_paths",
            f"{path!r}",
            "a folder below the root is required, without a slash at its end",
            "Write it like /tmp.",
        )
        for path in paths
        if _PATH.fullmatch(path) is None
    ]
    if len(set(paths)) != len(paths):
        problems.append(
            Problem("writable_paths", "the same folder twice", "each is named once", "Remove one.")
        )
    return problems
