"""How sure the line of a finding is."""

from pathlib import Path

import pytest

from pods_policies.documents.document import Document, Position
from pods_policies.documents.places import place_finder
from pods_policies.relations.resource import Parent, Resource
from pods_policies.verdicts import Change, Finding

DATABASE = "aws:rds/instance:Instance"
CASES = [
    ("its own line", (), True),
    ("the call of a component of ours", (Parent("pods:index:PodPair", "clinic"),), False),
    ("a line in a component of the program's own", (Parent("shop:index:Data", "data"),), True),
]


@pytest.mark.parametrize(("case", "parents", "certain"), CASES, ids=[one[0] for one in CASES])
def test_a_line_is_certain_where_the_engine_told_that_of_the_resource(
    tmp_path: Path, case: str, parents: tuple[Parent, ...], *, certain: bool
) -> None:
    """The arguments that set a property may stand far from the call of a component."""
    assert case
    urn = f"urn:pulumi:s::p::{DATABASE}::db"
    one = Resource(urn, DATABASE, "db", {}, {}, parents=parents)
    document = Document(
        source="state.json",
        kind="state",
        stack="s::p",
        resources=(one,),
        managed=frozenset([urn]),
        positions={urn: Position("__main__.py", 7)},
    )
    place = place_finder([document], tmp_path)(Finding(one, "", "", Change("multiAz", "True")))
    assert place is not None
    assert place.is_certain is certain
