"""What stands in the recovery Region, and that none of it needs the home."""

from collections.abc import Iterator, Sequence
from typing import Any

import pulumi
import pytest

from pods.components import PodPair
from pods.errors import TopologyError
from tests.components.recording import Recorded, Recording, record
from tests.components.recovery_recording import REPLICA, SUBSCRIPTIONS, away, dormant

HOME: Any = {
    "domain": "clinic.example",
    "owner": "platform",
    "availability_zones": ["us-east-1a", "us-east-1b"],
    "alerts": {"subscriptions": SUBSCRIPTIONS},
}
# What is copied from the home: each is made once, and none is asked for when the copy serves.
SOURCES = {
    ("aws:ec2/amiCopy:AmiCopy", "sourceAmiId"),
    ("aws:ec2/amiCopy:AmiCopy", "sourceAmiRegion"),
    ("aws:ebs/snapshotCopy:SnapshotCopy", "sourceRegion"),
    ("aws:ebs/snapshotCopy:SnapshotCopy", "sourceSnapshotId"),
    ("aws:kms/replicaKey:ReplicaKey", "primaryKeyArn"),
    ("aws:rds/instance:Instance", "replicateSourceDb"),
    # The checkers of Route 53 look on from several Regions, one of which is the home.
    ("aws:route53/healthCheck:HealthCheck", "regions"),
}


def test_everything_of_a_regional_service_lies_in_the_recovery_region() -> None:
    """No resource is left in the stack's own Region; global services have none."""
    recording = dormant()
    regions = {
        each.type: each.inputs.get("region")
        for each in recording.resources
        if each.type.startswith("aws:")
    }
    worldwide = {kind for kind, region in regions.items() if region is None}
    assert worldwide == {
        "aws:iam/instanceProfile:InstanceProfile",
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:route53/healthCheck:HealthCheck",
    }
    assert set(regions.values()) == {None, "us-west-2"}


def test_dormant_pods_can_be_started_in_both_zones() -> None:
    """Nothing runs, each POD may run the whole load, and no alarm waits for instances."""
    recording = away(maximum=4)
    groups = recording.all_of("aws:autoscaling/group:Group")
    assert {
        name: (each.inputs["minSize"], each.inputs["maxSize"]) for name, each in groups.items()
    } == {
        "clinic-recovery-primary-group": (0, 4),
        "clinic-recovery-secondary-group": (0, 4),
    }
    zones = recording.all_of("aws:ec2/subnet:Subnet")
    assert {each.inputs["availabilityZone"] for each in zones.values()} == {
        "us-west-2a",
        "us-west-2b",
    }
    alarms = recording.all_of("aws:cloudwatch/metricAlarm:MetricAlarm")
    assert {each.inputs["metricName"] for each in alarms.values()} == {"UnHealthyHostCount"}


@pytest.mark.requirement("A10", "D5")
def test_a_warm_region_runs_its_share_in_both_zones() -> None:
    """What runs, is kept warm and is reserved is shared out, and too few is an alarm."""
    recording = away(running=3, maximum=4, warm=2, reserved=4)
    groups = recording.all_of("aws:autoscaling/group:Group").values()
    assert [(g.inputs["minSize"], g.inputs["warmPool"]["minSize"]) for g in groups] == [
        (2, 1),
        (1, 1),
    ]
    held = recording.all_of("aws:ec2/capacityReservation:CapacityReservation").values()
    assert [each.inputs["instanceCount"] for each in held] == [2, 2]
    alarms = recording.all_of("aws:cloudwatch/metricAlarm:MetricAlarm")
    thresholds = {name: each.inputs["threshold"] for name, each in alarms.items()}
    assert thresholds == {
        "clinic-recovery-primary-pod": 2,
        "clinic-recovery-primary-unhealthy": 0,
        "clinic-recovery-secondary-pod": 1,
        "clinic-recovery-secondary-unhealthy": 0,
    }


def test_each_pod_is_behind_the_one_entry() -> None:
    """Either POD can serve, and the load balancer's health checks choose."""
    recording = dormant()
    listener = recording.inputs("aws:lb/listener:Listener")
    (action,) = listener["defaultActions"]
    weights = {each["arn"]: each["weight"] for each in action["forward"]["targetGroups"]}
    assert sorted(weights.values()) == [1, 1]
    groups = recording.all_of("aws:autoscaling/group:Group").values()
    assert {arn for each in groups for arn in each.inputs["targetGroupArns"]} == set(weights)
    assert list(recording.all_of("aws:lb/loadBalancer:LoadBalancer")) == ["clinic-recovery"]
    check = recording.inputs("aws:route53/healthCheck:HealthCheck")
    assert check["fqdn"] == "clinic-recovery.elb.example"


