"""Cases of BC-CPY-004."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import HOME_REGION, PROVIDER, RECOVERY, data

RULE = "BC-CPY-004"
FILES = Declared(
    "aws:efs/fileSystem:FileSystem", "files", outputs={"id": "fs-1"}, provider=PROVIDER
)
TOKEN = "aws:efs/replicationConfiguration:ReplicationConfiguration"


def replication(region: Any, *, of: Any = UNKNOWN, uses: Any = (FILES,)) -> Declared:
    """Return a replication, by dependency or by id."""
    given = {"sourceFileSystemId": of, "destination": {"region": region}}
    return Declared(TOKEN, "r", given, uses={"sourceFileSystemId": list(uses)} if uses else {})


TARGET = Declared(FILES.type, "target", {"region": RECOVERY}, outputs={"id": "fs-2"})
INTO = Declared(
    TOKEN,
    "r",
    {"sourceFileSystemId": "fs-1", "destination": {"region": RECOVERY, "fileSystemId": "fs-2"}},
)
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [FILES, replication(RECOVERY)], []),
    ("pass: by id", [FILES, replication(RECOVERY, of="fs-1", uses=())], []),
    ("pass: into one of the stack", [FILES, TARGET, INTO], []),
    (
        "fail: within its Region",
        [FILES, replication(HOME_REGION)],
        ["r: it is replicated within its own Region"],
    ),
    (
        "fail: another one's",
        [FILES, TARGET, replication(HOME_REGION, uses=(TARGET,))],
        ["files: it is not replicated"],
    ),
    (
        "boundary: a zone of its own Region",
        [FILES, replication(None)],
        ["r: it is replicated within its own Region"],
    ),
    ("absent: none", [FILES], ["files: it is not replicated"]),
    (
        "unknown: the Region",
        [FILES, replication(UNKNOWN)],
        ["undecided: r: the Region that it is replicated to is not known before the update"],
    ),
    (
        "unknown: whose it is",
        [FILES, replication(RECOVERY, uses=())],
        ["undecided: files: which replication belongs to it is not known before the update"],
    ),
    ("not applicable: none", [], ["n/a: no file system in this stack"]),
    (
        "not applicable: tier 2",
        [data(FILES.type, tags={"pods:tier": "2"})],
        ["n/a: tier 2 may be restored from backups"],
    ),
]


@pytest.mark.requirement("B4", "D1")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_file_system_of_one_region_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Files of tier 1 are in another Region, too."""
    assert judge(RULE, *stack) == expected, case
