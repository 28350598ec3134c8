"""Cases of BC-BKP-014."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.backups.snapshot_tags import SNAPSHOT_TAGS
from pods_policies.relations.resource import resource
from pods_policies.settings import Settings

RULE = "BC-BKP-014"
DATABASE = "aws:rds/instance:Instance"
NOT_JUDGED = "aws:docdb/cluster:Cluster"

CASES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("pass: copied", DATABASE, {"copyTagsToSnapshot": True}, []),
    ("pass: in a cluster", "aws:neptune/cluster:Cluster", {"copyTagsToSnapshot": True}, []),
    (
        "fail: not copied",
        "aws:rds/cluster:Cluster",
        {"copyTagsToSnapshot": False},
        ["db: copy_tags_to_snapshot is False"],
    ),
    ("boundary: true, written as text", DATABASE, {"copyTagsToSnapshot": "true"}, []),
    (
        "boundary: a number is no flag",
        DATABASE,
        {"copyTagsToSnapshot": 1},
        ["db: copy_tags_to_snapshot is neither true nor false"],
    ),
    (
        "absent: not set",
        DATABASE,
        {},
        ["db: copy_tags_to_snapshot is not set, so snapshots carry none"],
    ),
    (
        "unknown: not known yet",
        DATABASE,
        {"copyTagsToSnapshot": UNKNOWN},
        ["undecided: db: copy_tags_to_snapshot is not known before the update"],
    ),
    ("not applicable: DocumentDB has no such setting", NOT_JUDGED, {}, []),
]


@pytest.mark.requirement("A6")
@pytest.mark.parametrize(
    ("case", "kind", "properties", "expected"), CASES, ids=[one[0] for one in CASES]
)
def test_snapshots_without_tags_are_refused(
    judge: Callable[..., list[str]],
    case: str,
    kind: str,
    properties: dict[str, Any],
    expected: list[str],
) -> None:
    """Tags are copied; a replica's snapshots need theirs too."""
    assert case
    assert judge(RULE, Declared(kind, "db", properties)) == expected


def test_the_mend_sets_what_the_rule_asks_for() -> None:
    """What is mended is kept."""
    assert SNAPSHOT_TAGS.mend is not None
    mended = SNAPSHOT_TAGS.mend(resource(DATABASE, "db", {}), Settings())
    assert mended == {"copyTagsToSnapshot": True}
