"""Every component in one stack on the real engine: up, unchanged, as declared, and gone."""

from collections.abc import Callable

import pytest

from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine


@pytest.mark.requirement("A8", "C2", "D6", "D7")
def test_everything_comes_up_once_and_goes_away(new_product: Callable[[str], Project]) -> None:
    """A second run and a refresh find it as declared, in both Regions, and nothing is left."""
    project = new_product("complete")
    try:
        first = project.run("up", "--yes", "--skip-preview")
        assert first.code == 0, str(first)
        assert first.summary.keys() == {"created"}, first
        assert project.outputs()["primary_zones"].keys() == {"trade", "history"}
        second = project.run("up", "--yes", "--skip-preview", "--expect-no-changes")
        assert second.code == 0, str(second)
        seen = project.run("refresh", "--yes", "--skip-preview", "--expect-no-changes")
        assert seen.code == 0, str(seen)
    finally:
        gone = project.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)
    assert project.export() == []
