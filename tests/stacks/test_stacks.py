"""The products: what they publish is what they ask AWS for."""

import runpy
from pathlib import Path

import pytest
import yaml

from tests.components.recording import Recording, record

ROOT = Path(__file__).parents[2]
STACKS = {"reference": "clinic", "storefront": "storefront"}


def recorded(stack: str) -> Recording:
    """Run a product's program."""
    program = str(ROOT / "stacks" / stack)
    return record(lambda: runpy.run_path(program, run_name="__main__"))


@pytest.fixture(scope="module")
def reference() -> Recording:
    """Return the reference product."""
    return recorded("reference")


def test_the_database_commitments_are_kept(reference: Recording) -> None:
    """Requirements A6, D2 and D3."""
    instance = reference.inputs("aws:rds/instance:Instance")
    assert (instance["multiAz"], instance["backupRetentionPeriod"]) == (True, 35)
    assert instance["backupWindow"] == "07:20-09:20"


def test_the_snapshot_commitments_are_kept(reference: Recording) -> None:
    """Requirement A9: twice a day, six months."""
    details = reference.inputs("aws:dlm/lifecyclePolicy:LifecyclePolicy")["policyDetails"]
    (schedule,) = details["schedules"]
    assert schedule["createRule"]["interval"] == 12
    assert schedule["retainRule"]["interval"] >= 180


def test_the_object_store_commitments_are_kept(reference: Recording) -> None:
    """Requirement A11."""
    versioning = reference.inputs("aws:s3/bucketVersioning:BucketVersioning")
    assert versioning["versioningConfiguration"]["status"] == "Enabled"


def test_the_pod_commitments_are_kept(reference: Recording) -> None:
    """Requirements A8 and A10: another zone, and the primary's capacity."""
    groups = reference.all_of("aws:autoscaling/group:Group")
    primary = groups["clinic-primary-group"].inputs
    secondary = groups["clinic-secondary-group"].inputs
    assert primary["vpcZoneIdentifiers"] == ["clinic-network-private-a-id"]
    assert secondary["vpcZoneIdentifiers"] == ["clinic-network-private-b-id"]
    assert secondary["maxSize"] == primary["maxSize"] == 4
    assert secondary["minSize"] == 2


def test_the_alerting_commitments_are_kept(reference: Recording) -> None:
    """Requirement D8: several people, by e-mail, SMS and voice."""
    subscriptions = reference.all_of("aws:sns/topicSubscription:TopicSubscription").values()
    assert sorted(each.inputs["protocol"] for each in subscriptions) == ["email", "https", "sms"]


@pytest.mark.parametrize(
    "line",
    [
        '"multi_az": True,',
        '"interval_hours": 12,',
        '"object_store": {"versioning": True},',
        '"availability_zone": "us-east-1b",',
        '"running": 2,',
    ],
)
def test_each_commitment_is_one_line(line: str) -> None:
    """A person changes one line of the reference product, and sees the preview refuse it."""
    lines = (ROOT / "stacks/reference/__main__.py").read_text().splitlines()
    assert [each.strip() for each in lines].count(line) == 1


@pytest.mark.parametrize(("stack", "longest"), [("reference", 59), ("storefront", 32)])
def test_products_stay_short(stack: str, longest: int) -> None:
    """What a product writes is what is its own."""
    lines = (ROOT / "stacks" / stack / "__main__.py").read_text().splitlines()
    assert len(lines) <= longest


@pytest.mark.parametrize("stack", list(STACKS))
def test_a_product_is_one_pair(stack: str) -> None:
    """Both import the library, and ask for nothing beside it."""
    recording = recorded(stack)
    assert list(recording.all_of("pods:index:PodPair")) == [STACKS[stack]]
    assert [each.name for each in recording.resources if each.parent in {"", "pods-test"}] == [
        STACKS[stack]
    ]


@pytest.mark.parametrize("folder", [".", "stacks/storefront"])
def test_only_the_sandbox_is_unprotected(folder: str) -> None:
    """The sandbox says that its data may go; no other configuration in the repository does."""
    settings = {
        path.name: yaml.safe_load(path.read_text())["config"].get("pods:protect")
        for path in (ROOT / folder).glob("Pulumi.*.yaml")
    }
    assert settings == {"Pulumi.sandbox.yaml": "false"}


def test_a_product_on_arm_starts_an_arm_image() -> None:
    """The storefront's Graviton instances could not boot the default image of x86."""
    templates = recorded("storefront").all_of("aws:ec2/launchTemplate:LaunchTemplate")
    assert len(templates) == 2
    for template in templates.values():
        assert template.inputs["instanceType"] == "c7g.xlarge"
        assert template.inputs["imageId"].endswith("al2023-ami-kernel-default-arm64")
