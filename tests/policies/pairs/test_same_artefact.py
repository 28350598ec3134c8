"""Cases of BC-POD-007."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-POD-007"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
PUBLIC = "resolve:ssm:/aws/service/ami"


def tags(role: str) -> dict[str, str]:
    """Return the tags of a POD."""
    return {"pods:service": "clinic", "pods:role": role}


def group(role: str, template: Declared | str | None, region: str = "us-east-1") -> Declared:
    """Return a group that launches from a template: one that is made now, or one that is named."""
    rows = [{"key": key, "value": value} for key, value in tags(role).items()]
    properties: dict[str, Any] = {"tags": rows, "region": region}
    if template is not None:
        known = template if isinstance(template, str) else UNKNOWN
        properties["launchTemplate"] = {"id": known, "version": "1"}
    uses = {"launchTemplate": [template]} if isinstance(template, Declared) else {}
    return Declared("aws:autoscaling/group:Group", f"{role}-{region}", properties, uses=uses)


def template(name: str, image: Any, *of: Declared, made: bool = False) -> Declared:
    """Return a launch template."""
    properties = {} if image is None else {"imageId": image}
    outputs = {"id": f"lt-{name}"} if made else {}
    return Declared(TEMPLATE, name, properties, uses={"imageId": of} if of else {}, outputs=outputs)


def instance(role: str, image: Any) -> Declared:
    """Return a POD of one instance."""
    return Declared("aws:ec2/instance:Instance", role, {"tags": tags(role), "ami": image})


def tasks(role: str, images: Any, parent: Declared | None = None) -> list[Declared]:
    """Return a POD of containers, and its task definition."""
    definitions = images
    if isinstance(images, dict):
        definitions = json.dumps([{"name": key, "image": value} for key, value in images.items()])
    definition = Declared(
        "aws:ecs/taskDefinition:TaskDefinition",
        f"{role}-tasks",
        {"containerDefinitions": definitions},
        parent=parent,
    )
    service = Declared(
        "aws:ecs/service:Service",
        role,
        {"tags": tags(role), "taskDefinition": UNKNOWN},
        parent=parent,
        uses={"taskDefinition": [definition]},
    )
    return [definition, service]


def nodes(role: str, release: Any) -> Declared:
    """Return a POD that is a node group of EKS."""
    properties = {"tags": tags(role), "amiType": "AL2023", "releaseVersion": release}
    return Declared("aws:eks/nodeGroup:NodeGroup", role, properties)


PAIR = Declared("pods:index:PodPair", "clinic")
ONE, TWO = template("one", "ami-0a1"), template("two", "ami-0a1")
OLD, BARE = template("old", "ami-0b2"), template("bare", None)
MADE_ONE, MADE_TWO = template("one", "ami-0a1", made=True), template("two", "ami-0a1", made=True)
BUILT = Declared("aws:imagebuilder/image:Image", "built")
COPY = Declared("aws:ec2/amiCopy:AmiCopy", "copy", {"sourceAmiId": "ami-0a1"})
OTHER_COPY = Declared("aws:ec2/amiCopy:AmiCopy", "copy", {"sourceAmiId": "ami-0b2"})
OTHER = "the secondary POD of service clinic launches another image than the primary"
UNSURE = "whether the secondary POD of service clinic launches what the primary does is not known"
FAR = "us-west-2"

CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    ("pass: one template", [ONE, group("primary", ONE), group("secondary", ONE)], []),
    (
        "pass: two templates, one image",
        [ONE, TWO, group("primary", ONE), group("secondary", TWO)],
        [],
    ),
    (
        "pass: by the templates' ids",
        [MADE_ONE, MADE_TWO, group("primary", "lt-one"), group("secondary", "lt-two")],
        [],
    ),
    ("pass: a template made elsewhere", [group("primary", "lt-9"), group("secondary", "lt-9")], []),
    ("pass: instances", [instance("primary", "ami-0a1"), instance("secondary", "ami-0a1")], []),
    (
        "pass: tasks",
        [*tasks("primary", {"app": "a:1"}), *tasks("secondary", {"app": "a:1"})],
        [],
    ),
    ("pass: nodes", [nodes("primary", "1.30"), nodes("secondary", "1.30")], []),
    (
        "pass: an image that is still to be built, for both",
        [
            BUILT,
            template("one", UNKNOWN, BUILT),
            template("two", UNKNOWN, BUILT),
            group("primary", template("one", UNKNOWN, BUILT)),
            group("secondary", template("two", UNKNOWN, BUILT)),
        ],
        [],
    ),
    (
        "pass: one PodPair takes one image",
        [PAIR, *tasks("primary", UNKNOWN, PAIR), *tasks("secondary", UNKNOWN, PAIR)],
        [],
    ),
    (
        "pass: the same public parameter in two Regions",
        [
            template("one", PUBLIC),
            group("primary", template("one", PUBLIC)),
            template("two", PUBLIC),
            group("secondary", template("two", PUBLIC), FAR),
        ],
        [],
    ),
    (
        "pass: a copy in another Region",
        [
            ONE,
            COPY,
            template("two", UNKNOWN, COPY),
            group("primary", ONE),
            group("secondary", template("two", UNKNOWN, COPY), FAR),
        ],
        [],
    ),
    (
        "fail: two images",
        [ONE, OLD, group("primary", ONE), group("secondary", OLD)],
        [f"old: {OTHER}"],
    ),
    (
        "fail: instances",
        [instance("primary", "ami-0a1"), instance("secondary", "ami-0b2")],
        [f"secondary: {OTHER}"],
    ),
    (
        "fail: tasks",
        [*tasks("primary", {"app": "a:2"}), *tasks("secondary", {"app": "a:1"})],
        [f"secondary-tasks: {OTHER}"],
    ),
    (
        "fail: nodes",
        [nodes("primary", "1.30"), nodes("secondary", "1.29")],
        [f"secondary: {OTHER}"],
    ),
    (
        "fail: one id in two Regions",
        [ONE, TWO, group("primary", ONE), group("secondary", TWO, FAR)],
        [f"two: {OTHER}"],
    ),
    (
        "fail: a copy of another image",
        [
            ONE,
            OTHER_COPY,
            template("two", UNKNOWN, OTHER_COPY),
            group("primary", ONE),
            group("secondary", template("two", UNKNOWN, OTHER_COPY), FAR),
        ],
        [f"copy: {OTHER}"],
    ),
    (
        "boundary: one container of two",
        [
            *tasks("primary", {"app": "a:1", "proxy": "p:1"}),
            *tasks("secondary", {"app": "a:1", "proxy": "p:2"}),
        ],
        [f"secondary-tasks: {OTHER}"],
    ),
    (
        "absent: a template without an image",
        [ONE, BARE, group("primary", ONE), group("secondary", BARE)],
        ["bare: the secondary POD of service clinic names no image"],
    ),
    (
        "absent: no template",
        [ONE, group("primary", ONE), group("secondary", None)],
        ["secondary-us-east-1: the secondary POD of service clinic names no image"],
    ),
    (
        "unknown: an image",
        [
            ONE,
            template("two", UNKNOWN),
            group("primary", ONE),
            group("secondary", template("two", UNKNOWN)),
        ],
        [f"undecided: two: {UNSURE}"],
    ),
    (
        "unknown: definitions that are no JSON",
        [*tasks("primary", "{"), *tasks("secondary", "{")],
        [f"undecided: secondary-tasks: {UNSURE}"],
    ),
    (
        "unknown: ids of two Regions, which nothing relates",
        [ONE, OLD, group("primary", ONE), group("secondary", OLD, FAR)],
        [f"undecided: old: {UNSURE}"],
    ),
    (
        "not applicable: one POD",
        [ONE, group("primary", ONE)],
        ["n/a: service clinic has not both PODs in this stack: see BC-POD-001"],
    ),
    (
        "not applicable: a weaker tier",
        [
            Declared(
                "aws:ec2/instance:Instance",
                "one",
                {"tags": {"pods:service": "blog", "pods:tier": "2"}},
            )
        ],
        ["n/a: service blog is of tier 2"],
    ),
    ("not applicable: nothing", [], ["n/a: no service in this stack: see BC-POD-001"]),
]


@pytest.mark.requirement("A10", "D6")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_pods_that_launch_different_things_are_refused(
    judge: Callable[..., list[str]], case: str, stack: Sequence[Declared], expected: list[str]
) -> None:
    """The standby is what serves."""
    assert case
    assert judge(RULE, *stack) == expected


def test_a_copy_of_an_image_may_be_declared(judge: Callable[..., list[str]]) -> None:
    """A copy that another stack made is known by the configuration."""
    stack = [ONE, OLD, group("primary", ONE), group("secondary", OLD, FAR)]
    assert judge(RULE, *stack, config={"imageCopies": {"ami-0a1": "ami-0b2"}}) == []
    assert judge(RULE, *stack, config={"imageCopies": {"ami-0a1": "ami-0c3"}}) == [
        f"undecided: old: {UNSURE}"
    ]
