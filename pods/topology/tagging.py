"""One scheme of tags: which there are, what they mean, and what AWS takes as a tag."""

import re
from collections.abc import Mapping
from dataclasses import replace

from pods.errors import Problem, TopologyError

__all__ = ["MOST_TAGS", "SCHEME", "further_tags", "plan_tags", "scheme_problems", "tag_problems"]

SCHEME: Mapping[str, str] = {
    "Name": "what the resource is called: its component's name and its own part",
    "pods:backup": "the backup plan that copies it",
    "pods:owner": "the team that answers for it",
    "pods:role": "the POD that it is part of: primary or secondary",
    "pods:schedule": "the schedule that made this copy",
    "pods:service": "the service, by its name in the continuity plan",
    "pods:snapshot": "the schedule that copies it",
    "pods:tier": "the continuity tier, 1 (most critical) to 4",
}
"""Every tag that the components set, by key."""

# https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
MOST_TAGS = 50
"""Tags that AWS keeps for one resource."""
_LONGEST_KEY = 128
_LONGEST_VALUE = 256
# Letters, digits and spaces of any script, and a few signs: what every service of AWS takes.
_TEXT = re.compile(r"[\w +\-=.:/@]*")
_TIERS = range(1, 5)


def tag_problems(
    tags: Mapping[str, str], subject: str = "tags", *, reserved: bool = True
) -> list[Problem]:
    """Return what AWS would refuse of these tags, or what the scheme sets itself.

    The components add their own tags to a program's: there must be room for both.
    """
    problems = [problem for key in tags for problem in _key_problems(key, subject, reserved)]
    for key, value in tags.items():
        if len(value) > _LONGEST_VALUE or _TEXT.fullmatch(value) is None:
            problems.append(
                Problem(
                    f"{subject}.{key}",
                    repr(value) if len(value) <= _LONGEST_VALUE else f"{len(value)} characters",
                    f"AWS takes up to {_LONGEST_VALUE} letters, digits, spaces and + - = . _ : / @",
                    "Leave the other signs out.",
                )
            )
    room = MOST_TAGS - len(SCHEME)
    if len(set(tags) - set(SCHEME)) > room:
        problems.append(
            Problem(
                subject,
                f"{len(tags)} tags",
                f"AWS keeps {MOST_TAGS} for a resource, and the components set {len(SCHEME)}",
                f"Use {room} or fewer.",
            )
        )
    return problems


def _key_problems(key: str, subject: str, reserved: bool) -> list[Problem]:  # noqa: FBT001
    if not key or len(key) > _LONGEST_KEY or _TEXT.fullmatch(key) is None:
        return [
            Problem(
                subject,
                f"the key {key!r}" if len(key) <= _LONGEST_KEY else f"a key of {len(key)}",
                f"AWS takes 1 to {_LONGEST_KEY} letters, digits, spaces and + - = . _ : / @",
                "Choose a plain, short word.",
            )
        ]
    if key.lower().startswith("aws:"):
        return [Problem(f"{subject}.{key}", "a key of AWS's own", "aws: is reserved", "Rename it.")]
    if reserved and key in SCHEME:
        return [
            Problem(
                f"{subject}.{key}",
                "a tag that the components set",
                f"it says {SCHEME[key]}",
                "Remove it: its value follows from the other args.",
            )
        ]
    return []


def scheme_problems(tags: Mapping[str, str]) -> list[Problem]:
    """Return what AWS would refuse of the scheme's own tags, by the args that they come from."""
    return [
        replace(problem, subject=problem.subject.removeprefix("tags.pods:"))
        for problem in tag_problems(tags, reserved=False)
    ]


def further_tags(*, tags: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a program's tags beside the scheme's; raises `TopologyError` with every problem."""
    TopologyError.refuse(tag_problems(tags or {}))
    return dict(tags or {})


def plan_tags(
    *,
    service: str,
    owner: str,
    tier: float = 1,
    role: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the tags of what a service has beside its components, by the same scheme.

    The policy pack reads them: without them it knows neither tier nor owner of a resource. Raises
    `TopologyError` with every problem found.
    """
    own = {
        "pods:service": service,
        "pods:tier": str(int(tier)),
        "pods:owner": owner,
        **({"pods:role": role} if role is not None else {}),
    }
    problems = [
        *tag_problems(tags or {}),
        *scheme_problems({key: value for key, value in own.items() if value}),
    ]
    problems += [
        Problem(key.removeprefix("pods:"), "empty", f"it says {SCHEME[key]}", "Name it.")
        for key, value in own.items()
        if not value
    ]
    if int(tier) not in _TIERS:
        problems.append(
            Problem("tier", f"{tier}", "a tier is 1, 2, 3 or 4", "Use 1 for the most critical.")
        )
    TopologyError.refuse(problems)
    return {**(tags or {}), **own}
