"""What an instance of a POD is made of."""

import re
from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["PodPlan", "plan_pod"]

# AWS resolves this public parameter when an instance is launched. Looked up by the program, the
# same image would differ from one preview to the next.
_IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{}"
_TYPE = re.compile(r"[a-z]+\d+(?P<options>[a-z0-9-]*)\.[a-z0-9-]+")
_SMALLEST_ROOT_GB = 8
_LONGEST_GRACE_SECONDS = 7200
_LAST_PORT = 65535
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


def plan_pod(
    *,
    role: str,
    instance_type: str = "m7i.large",
    image_id: str | None = None,
    root_gb: float = 16,
    data_gb: float = 50,
    grace_seconds: float = 120,
) -> PodPlan:
    """Plan a POD's instances; raises `TopologyError` with every problem found."""
    root, data, grace = int(root_gb), int(data_gb), int(grace_seconds)
    match = _TYPE.fullmatch(instance_type)
    problems = []
    if role not in ROLES:
        problems.append(
            Problem("role", f"{role!r}", "primary or secondary is required", "Use one of these.")
        )
    if match is None:
        problems.append(
            Problem(
                "pod.instance_type",
                f"{instance_type!r}",
                "an EC2 instance type is required",
                "Write it like m7i.large.",
            )
        )
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
    TopologyError.refuse(problems)
    return PodPlan(role, instance_type, image_id or _image_for(match), root, data, grace)


def _image_for(match: re.Match[str] | None) -> str:
    """Return Amazon Linux 2023 for the type's processor: `g` in its options means Arm."""
    is_arm = match is not None and "g" in match["options"]
    return _IMAGE.format("arm64" if is_arm else "x86_64")
