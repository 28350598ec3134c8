"""BC-POD-007: both PODs launch the same thing."""

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import Field

from pods_policies.clauses import ALTERNATE_SITE
from pods_policies.pairs.artefacts import IMAGE_COPY, TASKS, TEMPLATES, Artefact, artefacts_of
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import (
    COMPUTE,
    INSTANCE,
    SECONDARY,
    PairSettings,
    Service,
    services_of,
)
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["SAME_ARTEFACT", "ArtefactSettings"]

_PAIR: Final = "pods:index:PodPair"
_REQUIRED: Final = "the standby must be what serves, or the failover is a release (A10)"


class ArtefactSettings(PairSettings):
    """Which images of two Regions are the same."""

    image_copies: dict[str, str] = Field(
        default_factory=dict,
        description="Copy of an image in another Region, by the id of the original, where the "
        "copy was not made in this stack.",
    )


def _check(stack: Stack, settings: ArtefactSettings) -> Iterator[Verdict]:
    services = services_of(stack, settings)
    if not services:
        yield NotApplicable("no service in this stack: see BC-POD-001")
    for service in services:
        if service.tier > settings.max_tier:
            yield NotApplicable(f"service {service.name} is of tier {service.tier}")
        elif not service.pairs:
            reason = f"service {service.name} has not both PODs in this stack: see BC-POD-001"
            yield NotApplicable(reason)
        else:
            yield from _of_service(stack, service, settings)


def _of_service(stack: Stack, service: Service, settings: ArtefactSettings) -> Iterator[Verdict]:
    own = [each for one in service.primary for each in artefacts_of(stack, one)]
    for pod, name in (
        (service.secondary, "the secondary POD"),
        (service.away, "the recovery Region"),
    ):
        if pod:
            other = [each for one in pod for each in artefacts_of(stack, one)]
            far = region_of(pod[0]) != region_of(service.primary[0])
            answer = _same(own, other, settings, far=far)
            said = f"{name} of service {service.name}"
            yield _verdict(other[0].at if other else pod[0], said, answer, other)


def _same(
    own: list[Artefact], other: list[Artefact], settings: ArtefactSettings, *, far: bool
) -> Truth:
    """Answer whether two PODs launch the same things."""
    if ABSENT in [one.value for one in (*own, *other)]:
        return False
    if far and any(_is_regional(one.value) for one in other if one.prop != "sourceAmiId"):
        values = {settings.image_copies.get(str(one.value), "") for one in own}
        copied = {one.value for one in other} <= values
        shared = {str(one.value) for one in own} & {str(one.value) for one in other}
        return True if copied else False if shared else Missing.UNKNOWN
    if UNKNOWN not in [one.value for one in (*own, *other)]:
        return {_plain(one.value) for one in own} == {_plain(one.value) for one in other}
    if _of_one_pair(own, other):
        return True
    sources = [{one.sources for one in each} for each in (own, other)]
    alike = sources[0] == sources[1] and all(len(each) == 1 for each in sources[0])
    return True if alike else Missing.UNKNOWN


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | tuple | Missing) else repr(value)


def _is_regional(value: Any) -> bool:
    """Answer whether it is the id of an image, which is of one Region."""
    return isinstance(value, str) and re.fullmatch(r"ami-[0-9a-f]+", value) is not None


def _of_one_pair(own: list[Artefact], other: list[Artefact]) -> bool:
    """Answer whether one `PodPair` made all of them: it takes one image for its PODs."""
    around = {
        next((parent.name for parent in one.at.parents if parent.type == _PAIR), None)
        for one in (*own, *other)
    }
    return len(around) == 1 and None not in around


def _verdict(subject: Resource, name: str, answer: Truth, other: list[Artefact]) -> Verdict:
    if answer is True:
        return Kept(subject)
    prop = other[0].prop if other else "launchTemplate"
    change = Change(prop, "", f"give {prop} what the primary has", "in", part=SECONDARY)
    if answer is False:
        without = any(one.value is ABSENT for one in other)
        what = "names no image" if without else "launches another image than the primary"
        return Finding(subject, f"{name} {what}", _REQUIRED, change)
    observed = f"whether {name} launches what the primary does is not known"
    return Undecided(subject, observed, _REQUIRED, change)


def _example(role: str, image: str) -> Resource:
    tags = {"pods:service": "clinic", "pods:role": role}
    zone = "us-east-1a" if role == "primary" else "us-east-1b"
    properties = {"tags": tags, "availabilityZone": zone, "ami": image}
    return resource(INSTANCE, f"clinic-{role}", properties)


SAME_ARTEFACT = StackRule(
    id="BC-POD-007",
    title="Both PODs launch the same image",
    severity=Severity.MEDIUM,
    requirements=("A10", "D6"),
    reads=(*COMPUTE, *TEMPLATES, TASKS, IMAGE_COPY),
    checks="The images that the PODs of a service launch are the same: of instances by `ami`, "
    "launch template or launch configuration, of tasks by the images in the task definition, of "
    "node groups by release. In another Region, the recovery Region's PODs among them, an image "
    "is the same if it is the same public parameter, an aws.ec2.AmiCopy of the primary's, or named "
    "as its copy in `imageCopies`; one id in two Regions is a finding, since ids are of one "
    "Region. Where images are not known yet, PODs of one `PodPair` have the same, since it takes "
    "one; else both must come from the same resource.",
    why="A standby with last month's release takes over, and the outage becomes a rollback nobody "
    "tested; an image that is not in the Region launches nothing.",
    remediation="Give both PODs one image, and copy it with aws.ec2.AmiCopy to the other Region.",
    clauses=ALTERNATE_SITE,
    settings=ArtefactSettings,
    example=(_example("primary", "ami-0a1b2c"), _example("secondary", "ami-0d4e5f")),
    check=_check,
)
