"""How the machine image of the PODs gets to the recovery Region."""

import re
from dataclasses import dataclass
from typing import Any

from pods.errors import Problem

__all__ = ["ImagePlan", "plan_recovery_image"]

_IMAGE = re.compile(r"ami-[0-9a-z]+")
_PUBLIC_PARAMETER = "resolve:ssm:/aws/service/"
# https://docs.aws.amazon.com/ebs/latest/userguide/time-based-copies.html
_STEP_MINUTES, _LONGEST_MINUTES = 15, 2880


@dataclass(frozen=True, slots=True)
class ImagePlan:
    """Which image the PODs of the recovery Region are launched from."""

    image_id: str | None
    """Given to the PODs as it is; None where a copy takes its place, or AWS's own is used."""
    copied_id: str | None
    """Image of the home Region that is copied; None where none is."""
    snapshot_id: str | None
    """Root snapshot of the home Region that an image is made of anew, within `minutes`."""
    minutes: int | None
    """Time that AWS promises for the copy of the snapshot."""


def plan_recovery_image(
    home_image_id: str | None,
    *,
    image_id: str | None,
    snapshot_id: str | None,
    minutes: float | None,
) -> tuple[ImagePlan, list[Problem]]:
    """Return how the image gets there, with every problem of it.

    Public parameters exist in every Region; an image, and a parameter of one's own, in one alone.
    """
    wanted = int(minutes) if minutes is not None else None
    problems = _copy_problems(image_id, snapshot_id, wanted)
    if image_id is not None:
        return ImagePlan(image_id, None, None, None), problems
    if snapshot_id is not None:
        return ImagePlan(None, None, snapshot_id, wanted), problems
    if home_image_id is None or home_image_id.startswith(_PUBLIC_PARAMETER):
        return ImagePlan(home_image_id, None, None, None), problems
    if _IMAGE.fullmatch(home_image_id):
        return ImagePlan(None, home_image_id, None, None), problems
    stays = Problem(
        "pod.image_id",
        f"{home_image_id!r}",
        "only an image's own id can be copied, and only public parameters exist everywhere",
        "Name the image of the recovery Region as recovery.image_id.",
    )
    return ImagePlan(None, None, None, None), [*problems, stays]


def _copy_problems(
    image_id: str | None, snapshot_id: str | None, minutes: int | None
) -> list[Problem]:
    problems = []
    if image_id is not None and snapshot_id is not None:
        problems.append(
            Problem(
                "recovery.image_snapshot_id",
                f"{snapshot_id!r} beside image_id {image_id!r}",
                "PODs are launched from one image",
                "Give one of the two.",
            )
        )
    if (snapshot_id is None) != (minutes is None):
        missing: Any = "image_snapshot_id" if snapshot_id is None else "image_copy_minutes"
        problems.append(
            Problem(
                f"recovery.{missing}",
                "missing",
                "AWS promises a time for the copy of a snapshot; the copy of an image has none",
                "Give image_snapshot_id and image_copy_minutes, or neither.",
            )
        )
    if minutes is not None and not (
        _STEP_MINUTES <= minutes <= _LONGEST_MINUTES and minutes % _STEP_MINUTES == 0
    ):
        problems.append(
            Problem(
                "recovery.image_copy_minutes",
                f"{minutes}",
                f"EBS promises {_STEP_MINUTES} to {_LONGEST_MINUTES} minutes in steps of "
                f"{_STEP_MINUTES}",
                "Use 15: enough for a root volume of up to 440 GB.",
            )
        )
    return problems
