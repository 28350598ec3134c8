"""Names that are chosen for resources."""

from pods.sandbox.provider.naming import named
from pods.sandbox.provider.resource_type import AutoName

RULE = AutoName("identifier", longest=20, lower=True)


def test_a_given_name_stands() -> None:
    """A program's own name is never overruled."""
    assert named(RULE, "Clinic", b"s", {}, {"identifier": "mine"}) == {"identifier": "mine"}


def test_a_given_prefix_begins_the_name() -> None:
    """Seven characters follow the program's own prefix, and the choice is listed."""
    chosen = named(RULE, "Clinic", b"seed", {}, {"identifierPrefix": "Main"})
    assert chosen["identifier"][:4] == "main"
    assert len(chosen["identifier"]) == 4 + 7
    assert chosen["__defaults"] == ["identifier"]


def test_a_type_may_begin_its_names() -> None:
    """A KMS alias is named under `alias/`, whatever the resource is called."""
    rule = AutoName(prefix="alias/")
    assert named(rule, "clinic", b"seed", {}, {})["name"].startswith("alias/clinic-")


def test_a_chosen_name_is_marked_and_fits() -> None:
    """The stem is cut, lower case and seven characters follow, and the choice is listed."""
    chosen = named(RULE, "Clinic-database-with-a-long-name", b"seed", {}, {})
    assert chosen["identifier"].startswith("clinic-datab-")
    assert len(chosen["identifier"]) == 20
    assert chosen["__defaults"] == ["identifier"]


def test_a_chosen_name_is_kept() -> None:
    """Another seed does not rename what exists."""
    first = named(RULE, "clinic", b"one", {}, {})
    assert named(RULE, "clinic", b"two", first, {}) == first


def test_a_name_that_a_program_gave_and_dropped_is_chosen_anew() -> None:
    """The old name was the program's, so that it is not ours to keep."""
    again = named(RULE, "clinic", b"one", {"identifier": "mine"}, {})
    assert again["identifier"] != "mine"
