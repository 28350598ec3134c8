"""The handbook from nothing: in any Region, but for its plan's recovery Region."""

import runpy
from pathlib import Path

import pulumi
import pytest

from pods.errors import TopologyError
from tests.components.recording import Recording, record

HANDBOOK = Path(__file__).parents[2] / "stacks/handbook"


def anew(monkeypatch: pytest.MonkeyPatch, region: str) -> Recording:
    """Record the handbook in a Region other than its plan's."""
    zones = f'["{region}a", "{region}b"]'

    def program() -> None:
        pulumi.runtime.set_config("aws:region", region)
        pulumi.runtime.set_config("pods:availability_zones", zones)
        runpy.run_path("__main__.py")

    monkeypatch.chdir(HANDBOOK)
    return record(program)


@pytest.mark.requirement("C2", "D7")
def test_it_comes_up_in_a_third_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """Region and zones are configuration; the program and its plan stay as they are."""
    recording = anew(monkeypatch, "eu-west-1")
    zones = {
        each.inputs["availabilityZone"]
        for each in recording.all_of("aws:ec2/subnet:Subnet").values()
        if each.inputs.get("region") is None
    }
    assert zones == {"eu-west-1a", "eu-west-1b"}


def test_at_home_in_its_recovery_region_it_asks_for_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was to survive the loss of the home cannot lie in it: every part of it says so."""
    with pytest.raises(TopologyError) as refused:
        anew(monkeypatch, "us-west-2")
    found = {each.subject for each in refused.value.problems}
    assert {"handbook: recovery.region", "handbook: backups.region"} <= found
