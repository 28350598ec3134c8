"""The products: what they publish is what they ask AWS for."""

import contextlib
import runpy
from functools import cache
from pathlib import Path

import pulumi
import pytest
import yaml

from tests.components.recording import Recording, record
from tests.continuity.example_plans import example

ROOT = Path(__file__).parents[2]
STACKS = {"reference": "clinic", "handbook": "handbook", "storefront": "storefront"}
LONGEST = {"reference": 35, "handbook": 30, "storefront": 30}
# What a product asks for beside its plan and its pair: in the reference, how it degrades.
BESIDE = {
    "reference": [("pods:index:Switches", "clinic"), ("pods:index:Queue", "clinic-deferred")],
}


@cache
def recorded(stack: str) -> Recording:
    """Run a product's program in its folder, as the engine does; once, whoever asks."""
    program = str(ROOT / "stacks" / stack)
    with contextlib.chdir(program):
        return record(lambda: runpy.run_path(program, run_name="__main__"))


@pytest.fixture(scope="module")
def reference() -> Recording:
    """Return the reference product."""
    return recorded("reference")


@pytest.fixture(scope="module")
def handbook() -> Recording:
    """Return the handbook."""
    return recorded("handbook")


@pytest.mark.requirement("A6", "D2", "D3")
def test_the_database_commitments_are_kept(reference: Recording) -> None:
    """Requirements A6, D2 and D3; the copy in the recovery Region is no weaker."""
    instances = reference.all_of("aws:rds/instance:Instance")
    assert sorted(instances) == ["clinic-database-postgres", "clinic-recovery-database-postgres"]
    for each in instances.values():
        assert (each.inputs["multiAz"], each.inputs["backupRetentionPeriod"]) == (True, 35)
    assert instances["clinic-database-postgres"].inputs["backupWindow"] == "07:20-09:20"


@pytest.mark.requirement("A9")
def test_the_snapshot_commitments_are_kept(reference: Recording) -> None:
    """Requirement A9: twice a day, six months, in either Region."""
    policies = reference.all_of("aws:dlm/lifecyclePolicy:LifecyclePolicy")
    assert set(policies) == {"clinic-snapshots-policy", "clinic-recovery-snapshots-policy"}
    for policy in policies.values():
        (schedule,) = policy.inputs["policyDetails"]["schedules"]
        assert schedule["createRule"]["interval"] == 12
        assert schedule["retainRule"]["interval"] >= 180


@pytest.mark.requirement("A11")
def test_the_object_store_commitments_are_kept(reference: Recording) -> None:
    """Requirement A11, for the bucket and for its replica."""
    versioning = reference.all_of("aws:s3/bucketVersioning:BucketVersioning")
    assert {"clinic-store-replica-versions", "clinic-store-versions"} <= set(versioning)
    for each in versioning.values():
        assert each.inputs["versioningConfiguration"]["status"] == "Enabled"


@pytest.mark.requirement("A8", "A10")
def test_the_pod_commitments_are_kept(reference: Recording) -> None:
    """Requirements A8 and A10: another zone, and the primary's capacity."""
    groups = reference.all_of("aws:autoscaling/group:Group")
    primary = groups["clinic-primary-group"].inputs
    secondary = groups["clinic-secondary-group"].inputs
    assert primary["vpcZoneIdentifiers"] == ["clinic-network-private-a-id"]
    assert secondary["vpcZoneIdentifiers"] == ["clinic-network-private-b-id"]
    assert secondary["maxSize"] == primary["maxSize"] == 4
    assert secondary["minSize"] == 2


@pytest.mark.requirement("D8")
def test_the_alerting_commitments_are_kept(reference: Recording) -> None:
    """Requirement D8: by e-mail, SMS and voice, from home and from two Regions beside it."""
    told: dict[str, list[str]] = {}
    for each in reference.all_of("aws:sns/topicSubscription:TopicSubscription").values():
        told.setdefault(each.inputs.get("region", "home"), []).append(each.inputs["protocol"])
    ways = ["email", "https", "sms"]
    assert {place: sorted(each) for place, each in told.items()} == {
        "home": ways,
        "us-west-2": ways,
        "eu-west-1": ways,
    }


def test_the_reference_stack_is_what_it_publishes(reference: Recording) -> None:
    """295 resources of AWS; the instances, the six months and the probes that its plan leads to.

    The pair alone was 97: vaults, the recovery Region, canaries and the page came to it.
    """
    assert len([each for each in reference.resources if each.type.startswith("aws:")]) == 295
    templates = reference.all_of("aws:ec2/launchTemplate:LaunchTemplate").values()
    assert {each.inputs["instanceType"] for each in templates} == {"m7i.large"}
    policies = reference.all_of("aws:dlm/lifecyclePolicy:LifecyclePolicy").values()
    schedules = [each.inputs["policyDetails"]["schedules"][0] for each in policies]
    assert [each["retainRule"]["interval"] for each in schedules] == [184, 184]
    assert {
        each.inputs["requestInterval"]
        for each in reference.all_of("aws:route53/healthCheck:HealthCheck").values()
        if each.inputs["type"] in {"HTTP", "HTTPS"}
    } == {10}


