"""What a POD launches: the image of its instances, or the images of its containers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.services import CONTAINERS, GROUP, INSTANCE, NODES
from pods_policies.relations.stack import Stack

__all__ = ["IMAGE_COPY", "TASKS", "TEMPLATES", "Artefact", "artefacts_of"]

TEMPLATES: Final = (
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
)
TASKS: Final = "aws:ecs/taskDefinition:TaskDefinition"
IMAGE_COPY: Final = "aws:ec2/amiCopy:AmiCopy"
_PLACES: Final = (
    ("launchTemplate", "id"),
    ("launchTemplate", "name"),
    ("launchConfiguration",),
    ("mixedInstancesPolicy", "launchTemplate", "launchTemplateSpecification", "launchTemplateId"),
    ("mixedInstancesPolicy", "launchTemplate", "launchTemplateSpecification", "launchTemplateName"),
)
_VERSIONS: Final = ("amiType", "releaseVersion", "version")


@dataclass(frozen=True, slots=True)
class Artefact:
    """One thing that is launched."""

    value: Any
    """An image, or the images by container; `UNKNOWN` before the update, `ABSENT` for none."""
    at: Resource
    """Where it is set."""
    prop: str
    sources: frozenset[str] = frozenset()
    """URNs that an unknown value comes from."""


def artefacts_of(stack: Stack, compute: Resource) -> Iterator[Artefact]:
    """Yield what a member of a POD launches."""
    if compute.type == CONTAINERS:
        yield from _of_tasks(stack, compute)
        return
    if compute.type == INSTANCE and compute.declared("ami") is not ABSENT:
        yield _image(stack, compute, "ami")
        return
    if compute.type == NODES:
        versions = tuple(compute.declared(prop) for prop in _VERSIONS)
        yield Artefact(UNKNOWN if UNKNOWN in versions else versions, compute, "releaseVersion")
    found = list(_templates(stack, compute))
    for template in found:
        if compute.type != NODES or template.declared("imageId") is not ABSENT:
            yield _image(stack, template, "imageId")
    if not found and compute.type in (GROUP, INSTANCE):
        yield Artefact(_named(compute), compute, "launchTemplate")


def _named(compute: Resource) -> Any:
    """Return the template of another stack and its version, as they are written."""
    named = [compute.declared(*place) for place in _PLACES]
    version = compute.declared("launchTemplate", "version")
    if UNKNOWN in (*named, version):
        return UNKNOWN
    known = tuple(one for one in named if isinstance(one, str))
    return (*known, str(version)) if known else ABSENT


def _templates(stack: Stack, compute: Resource) -> Iterator[Resource]:
    seen = set()
    for place in _PLACES:
        for one in resolve(stack, compute, place, *TEMPLATES).everything:
            if one.urn not in seen:
                seen.add(one.urn)
                yield one


def _image(stack: Stack, at: Resource, prop: str) -> Artefact:
    copies = resolve(stack, at, (prop,), IMAGE_COPY).certain
    if copies:  # the same image in another Region: what counts is what it was copied from
        return _image(stack, copies[0], "sourceAmiId")
    return Artefact(at.declared(prop), at, prop, frozenset(at.depends.get(prop, ())))


def _of_tasks(stack: Stack, service: Resource) -> Iterator[Artefact]:
    found = resolve(stack, service, ("taskDefinition",), TASKS).everything
    if not found:
        yield Artefact(service.declared("taskDefinition"), service, "taskDefinition")
    for one in found:
        yield Artefact(_images(one.declared("containerDefinitions")), one, "containerDefinitions")


def _images(definitions: Any) -> Any:
    """Return the image of each container, as they are written; `UNKNOWN` for any other text."""
    try:
        rows = json.loads(definitions) if isinstance(definitions, str) else definitions
    except ValueError:
        return UNKNOWN
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return UNKNOWN
    return tuple(sorted((str(row.get("name")), str(row.get("image"))) for row in rows))
