"""Cases of BC-BKP-006."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-006"
TAG = {"pods:snapshot": "clinic"}
BARE = ": no enabled snapshot policy or backup selection of this stack reaches it"
OPEN = ": whether a snapshot policy reaches it is not known before the update"


def volume(name: str = "data", **properties: Any) -> Declared:
    """Return a volume."""
    return Declared("aws:ebs/volume:Volume", name, properties)


def policy(kind: str = "VOLUME", tags: Any = TAG, **others: Any) -> Declared:
    """Return a lifecycle policy that targets one kind of resource by tag."""
    details = {"resourceTypes": [kind], "targetTags": tags} | others.pop("details", {})
    return Declared(
        "aws:dlm/lifecyclePolicy:LifecyclePolicy", "p", {"policyDetails": details, **others}
    )


def template(**tags: Any) -> Declared:
    """Return a launch template with tags for each type that it launches."""
    rows = [{"resourceType": kind, "tags": values} for kind, values in tags.items()]
    return Declared("aws:ec2/launchTemplate:LaunchTemplate", "lt", {"tagSpecifications": rows})


def instance(**properties: Any) -> Declared:
    """Return an instance."""
    return Declared("aws:ec2/instance:Instance", "vm", properties)


def group(uses: Declared, **tags: str) -> Declared:
    """Return an Auto Scaling group that propagates its tags."""
    rows = [{"key": key, "value": value, "propagateAtLaunch": True} for key, value in tags.items()]
    return Declared(
        "aws:autoscaling/group:Group", "g", {"tags": rows}, uses={"launchTemplate": [uses]}
    )


def selection(uses: dict[str, list[Declared]] | None = None, **properties: Any) -> Declared:
    """Return a backup selection."""
    return Declared("aws:backup/selection:Selection", "s", properties, uses=uses or {})


def equal(value: str) -> list[dict[str, Any]]:
    """Return conditions that ask for one tag."""
    return [{"stringEquals": [{"key": "aws:ResourceTag/plan", "value": value}]}]


DATA = volume()
WITH_DEFAULTS = Declared(
    "aws:ebs/volume:Volume",
    "data",
    provider={"defaultTags": '{"tags": {"pods:snapshot": "clinic"}}'},
)
PLANNED = volume(tags={"plan": "gold"})
OTHER = Declared("aws:rds/instance:Instance", "db")
MADE = Declared(
    "aws:ebs/volume:Volume",
    "data",
    outputs={"arn": "arn:aws:ec2:us-east-1:111111111111:volume/vol-1"},
)
TEMPLATE = template(instance={"other": "x"})

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: a volume with the tag", [volume(tags=TAG), policy()], []),
    ("pass: one of several tags is enough", [volume(tags=TAG), policy(tags=TAG | {"a": "b"})], []),
    ("pass: by the provider's default tags", [WITH_DEFAULTS, policy()], []),
    ("pass: the volumes of a launch template", [template(volume=TAG), policy()], []),
    ("pass: the instances of a launch template", [template(instance=TAG), policy("INSTANCE")], []),
    (
        "pass: by a tag that the group propagates",
        [TEMPLATE, group(TEMPLATE, **TAG), policy("INSTANCE")],
        [],
    ),
    ("pass: an instance's volume tags", [instance(volumeTags=TAG), policy()], []),
    ("pass: an instance's own tags", [instance(tags=TAG), policy("INSTANCE")], []),
    (
        "pass: a default policy",
        [volume(), Declared(policy().type, "p", {"defaultPolicy": "VOLUME"})],
        [],
    ),
    (
        "pass: a backup selection by dependency",
        [DATA, selection({"resources": [DATA]}, resources=[UNKNOWN])],
        [],
    ),
    (
        "pass: a backup selection by wildcard",
        [volume(), selection(resources=["arn:aws:ec2:*:*:volume/*"])],
        [],
    ),
    (
        "pass: a backup selection by tag",
        [
            PLANNED,
            selection(selectionTags=[{"type": "STRINGEQUALS", "key": "plan", "value": "gold"}]),
        ],
        [],
    ),
    (
        "pass: a backup selection by condition",
        [PLANNED, selection(resources=["*"], conditions=equal("gold"))],
        [],
    ),
    ("fail: a wrong tag", [volume(tags={"pods:snapshot": "clinc"}), policy()], ["data" + BARE]),
    ("fail: the policy is off", [volume(tags=TAG), policy(state="DISABLED")], ["data" + BARE]),
    ("fail: a policy for instances", [volume(tags=TAG), policy("INSTANCE")], ["data" + BARE]),
    (
        "fail: an event-based policy",
        [volume(tags=TAG), policy(details={"policyType": "EVENT_BASED_POLICY"})],
        ["data" + BARE],
    ),
    ("fail: instance tags, volume policy", [instance(tags=TAG), policy()], ["vm" + BARE]),
    (
        "fail: a second disk of an instance",
        [instance(rootBlockDevice={"tags": TAG}, ebsBlockDevices=[{"tags": {}}]), policy()],
        ["vm" + BARE],
    ),
    (
        "fail: a condition that is not met",
        [PLANNED, selection(resources=["*"], conditions=equal("silver"))],
        ["data" + BARE],
    ),
    (
        "fail: excluded from the selection",
        [DATA, selection({"notResources": [DATA]}, resources=["*"], notResources=[UNKNOWN])],
        ["data" + BARE],
    ),
    (
        "boundary: one of two volumes",
        [volume("a", tags=TAG), volume("b"), policy()],
        ["b" + BARE],
    ),
    ("absent: no policy at all", [volume(tags=TAG)], ["data" + BARE]),
    ("unknown: the tags", [volume(tags=UNKNOWN), policy()], ["undecided: data" + OPEN]),
    (
        "unknown: the tag's value",
        [volume(tags={"pods:snapshot": UNKNOWN}), policy()],
        ["undecided: data" + OPEN],
    ),
    (
        "unknown: what it targets",
        [volume(tags=TAG), policy(tags=UNKNOWN)],
        ["undecided: data" + OPEN],
    ),
    ("unknown: the state", [volume(tags=TAG), policy(state=UNKNOWN)], ["undecided: data" + OPEN]),
    (
        "fail: a pattern in a condition",
        [
            PLANNED,
            selection(resources=["*"], conditions=[{"stringLikes": [{"key": "a", "value": "*"}]}]),
        ],
        ["data" + BARE],
    ),
    (
        "pass: patterns and negations that hold",
        [
            PLANNED,
            selection(
                resources=["*"],
                conditions=[
                    {
                        "stringLikes": [{"key": "aws:ResourceTag/plan", "value": "g*d"}],
                        "stringNotEquals": [{"key": "aws:ResourceTag/plan", "value": "silver"}],
                        "stringNotLikes": [{"key": "aws:ResourceTag/no", "value": "*"}],
                    }
                ],
            ),
        ],
        [],
    ),
    (
        "fail: a negation that excludes it",
        [
            PLANNED,
            selection(
                resources=["*"],
                conditions=[{"stringNotEquals": [{"key": "plan", "value": "gold"}]}],
            ),
        ],
        ["data" + BARE],
    ),
    (
        "unknown: a negation, and no tag at all",
        [
            volume(),
            selection(
                resources=["*"],
                conditions=[{"stringNotEquals": [{"key": "plan", "value": "gold"}]}],
            ),
        ],
        ["undecided: data" + OPEN],
    ),
    (
        "unknown: which kind a default policy is for",
        [volume(), Declared(policy().type, "p", {"defaultPolicy": UNKNOWN})],
        ["undecided: data" + OPEN],
    ),
    (
        "unknown: what a default policy leaves out",
        [
            volume(),
            Declared(
                policy().type,
                "p",
                {"defaultPolicy": "VOLUME", "policyDetails": {"exclusions": {}}},
            ),
        ],
        ["undecided: data" + OPEN],
    ),
    (
        "fail: a default policy for instances",
        [volume(), Declared(policy().type, "p", {"defaultPolicy": "INSTANCE"})],
        ["data" + BARE],
    ),
    (
        "pass: a backup selection by ARN",
        [MADE, selection(resources=["arn:aws:ec2:us-east-1:111111111111:volume/vol-1"])],
        [],
    ),
    (
        "fail: a backup selection of another ARN",
        [MADE, selection(resources=["arn:aws:ec2:us-east-1:111111111111:volume/vol-2"])],
        ["data" + BARE],
    ),
    (
        "fail: a backup selection of databases",
        [volume(), selection(resources=["arn:aws:rds:*:*:db:*"])],
        ["data" + BARE],
    ),
    (
        "fail: an ARN that a volume yet to be made cannot have",
        [volume(), selection(resources=["arn:aws:ec2:us-east-1:111111111111:volume/vol-1"])],
        ["data" + BARE],
    ),
    (
        "fail: a policy of another Region",
        [volume(tags=TAG, region="us-west-2"), policy(region="us-east-1")],
        ["data" + BARE],
    ),
    (
        "fail: a selection of another Region",
        [volume(region="us-west-2"), selection(resources=["*"], region="us-east-1")],
        ["data" + BARE],
    ),
    (
        "pass: each volume of an instance by another policy",
        [
            instance(rootBlockDevice={"tags": TAG}, ebsBlockDevices=[{"tags": {"b": "c"}}]),
            policy(),
            Declared(
                policy().type,
                "q",
                {"policyDetails": {"resourceTypes": ["VOLUME"], "targetTags": {"b": "c"}}},
            ),
        ],
        [],
    ),
    (
        "pass: the group names the launch template",
        [
            Declared(TEMPLATE.type, "lt", {"name": "web"}),
            Declared(
                "aws:autoscaling/group:Group",
                "g",
                {
                    "launchTemplate": {"name": "web"},
                    "tags": [
                        {"key": "pods:snapshot", "value": "clinic", "propagateAtLaunch": True}
                    ],
                },
            ),
            policy("INSTANCE"),
        ],
        [],
    ),
    (
        "fail: an unknown ARN that comes from another resource",
        [
            DATA,
            OTHER,
            policy(tags={"x": "y"}),
            selection({"resources": [OTHER]}, resources=[UNKNOWN]),
        ],
        ["data" + BARE],
    ),
    ("unknown: all ARNs", [volume(), selection(resources=UNKNOWN)], ["undecided: data" + OPEN]),
    (
        "unknown: the selection tags",
        [volume(), selection(selectionTags=UNKNOWN)],
        ["undecided: data" + OPEN],
    ),
    (
        "unknown: the conditions",
        [volume(), selection(resources=["*"], conditions=UNKNOWN)],
        ["undecided: data" + OPEN],
    ),
    (
        "unknown: the tags of a condition",
        [volume(), selection(resources=["*"], conditions=[{"stringEquals": UNKNOWN}])],
        ["undecided: data" + OPEN],
    ),
    (
        "unknown: the disks of an instance",
        [instance(ebsBlockDevices=UNKNOWN), policy()],
        ["undecided: vm" + OPEN],
    ),
    (
        "unknown: what a launch template tags",
        [Declared(TEMPLATE.type, "lt", {"tagSpecifications": UNKNOWN}), policy()],
        ["undecided: lt" + OPEN],
    ),
    (
        "unknown: which of its tags are for volumes",
        [
            Declared(
                TEMPLATE.type,
                "lt",
                {"tagSpecifications": [{"resourceType": UNKNOWN, "tags": TAG}]},
            ),
            policy(),
        ],
        ["undecided: lt" + OPEN],
    ),
    (
        "absent: a launch template without tags",
        [Declared(TEMPLATE.type, "lt"), policy(tags={"x": UNKNOWN})],
        ["lt" + BARE],
    ),
    (
        "not applicable: nothing with a volume",
        [policy()],
        ["n/a: no volume, instance or launch template in this stack"],
    ),
]


@pytest.mark.requirement("A9")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_volume_without_snapshots_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Each volume is certainly reached, by a policy's tag or a backup selection."""
    assert case
    assert judge(RULE, *stack) == expected


def test_tags_targeted_outside_the_stack_count(judge: Callable[..., list[str]]) -> None:
    """A team may name the tags that another stack's policy targets."""
    assert (
        judge(RULE, volume(tags={"backup": "daily"}), config={"targetTags": {"backup": "daily"}})
        == []
    )
    assert judge(
        RULE, volume(tags={"backup": "daily"}), config={"targetTags": {"backup": "no"}}
    ) == ["data" + BARE]