def test_a_home_network_that_is_known_later_is_not_compared() -> None:
    """A platform's addresses come from another stack."""
    recording = away(home_cidr_block=pulumi.Output.from_input("10.120.0.0/16"))
    assert recording.inputs("aws:ec2/vpc:Vpc")["cidrBlock"] == "10.120.0.0/16"


@pytest.mark.requirement("D1", "D7", "C2")
def test_nothing_there_needs_the_home_region() -> None:
    """No input names the home Region or anything in it, but for what copies are made of."""
    found = _named_of_home(
        away(
            pod={"image_id": "ami-0golden"},
            primary_key_arn="arn:aws:kms:us-east-1:111111111111:key/mrk-1",
            database=REPLICA,
            secret_arn=None,
            running=2,
        ).resources,
        set(),
    )
    assert found - SOURCES == set()
    # The walk sees what there is to see.
    assert found >= {
        ("aws:ec2/amiCopy:AmiCopy", "sourceAmiRegion"),
        ("aws:kms/replicaKey:ReplicaKey", "primaryKeyArn"),
        ("aws:rds/instance:Instance", "replicateSourceDb"),
    }


@pytest.mark.requirement("D1", "D7")
def test_a_pairs_recovery_region_needs_nothing_of_the_pair() -> None:
    """What the pair hands over is of the other Region, or is copied, or has no Region at all."""
    args: Any = {
        **HOME,
        "recovery": {"region": "us-west-2", "running": 2},
        "object_store": {"replica_region": "us-west-2"},
        "database": {
            "replica_region": "us-west-2",
            "replica_kind": "read_replica",
            "password": "correct-horse",
        },
    }

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-east-1")
        PodPair("clinic", args)

    everything = record(program).resources
    there = [each for each in everything if each.name.startswith("clinic-recovery")]
    home = {f"{each.name}-id" for each in everything if each not in there}
    assert len(there) > len(everything) / 4
    assert _named_of_home(there, home) - SOURCES == set()


def _named_of_home(resources: Sequence[Recorded], home: set[str]) -> set[tuple[str, str]]:
    """Return the inputs, by type, that name the home Region or the id of something in it."""
    return {
        (each.type, key)
        for each in resources
        for key, value in each.inputs.items()
        for text in _texts(value)
        # IAM has no Region; the recording's ARNs of it name the stack's.
        if ("us-east-1" in text and not text.startswith("arn:aws:iam:")) or text in home
    }


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (key, *_texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def test_every_problem_of_every_part_is_told_before_anything_is_made() -> None:
    """The Region, the entry, the PODs and the alerts are planned together."""
    with pytest.raises(TopologyError) as refused:
        away(
            region="us-east-1",
            pod={"instance_type": "large"},
            traffic={"health_path": "health"},
            alerts={"subscriptions": SUBSCRIPTIONS[:1]},
            database={"engine_version": "seventeen"},
        )
    subjects = [each.subject for each in refused.value.problems]
    assert subjects[0] == "clinic: recovery.region"
    assert "clinic: pod.instance_type" in subjects
    assert "clinic: traffic.health_path" in subjects
    assert "clinic: database.engine_version" in subjects
    assert any(each.startswith("clinic: alerts.subscriptions") for each in subjects)


def test_what_fargate_cannot_keep_is_refused() -> None:
    """Stopped tasks are none, and what would be reserved has to run."""
    image = "111111111111.dkr.ecr.us-east-1.amazonaws.com/clinic:1.0"
    with pytest.raises(TopologyError) as refused:
        away(containers={"image": image}, warm=1, reserved=8)
    assert [(each.subject, each.observed) for each in refused.value.problems] == [
        ("clinic: maximum", "2"),
        ("clinic: warm", "1"),
    ]


def _component(recording: Recording) -> Recorded:
    (found,) = recording.all_of("pods:index:RecoveryRegion").values()
    return found


def test_its_parts_hang_below_it() -> None:
    """What the component makes itself has it as parent."""
    recording = dormant()
    assert _component(recording).name == "clinic"
    key = recording.all_of("aws:kms/key:Key")["clinic-recovery-key"]
    assert key.parent == "clinic"
