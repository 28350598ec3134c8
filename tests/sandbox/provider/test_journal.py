"""Creations whose answer was lost."""

from pathlib import Path

from pods.sandbox.provider.journal import Journal, Note

URN = "urn:pulumi:sandbox::clinic::aws:ec2/vpc:Vpc::clinic"


def test_a_creation_is_lost_until_the_engine_speaks_of_it(tmp_path: Path) -> None:
    """The note stays through the creation and goes with the first mention of the id."""
    journal = Journal(tmp_path / "creations")
    assert journal.lost(URN) is None
    journal.begin(URN, {"name": "clinic-1234567"})
    assert journal.lost(URN) == Note(URN, {"name": "clinic-1234567"}, "")
    journal.made(URN, {"name": "clinic-1234567"}, "vpc-1")
    journal.acknowledge(URN, "vpc-2")
    assert journal.lost(URN) == Note(URN, {"name": "clinic-1234567"}, "vpc-1")
    journal.acknowledge(URN, "vpc-1")
    assert journal.lost(URN) is None


def test_a_torn_note_is_no_note(tmp_path: Path) -> None:
    """What a crash left half written is not believed."""
    journal = Journal(tmp_path)
    journal.begin(URN, {})
    (note,) = tmp_path.iterdir()
    note.write_text('{"urn": ')
    assert journal.lost(URN) is None


def test_without_a_folder_nothing_is_noted() -> None:
    """A provider outside a sandbox keeps no journal."""
    journal = Journal(None)
    journal.made(URN, {}, "vpc-1")
    assert journal.lost(URN) is None
