"""Cases of BC-POD-006."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-POD-006"
HOME, FAR = "us-east-1", "us-west-2"
ZONES = {"primary": "us-east-1a", "secondary": "us-east-1b"}
TEMPLATE, QUEUE = "aws:ec2/launchTemplate:LaunchTemplate", "aws:sqs/queue:Queue"
SUBNET, VOLUME = "aws:ec2/subnet:Subnet", "aws:ebs/volume:Volume"
URL = "https://sqs.us-east-1.amazonaws.com/123456789012/orders"


def part(kind: str, label: str, role: str | None = None, **more: Any) -> Declared:
    """Return a part of the service; without a role it is shared."""
    tags = {"pods:service": "clinic"} | ({} if role is None else {"pods:role": role})
    outputs = more.pop("outputs", {})
    uses = more.pop("uses", {})
    return Declared(kind, label, {"tags": tags, **more}, uses=uses, outputs=outputs)


def group(role: str, region: str = HOME, uses: Any = None, **properties: Any) -> Declared:
    """Return the compute of a POD."""
    rows = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    zone = ZONES[role].replace(HOME, region)
    known = {"tags": rows, "region": region, "availabilityZones": [zone], **properties}
    return Declared("aws:autoscaling/group:Group", role, known, uses=uses or {})


def launched(role: str, of: Declared, region: str = HOME) -> Declared:
    """Return a POD that launches from a template which is made now."""
    known = {"launchTemplate": {"id": UNKNOWN}}
    return group(role, region, uses={"launchTemplate": [of]}, **known)


PRIMARY, SECONDARY = group("primary"), group("secondary")
OWN, THEIRS = part(TEMPLATE, "own", "secondary"), part(TEMPLATE, "theirs", "primary")
SHARED = part(TEMPLATE, "shared")
MADE = part(TEMPLATE, "theirs", "primary", outputs={"id": "lt-0a1b2c3d4e"})
NEAR = part(VOLUME, "near", availabilityZone="us-east-1a")
BESIDE = part(VOLUME, "near", availabilityZone="us-east-1b")
ORDERS = part(QUEUE, "orders", region=HOME, outputs={"url": URL, "id": URL})
NEW_ORDERS = part(QUEUE, "orders", region=HOME)
BUCKET = part("aws:s3/bucket:Bucket", "files", region=HOME)
SOURCE = part("aws:rds/instance:Instance", "db", region=HOME)
ROLE = part("aws:iam/role:Role", "role", "primary")
BOTH = 'launchTemplate refers to aws.ec2.LaunchTemplate "theirs", which is part of the primary POD'


def data(*of: Declared, **properties: Any) -> Declared:
    """Return a launch template of the secondary in another Region, with start-up data."""
    return part(TEMPLATE, "own", "secondary", region=FAR, uses={"userData": of}, **properties)


QUEUE_SAID = 'userData refers to aws.sqs.Queue "orders", which is in us-east-1, as the primary is'
UNSURE = (
    'undecided: own: whether userData names aws.sqs.Queue "orders", which is in us-east-1, as the '
    "primary is, is not known before the update"
)
IN_ITS_ZONE = (
    'secondary: volume refers to aws.ebs.Volume "near", which is in us-east-1a, the primary\'s zone'
)
OVER = [PRIMARY, group("secondary", FAR)]

CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    ("pass: its own template", [OWN, PRIMARY, launched("secondary", OWN)], []),
    (
        "pass: what both share",
        [SHARED, launched("primary", SHARED), launched("secondary", SHARED)],
        [],
    ),
    ("pass: the primary may use the secondary's", [OWN, launched("primary", OWN), SECONDARY], []),
    ("pass: IAM is everywhere", [ROLE, PRIMARY, launched("secondary", ROLE)], []),
    (
        "pass: a volume in its own zone",
        [BESIDE, PRIMARY, group("secondary", uses={"volume": [BESIDE]}, volume=UNKNOWN)],
        [],
    ),
    (
        "pass: a replica's source",
        [
            SOURCE,
            *OVER,
            part(
                "aws:rds/instance:Instance",
                "copy",
                "secondary",
                region=FAR,
                replicateSourceDb=UNKNOWN,
                uses={"replicateSourceDb": [SOURCE]},
            ),
        ],
        [],
    ),
    (
        "pass: two Regions, a text that does not name it",
        [ORDERS, *OVER, data(ORDERS, userData="QUEUE=here")],
        [],
    ),
    (
        "fail: the primary's template",
        [THEIRS, PRIMARY, launched("secondary", THEIRS)],
        [f"secondary: {BOTH}"],
    ),
    (
        "fail: the primary's template by id",
        [MADE, PRIMARY, group("secondary", launchTemplate={"id": "lt-0a1b2c3d4e"})],
        [f"secondary: {BOTH}"],
    ),
    (
        "fail: a volume in the primary's zone",
        [NEAR, PRIMARY, group("secondary", uses={"volume": [NEAR]}, volume=UNKNOWN)],
        [IN_ITS_ZONE],
    ),
    (
        "fail: two Regions, a text that names it",
        [ORDERS, *OVER, data(ORDERS, userData=f"QUEUE={URL}")],
        [f"own: {QUEUE_SAID}"],
    ),
    (
        "fail: two Regions, a value that comes from it alone",
        [NEW_ORDERS, *OVER, data(NEW_ORDERS, userData=UNKNOWN)],
        [f"own: {QUEUE_SAID}"],
    ),
    (
        "boundary: shared in one Region, the primary's alone in two",
        [
            NEW_ORDERS,
            PRIMARY,
            SECONDARY,
            part(TEMPLATE, "own", "secondary", userData=UNKNOWN, uses={"userData": [NEW_ORDERS]}),
        ],
        [],
    ),
    ("absent: nothing is used", [PRIMARY, SECONDARY], []),
    (
        "unknown: a text that comes from several",
        [NEW_ORDERS, ROLE, *OVER, data(NEW_ORDERS, ROLE, userData=UNKNOWN)],
        [UNSURE],
    ),
    (
        "not applicable: one POD",
        [PRIMARY],
        ["n/a: service clinic has not both PODs in this stack: see BC-POD-001"],
    ),
    (
        "not applicable: a weaker tier",
        [Declared(QUEUE, "q", {"tags": {"pods:service": "blog", "pods:tier": "2"}})],
        ["n/a: service blog is of tier 2"],
    ),
    ("not applicable: nothing", [], ["n/a: no service in this stack: see BC-POD-001"]),
]


@pytest.mark.requirement("A8", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_secondary_that_needs_the_primary_is_refused(
    judge: Callable[..., list[str]], case: str, stack: Sequence[Declared], expected: list[str]
) -> None:
    """The secondary stands when everything of the primary is gone."""
    assert case
    assert judge(RULE, *stack) == expected
