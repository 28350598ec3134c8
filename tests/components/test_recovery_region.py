"""What stands in the recovery Region, and that none of it needs the home."""

import functools
import json
from collections.abc import Iterator
from typing import Any

import pulumi
import pytest

from pods.components import PodPair, RecoveryRegion
from pods.errors import TopologyError
from tests.components.recording import Recorded, Recording, record

SUBSCRIPTIONS = [
    {"protocol": "email", "endpoint": "on-call@clinic.example"},
    {"protocol": "sms", "endpoint": "+15555550100"},
]
HOME: Any = {
    "domain": "clinic.example",
    "owner": "platform",
    "availability_zones": ["us-east-1a", "us-east-1b"],
    "alerts": {"subscriptions": SUBSCRIPTIONS},
}
ARGS: dict[str, Any] = {
    "region": "us-west-2",
    "home_region": "us-east-1",
    "home_cidr_block": "10.20.0.0/16",
    "alerts": {"subscriptions": SUBSCRIPTIONS},
    "bucket_arn": "arn:aws:s3:::clinic-replica",
    "secret_arn": "arn:aws:secretsmanager:us-west-2:111111111111:secret:rows",
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


@functools.cache
def dormant() -> Recording:
    """Record a recovery Region as it is by default, once."""
    return away()


def away(**changes: Any) -> Recording:
    """Record a recovery Region by itself."""

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-east-1")
        RecoveryRegion("clinic", {**ARGS, **changes})  # type: ignore[typeddict-item]

    return record(program)


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


@pytest.mark.parametrize(
    ("changes", "copies"),
    [
        ({}, {}),
        (
            {"pod": {"image_id": "ami-0golden"}},
            {"aws:ec2/amiCopy:AmiCopy": "clinic-recovery-image-id"},
        ),
        (
            {"image_snapshot_id": "snap-1", "image_copy_minutes": 15},
            {
                "aws:ebs/snapshotCopy:SnapshotCopy": "",
                "aws:ec2/ami:Ami": "clinic-recovery-image-id",
            },
        ),
        ({"pod": {"image_id": "ami-0golden"}, "image_id": "ami-0away"}, {}),
    ],
    ids=["public image", "image copied", "snapshot copied in time", "image of the Region"],
)
def test_the_image_is_one_of_this_region(changes: dict[str, Any], copies: dict[str, str]) -> None:
    """A public parameter and an image of the Region as they are, everything else by a copy."""
    recording = away(**changes)
    kinds = ("aws:ec2/amiCopy:AmiCopy", "aws:ebs/snapshotCopy:SnapshotCopy", "aws:ec2/ami:Ami")
    assert {kind for kind in kinds if recording.all_of(kind)} == set(copies)
    templates = recording.all_of("aws:ec2/launchTemplate:LaunchTemplate").values()
    (image,) = {each.inputs["imageId"] for each in templates}
    made = [name for name in copies.values() if name]
    expected = made[0] if made else changes.get("image_id", image)
    assert image == expected
    assert image.startswith(("resolve:ssm:/aws/service/", "ami-0away", "clinic-recovery"))


def test_a_copy_is_encrypted_with_the_regions_own_key() -> None:
    """The time that was asked for is passed on, and the key lets groups launch from the copy."""
    recording = away(image_snapshot_id="snap-1", image_copy_minutes=30)
    copy = recording.inputs("aws:ebs/snapshotCopy:SnapshotCopy")
    assert (copy["encrypted"], copy["completionDurationMinutes"]) == (True, 30)
    assert copy["kmsKeyId"] == "arn:aws:kms:us-west-2:111111111111:key/clinic-recovery-key"
    key = recording.all_of("aws:kms/key:Key")["clinic-recovery-key"]
    assert (key.inputs["multiRegion"], key.protect) == (True, True)
    _, used, granted = json.loads(key.inputs["policy"])["Statement"]
    role = used["Condition"]["StringEquals"]["aws:PrincipalArn"]
    assert role.startswith("arn:aws:iam::111111111111:role/aws-service-role/autoscaling")
    assert granted["Condition"]["Bool"] == {"kms:GrantIsForAWSResource": "true"}


def test_the_homes_key_can_be_used_there() -> None:
    """Its replica takes the place of a key of the Region's own."""
    primary = "arn:aws:kms:us-east-1:111111111111:key/mrk-1"
    recording = away(primary_key_arn=primary)
    replica = recording.all_of("aws:kms/replicaKey:ReplicaKey")["clinic-recovery-key"]
    assert (replica.inputs["primaryKeyArn"], replica.protect) == (primary, True)
    assert "clinic-recovery-key" not in recording.all_of("aws:kms/key:Key")


def test_containers_are_pulled_from_the_regions_own_registry() -> None:
    """The image's address names the home's registry, and its replica has the same path."""
    image = "111111111111.dkr.ecr.us-east-1.amazonaws.com/clinic@sha256:0a1b"
    recording = away(containers={"image": image}, running=2)
    services = recording.all_of("aws:ecs/service:Service").values()
    assert [each.inputs["desiredCount"] for each in services] == [1, 1]
    tasks = recording.all_of("aws:ecs/taskDefinition:TaskDefinition").values()
    for each in tasks:
        (container,) = json.loads(each.inputs["containerDefinitions"])
        assert container["image"] == image.replace("us-east-1", "us-west-2")


SOURCE = "arn:aws:rds:us-east-1:111111111111:db:clinic"
REPLICA: dict[str, Any] = {
    "source_arn": SOURCE,
    "source_secret_arn": "arn:aws:secretsmanager:us-east-1:111111111111:secret:clinic-rows",
}


@pytest.mark.requirement("B4", "D1")
def test_a_replica_of_the_homes_database_is_open_to_the_pods_there() -> None:
    """They read the secret's copy in their own Region, and nobody else may connect."""
    recording = away(database=REPLICA, secret_arn=None)
    (rows,) = recording.all_of("aws:rds/instance:Instance").values()
    assert (rows.inputs["replicateSourceDb"], rows.inputs["region"]) == (SOURCE, "us-west-2")
    rules = recording.all_of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    clients = [
        each.inputs["referencedSecurityGroupId"]
        for each in rules.values()
        if each.inputs["fromPort"] == 5432
    ]
    assert clients == ["clinic-recovery-instances-id"]
    policies = recording.all_of("aws:iam/rolePolicy:RolePolicy")
    policy = policies["clinic-recovery-primary-instance"].inputs["policy"]
    assert REPLICA["source_secret_arn"].replace("us-east-1", "us-west-2") in policy


def test_a_database_is_made_of_the_backups_that_lie_there() -> None:
    """When copies are all that is left, the same program brings it up."""
    backups = "arn:aws:rds:us-west-2:111111111111:auto-backup:ab-1"
    restore = {"automated_backups_arn": backups, "use_latest": True}
    recording = away(database={"restore": restore}, secret_arn=None)
    (rows,) = recording.all_of("aws:rds/instance:Instance").values()
    point = rows.inputs["restoreToPointInTime"]
    assert point["sourceDbInstanceAutomatedBackupsArn"] == backups
    assert "replicateSourceDb" not in rows.inputs
    policies = recording.all_of("aws:iam/rolePolicy:RolePolicy")
    policy = policies["clinic-recovery-secondary-instance"].inputs["policy"]
    assert "key/clinic-recovery-database-key" in policy


def test_a_home_network_that_is_known_later_is_not_compared() -> None:
    """A platform's addresses come from another stack."""
    recording = away(home_cidr_block=pulumi.Output.from_input("10.120.0.0/16"))
    assert recording.inputs("aws:ec2/vpc:Vpc")["cidrBlock"] == "10.120.0.0/16"


@pytest.mark.requirement("D1", "D7", "C2")
def test_nothing_there_needs_the_home_region() -> None:
    """No input names the home Region or anything in it, but for what copies are made of."""

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-east-1")
        PodPair("clinic", HOME)

    home = {f"{each.name}-id" for each in record(program).resources}
    recording = away(
        pod={"image_id": "ami-0golden"},
        primary_key_arn="arn:aws:kms:us-east-1:111111111111:key/mrk-1",
        database=REPLICA,
        secret_arn=None,
        running=2,
    )
    found = {
        (each.type, key)
        for each in recording.resources
        for key, value in each.inputs.items()
        for text in _texts(value)
        # IAM has no Region; the recording's ARNs of it name the stack's.
        if ("us-east-1" in text and not text.startswith("arn:aws:iam:")) or text in home
    }
    assert found - SOURCES == set()
    # The walk sees what there is to see.
    assert ("aws:ec2/amiCopy:AmiCopy", "sourceAmiId") not in found
    assert found >= {
        ("aws:ec2/amiCopy:AmiCopy", "sourceAmiRegion"),
        ("aws:kms/replicaKey:ReplicaKey", "primaryKeyArn"),
        ("aws:rds/instance:Instance", "replicateSourceDb"),
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


def _component(recording: Recording) -> Recorded:
    (found,) = recording.all_of("pods:index:RecoveryRegion").values()
    return found


def test_its_parts_hang_below_it() -> None:
    """What the component makes itself has it as parent."""
    recording = dormant()
    assert _component(recording).name == "clinic"
    key = recording.all_of("aws:kms/key:Key")["clinic-recovery-key"]
    assert key.parent == "clinic"