@pytest.mark.requirement("D1", "D2", "D3", "D8")
def test_the_handbook_keeps_its_commitments(handbook: Recording) -> None:
    """Requirements D1, D2, D3 and D8, in what AWS is asked for."""
    instance = handbook.inputs("aws:rds/instance:Instance", "handbook-database-postgres")
    assert instance["multiAz"] is True
    assert instance["backupWindow"] == "07:20-09:20"
    assert instance["backupRetentionPeriod"] >= 3
    groups = handbook.all_of("aws:autoscaling/group:Group")
    assert groups["handbook-secondary-group"].inputs["minSize"] == 2
    subscriptions = handbook.all_of("aws:sns/topicSubscription:TopicSubscription").values()
    home = [each.inputs["protocol"] for each in subscriptions if "region" not in each.inputs]
    assert {each: home.count(each) for each in home} == {"email": 2, "https": 2, "sms": 2}


@pytest.mark.requirement("D7")
def test_the_handbook_goes_into_any_region() -> None:
    """Requirement D7: its configuration names Region and zones, and the plan stays as it is."""

    def elsewhere() -> None:
        pulumi.runtime.set_config("aws:region", "eu-west-1")
        pulumi.runtime.set_config("pods:availability_zones", '["eu-west-1b", "eu-west-1c"]')
        runpy.run_path("__main__.py")

    with contextlib.chdir(ROOT / "stacks/handbook"):
        groups = record(elsewhere).all_of("aws:autoscaling/group:Group")
    zones = {name: each.inputs["vpcZoneIdentifiers"] for name, each in groups.items()}
    assert zones == {
        "handbook-primary-group": ["handbook-network-private-b-id"],
        "handbook-secondary-group": ["handbook-network-private-c-id"],
        "handbook-recovery-primary-group": ["handbook-recovery-network-private-a-id"],
        "handbook-recovery-secondary-group": ["handbook-recovery-network-private-b-id"],
    }


@pytest.mark.parametrize(
    "line",
    [
        "keep: 35 days",
        "every: 12 h",
        "keep: 6 months",
        "availability_zones: [us-east-1a, us-east-1b]",
        "secondary_percent: 50",
    ],
)
def test_each_commitment_is_one_line(line: str) -> None:
    """A person changes one line of the reference product's plan, and the topology follows."""
    lines = (ROOT / "stacks/reference/plan.yaml").read_text("utf-8").splitlines()
    assert [each.strip() for each in lines].count(line) == 1


@pytest.mark.parametrize(("stack", "longest"), [(each, LONGEST[each]) for each in STACKS])
def test_products_stay_short(stack: str, longest: int) -> None:
    """What a product's program says is what its plan cannot know.

    The reference also makes its switches and its queue, and hands both to its instances.
    """
    lines = (ROOT / "stacks" / stack / "__main__.py").read_text("utf-8").splitlines()
    assert len(lines) <= longest


@pytest.mark.parametrize("stack", list(STACKS))
def test_no_figure_of_a_plan_is_in_its_program(stack: str) -> None:
    """Nothing overrides the plan: each program is free of what the planner decides."""
    text = (ROOT / "stacks" / stack / "__main__.py").read_text("utf-8")
    program = text.partition("pulumi.export")[0]
    decided = {name.rpartition(".")[2] for name in example(stack).topology.figures}
    assert {name for name in decided if f'"{name}"' in program} <= {"availability_zones"}


@pytest.mark.parametrize("stack", list(STACKS))
def test_a_product_is_a_plan_and_a_pair(stack: str) -> None:
    """Each imports the library, and asks for nothing beside the two and how it degrades."""
    recording = recorded(stack)
    # The stack itself may be that of whatever program ran before in this process.
    made = {each.name for each in recording.resources if each.type != "pulumi:pulumi:Stack"}
    roots = [
        each
        for each in recording.resources
        if each.type != "pulumi:pulumi:Stack" and each.parent not in made
    ]
    assert sorted((each.type, each.name) for each in roots) == sorted(
        [
            ("pods:index:ContinuityPlan", STACKS[stack]),
            *BESIDE.get(stack, []),
            ("pods:index:PodPair", STACKS[stack]),
        ]
    )


@pytest.mark.parametrize("folder", [".", "stacks/handbook", "stacks/storefront"])
def test_only_the_sandbox_is_unprotected(folder: str) -> None:
    """The sandbox says that its data may go; no other configuration in the repository does."""
    settings = {
        path.name: yaml.safe_load(path.read_text())["config"].get("pods:protect")
        for path in (ROOT / folder).glob("Pulumi.*.yaml")
    }
    assert settings == {"Pulumi.sandbox.yaml": "false"}


def test_a_product_on_arm_starts_an_arm_image() -> None:
    """The storefront's Graviton instances could not boot the default image of x86, nor away."""
    templates = recorded("storefront").all_of("aws:ec2/launchTemplate:LaunchTemplate")
    assert sorted(templates) == [
        "storefront-primary-instance",
        "storefront-recovery-primary-instance",
        "storefront-recovery-secondary-instance",
        "storefront-secondary-instance",
    ]
    for template in templates.values():
        assert template.inputs["instanceType"] == "c7g.xlarge"
        assert template.inputs["imageId"].endswith("al2023-ami-kernel-default-arm64")
