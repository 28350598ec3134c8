"""What an edit does to a resource."""

from pods.sandbox.provider.changes import changes
from pods.sandbox.provider.property_schema import of_resource
from pods.sandbox.provider.types import TYPES


def test_another_prefix_asks_for_another_resource() -> None:
    """The name was made from the prefix, and a role cannot be renamed."""
    token = "aws:iam/role:Role"
    found = changes(TYPES[token], of_resource(token), {"namePrefix": "a"}, {"namePrefix": "b"})
    assert found.replacing == {"namePrefix"}


def test_what_only_a_deletion_needs_changes_in_place() -> None:
    """Whether a last snapshot is taken can be decided until the database is deleted."""
    token = "aws:rds/instance:Instance"
    old = {"identifier": "clinic", "skipFinalSnapshot": True}
    new = {"identifier": "clinic", "finalSnapshotIdentifier": "last"}
    found = changes(TYPES[token], of_resource(token), old, new)
    assert found.changed == {"skipFinalSnapshot", "finalSnapshotIdentifier"}
    assert not found.replacing
