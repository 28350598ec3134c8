"""What the roles of the whole reference product may do: nothing without a reason."""

import pytest

from tests.components.granted import grants, harm, open_to_anybody, unnamed, wildcards
from tests.stacks.test_stacks import recorded


@pytest.mark.requirement("A16", "B10")
def test_every_role_of_the_reference_has_the_least_privilege() -> None:
    """With vaults, a second Region, probes and a page: as over each component's own example."""
    reference = recorded("reference")
    assert len(list(grants(reference))) > 20
    assert wildcards(reference) == []
    assert unnamed(reference) == []
    assert harm(reference) == []
    assert open_to_anybody(reference) == []
