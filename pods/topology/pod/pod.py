"""What an instance of a POD is made of."""

import re
from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["PodPlan", "architecture_of", "plan_pod"]

# AWS resolves this public parameter when an instance is launched. Looked up by the program, the
# same image would differ from one preview to the next.
_IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{}"
# A family, its generation, and options: of these, `g` is Graviton. The families of most memory
# (`u-6tb1`) carry theirs between family and generation.
_TYPE = re.compile(r"(?P<family>[a-z]+(?:-\d+tb)?\d+)(?P<options>[a-z0-9-]*)\.[a-z0-9-]+")
_FIRST_GRAVITON = "a1"
_SMALLEST_ROOT_GB = 8
_LONGEST_GRACE_SECONDS = 7200
_FULL_PERCENT = 100
ROLES = ("primary", "secondary")


@dataclass(frozen=True, slots=True)
class PodPlan:
    """The instances of a POD."""

    role: str
    instance_type: str
    image_id: str
    root_gb: int
    data_gb: int
    """0 for none."""
    grace_seconds: int
    """Time that a new instance has before an unhealthy answer replaces it."""
    cpu_percent: float
    """Processor use above which a POD that may grow does so."""


def plan_pod(
    *,
    role: str,
    instance_type: str = "m7i.large",
    image_id: str | None = None,
    root_gb: float = 16,
    data_gb: float = 50,
    grace_seconds: float = 120,
    cpu_percent: float = 55,
) -> PodPlan:
    """Plan a POD's instances; raises `TopologyError` with every problem found."""
    root, data, grace = int(root_gb), int(data_gb), int(grace_seconds)
    problems = []
    if role not in ROLES:
        problems.append(
            Problem("role", f"{role!r}", "primary or secondary is required", "Use one of these.")
        )
    if _TYPE.fullmatch(instance_type) is None:
        problems.append(_not_a_type(instance_type))
    if root < _SMALLEST_ROOT_GB or data < 0:
        problems.append(
            Problem(
                "pod volumes",
                f"root {root} GB, data {data} GB",
                f"a root volume of at least {_SMALLEST_ROOT_GB} GB, and a data volume of 0 or more",
                "Raise root_gb, or set data_gb to 0 for no data volume.",
            )
        )
    if not 0 <= grace <= _LONGEST_GRACE_SECONDS:
        problems.append(
            Problem(
                "pod.grace_seconds",
                f"{grace}",
                f"0 to {_LONGEST_GRACE_SECONDS} seconds are allowed",
                "Set it to the time your application needs to start.",
            )
        )
    if not 0 < cpu_percent <= _FULL_PERCENT:
        problems.append(
            Problem(
                "pod.cpu_percent",
                f"{cpu_percent:g}",
                "above 0 and up to 100 percent of the processors is required",
                "Use 55.",
            )
        )
    TopologyError.refuse(problems)
    return PodPlan(
        role=role,
        instance_type=instance_type,
        image_id=image_id or _IMAGE.format(architecture_of(instance_type)),
        root_gb=root,
        data_gb=data,
        grace_seconds=grace,
        cpu_percent=float(cpu_percent),
    )


def architecture_of(instance_type: str) -> str:
    """Return `arm64` for Graviton, else `x86_64`: the processor that an image must be made for.

    Raises `TopologyError` for what is no instance type.
    """
    match = _TYPE.fullmatch(instance_type)
    if match is None:
        raise TopologyError(_not_a_type(instance_type))
    is_arm = "g" in match["options"] or match["family"] == _FIRST_GRAVITON
    return "arm64" if is_arm else "x86_64"


def _not_a_type(text: str) -> Problem:
    return Problem(
        "pod.instance_type",
        f"{text!r}",
        "an EC2 instance type is required",
        "Write it like m7i.large.",
    )
