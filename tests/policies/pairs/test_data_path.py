"""Cases of BC-POD-005."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-POD-005"
DATABASE, VOLUME, FILES = (
    "aws:rds/instance:Instance",
    "aws:ebs/volume:Volume",
    "aws:efs/fileSystem:FileSystem",
)
BUCKET, TABLE = "aws:s3/bucket:Bucket", "aws:dynamodb/table:Table"
ARN = "arn:aws:rds:us-east-1:123456789012:db:data"
HOME, FAR = "us-east-1", "us-west-2"


def group(role: str, region: str = HOME) -> Declared:
    """Return one POD."""
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    zone = f"{region}a" if role == "primary" else f"{region}b"
    properties = {"tags": tags, "region": region, "availabilityZones": [zone]}
    return Declared("aws:autoscaling/group:Group", role, properties)


def store(kind: str, label: str = "data", region: str = HOME, **properties: Any) -> Declared:
    """Return data of the service."""
    named = {"pods:service": "clinic"}
    return Declared(kind, label, {"tags": named, "region": region, **properties})


def replica(of: Declared, region: str, source: Any = UNKNOWN) -> Declared:
    """Return a replica of a database, related by dependency or by what it is called."""
    properties = {"tags": {"pods:service": "clinic"}, "region": region, "replicateSourceDb": source}
    uses = {"replicateSourceDb": [of]} if source == UNKNOWN else {}
    return Declared(DATABASE, "copy", properties, uses=uses)


PAIR = [group("primary"), group("secondary")]
OVER = [group("primary"), group("secondary", FAR)]
LONE = store(DATABASE, multiAz=False, backupRetentionPeriod=0)
MADE = Declared(DATABASE, "data", LONE.properties, outputs={"arn": ARN, "identifier": "data"})
ONE_ZONE = "data: all data of service clinic in it is in one zone, without a copy"
NOT_THERE = "data: no copy of the data of service clinic in it is in us-west-2"
UNSURE = (
    "undecided: data: whether a copy outside the primary's place is made is not known before the "
    "update"
)

CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    ("pass: a standby", [*PAIR, store(DATABASE, multiAz=True)], []),
    (
        "pass: backups to restore from",
        [*PAIR, store(DATABASE, multiAz=False, backupRetentionPeriod=7)],
        [],
    ),
    ("pass: a replica", [*PAIR, LONE, replica(LONE, HOME)], []),
    ("pass: what AWS keeps in several zones", [*PAIR, store(BUCKET), store(TABLE, "rows")], []),
    ("pass: files in several zones", [*PAIR, store(FILES)], []),
    ("pass: two Regions, a replica there", [*OVER, LONE, replica(LONE, FAR)], []),
    ("pass: two Regions, a replica by ARN", [*OVER, MADE, replica(MADE, FAR, ARN)], []),
    (
        "pass: two Regions, a table with a replica",
        [*OVER, store(TABLE, replicas=[{"regionName": FAR}])],
        [],
    ),
    ("fail: one copy in one zone", [*PAIR, LONE], [ONE_ZONE]),
    ("fail: a volume", [*PAIR, store(VOLUME)], [ONE_ZONE]),
    (
        "fail: files in one zone",
        [*PAIR, store(FILES, availabilityZoneName="us-east-1a")],
        [ONE_ZONE],
    ),
    (
        "fail: a replica of another database",
        [
            *PAIR,
            LONE,
            store(DATABASE, "other", multiAz=True),
            replica(store(DATABASE, "other"), HOME),
        ],
        [ONE_ZONE],
    ),
    ("fail: two Regions, nothing there", [*OVER, store(DATABASE, multiAz=True)], [NOT_THERE]),
    ("fail: two Regions, a replica at home", [*OVER, LONE, replica(LONE, HOME)], [NOT_THERE]),
    (
        "fail: two Regions, a table with a replica in a third",
        [*OVER, store(TABLE, replicas=[{"regionName": "eu-west-1"}])],
        [NOT_THERE],
    ),
    (
        "fail: a recovery Region without the bucket's objects",
        [
            *PAIR,
            Declared("pods:index:RecoveryRegion", "clinic"),
            Declared(
                "aws:ec2/instance:Instance",
                "away",
                {"region": FAR, "tags": {"pods:service": "clinic", "pods:role": "primary"}},
                parent=Declared("pods:index:RecoveryRegion", "clinic"),
            ),
            store(BUCKET),
        ],
        [NOT_THERE],
    ),
    (
        "boundary: backups that are kept for a day",
        [*PAIR, store(DATABASE, multiAz=False, backupRetentionPeriod=1)],
        [],
    ),
    ("absent: neither standby nor retention", [*PAIR, store(DATABASE)], [ONE_ZONE]),
    (
        "unknown: whether there is a standby",
        [*PAIR, store(DATABASE, multiAz=UNKNOWN, backupRetentionPeriod=0)],
        [UNSURE],
    ),
    ("unknown: where a table's replicas are", [*OVER, store(TABLE, replicas=UNKNOWN)], [UNSURE]),
    (
        "unknown: multiAz is neither true nor false",
        [*PAIR, store(DATABASE, multiAz="perhaps", backupRetentionPeriod=0)],
        [UNSURE],
    ),
    ("not applicable: no data", PAIR, ["n/a: service clinic keeps no data in this stack"]),
    (
        "not applicable: one POD",
        [group("primary"), LONE],
        ["n/a: service clinic has not both PODs in this stack: see BC-POD-001"],
    ),
    (
        "not applicable: a weaker tier",
        [store(DATABASE, tags={"pods:service": "blog", "pods:tier": "2"})],
        ["n/a: service blog is of tier 2"],
    ),
    ("not applicable: nothing", [], ["n/a: no service in this stack: see BC-POD-001"]),
]


@pytest.mark.requirement("A8", "B4", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_data_that_goes_down_with_the_primary_is_refused(
    judge: Callable[..., list[str]], case: str, stack: Sequence[Declared], expected: list[str]
) -> None:
    """The secondary has a standby, a replica or a copy to serve from."""
    assert case
    assert judge(RULE, *stack) == expected


def test_a_peer_in_another_region_needs_its_data_there(judge: Callable[..., list[str]]) -> None:
    """The stack that holds the data is asked to copy it to where the peer is."""
    config = {"peers": {"clinic": {"stack": "clinic-west", "region": FAR}}}
    assert judge(RULE, group("primary"), LONE, config=config) == [NOT_THERE]
    assert judge(RULE, group("primary"), LONE, replica(LONE, FAR), config=config) == []
