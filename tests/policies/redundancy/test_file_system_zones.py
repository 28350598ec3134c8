"""Cases of BC-HA-010."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-010"
EFS = "aws:efs/fileSystem:FileSystem"
MOUNT = "aws:efs/mountTarget:MountTarget"
GROUP = "aws:autoscaling/group:Group"


def subnet(name: str, zone: Any) -> Declared:
    """Return a subnet, with the id that it has after the update."""
    kind, outputs = "aws:ec2/subnet:Subnet", {"id": f"subnet-{name}"}
    return Declared(kind, name, {"availabilityZone": zone}, outputs=outputs)


def mount(name: str, of: Declared | str | None, where: Declared | str) -> Declared:
    """Return a mount target, by dependency or by id."""
    given = {"fileSystemId": of, "subnetId": where}
    return Declared(
        MOUNT,
        name,
        {prop: one if isinstance(one, str) else UNKNOWN for prop, one in given.items()},
        uses={prop: [one] for prop, one in given.items() if isinstance(one, Declared)},
    )


def group(name: str, zones: list[str], service: str | None = None) -> Declared:
    """Return what computes in these zones."""
    tags = [] if service is None else [{"key": "pods:service", "value": service}]
    return Declared(GROUP, name, {"availabilityZones": zones, "tags": tags})


A, B, OPEN = subnet("a", "us-east-1a"), subnet("b", "us-east-1b"), subnet("open", UNKNOWN)
IT = Declared(EFS, "it", {})
OTHER = Declared(EFS, "other", {})
MADE = Declared(EFS, "it", {}, outputs={"id": "fs-1"})
OURS = Declared(EFS, "it", {"tags": {"pods:service": "clinic"}})
LATER = "undecided: it: in which zones it is mounted is not known before the update"

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [A, B, IT, mount("1", IT, A), mount("2", IT, B)], []),
    (
        "pass: by id",
        [A, B, MADE, mount("1", "fs-1", "subnet-a"), mount("2", "fs-1", "subnet-b")],
        [],
    ),
    (
        "pass: where it is used",
        [A, B, IT, mount("1", IT, A), mount("2", IT, B), group("g", ["us-east-1a", "us-east-1b"])],
        [],
    ),
    (
        "pass: another Region has files of its own",
        [A, B, IT, mount("1", IT, A), mount("2", IT, B), group("g", ["us-west-2c"])],
        [],
    ),
    (
        "pass: another service may be elsewhere",
        [
            *(A, B, OURS, mount("1", OURS, A), mount("2", OURS, B)),
            group("ours", ["us-east-1a"], "clinic"),
            group("theirs", ["us-east-1c"], "shop"),
        ],
        [],
    ),
    (
        "fail: One Zone",
        [Declared(EFS, "it", {"availabilityZoneName": "us-east-1a"})],
        ["it: it is kept in one zone"],
    ),
    (
        "fail: a zone that uses it",
        [A, B, IT, mount("1", IT, A), mount("2", IT, B), group("g", ["us-east-1c"])],
        ["it: it has no mount target in us-east-1c, where it is used"],
    ),
    (
        "fail: a zone of its service",
        [
            *(A, B, OURS, mount("1", OURS, A), mount("2", OURS, B)),
            group("ours", ["us-east-1c"], "clinic"),
        ],
        ["it: it has no mount target in us-east-1c, where it is used"],
    ),
    (
        "fail: the second is another's",
        [A, B, IT, OTHER, mount("1", IT, A), mount("2", OTHER, A), mount("3", OTHER, B)],
        ["it: it has one mount target"],
    ),
    ("boundary: one mount target", [A, IT, mount("1", IT, A)], ["it: it has one mount target"]),
    ("absent: no mount target", [IT], ["it: it has no mount target"]),
    (
        "unknown: the zone of its files",
        [Declared(EFS, "it", {"availabilityZoneName": UNKNOWN})],
        ["undecided: it: availability_zone_name is not known before the update"],
    ),
    (
        "unknown: whose the second is",
        [A, B, IT, mount("1", IT, A), mount("2", None, B)],
        [LATER],
    ),
    (
        "unknown: the zone of a mount target, where a zone uses it",
        [A, B, OPEN, IT, mount("1", IT, A), mount("2", IT, OPEN), group("g", ["us-east-1b"])],
        [LATER],
    ),
    ("not applicable: no file system", [], ["n/a: no EFS file system in this stack"]),
    (
        "not applicable: a weaker tier",
        [Declared(EFS, "it", {"tags": {"pods:tier": "3"}})],
        ["n/a: tier 3 may lose its files with a zone"],
    ),
]


@pytest.mark.requirement("A4", "A5")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_files_that_go_with_a_zone_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """The files are in several zones, and reached from each."""
    assert case
    assert judge(RULE, *stack) == expected
