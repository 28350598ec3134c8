"""The whole pair, as a program asks for it."""

import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from pods.components import PodPair, PodPairArgs
from pods.errors import TopologyError
from tests.components.recording import Recording, record

LISTENER = "aws:lb/listener:Listener"
GROUP = "aws:autoscaling/group:Group"
ARGS: PodPairArgs = {
    "domain": "clinic.example",
    "owner": "clinic-platform",
    "availability_zones": ["us-east-1a", "us-east-1b"],
    "primary": {"running": 4},
    "alerts": {
        "subscriptions": [
            {"protocol": "email", "endpoint": "on-call@clinic.example"},
            {"protocol": "sms", "endpoint": "+12025550142"},
        ]
    },
}


def pair(opts: pulumi.ResourceOptions | None = None, **changes: Any) -> Recording:
    """Record a pair with some args changed."""
    args: Any = {**ARGS, **changes}
    return record(lambda: PodPair("clinic", args, opts))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return the pair as it is by default."""
    return pair()


@pytest.mark.requirement("A5", "A8")
def test_the_pods_stand_in_disjoint_zones(recording: Recording) -> None:
    """Each group has one subnet, in a zone of its own."""
    subnets = recording.all_of("aws:ec2/subnet:Subnet")
    zones = {}
    for name, group in recording.all_of(GROUP).items():
        (subnet_id,) = group.inputs["vpcZoneIdentifiers"]
        zones[name] = subnets[subnet_id.removesuffix("-id")].inputs["availabilityZone"]
    assert zones == {"clinic-primary-group": "us-east-1a", "clinic-secondary-group": "us-east-1b"}


@pytest.mark.requirement("A10")
def test_the_secondary_is_warm_and_can_carry_the_full_load(recording: Recording) -> None:
    """Half runs, half is stopped and ready, and the whole is reserved in the zone."""
    secondary = recording.inputs(GROUP, "clinic-secondary-group")
    assert (secondary["minSize"], secondary["maxSize"]) == (2, 4)
    assert secondary["warmPool"]["poolState"] == "Stopped"
    assert secondary["warmPool"]["minSize"] == 2
    reserved = recording.inputs("aws:ec2/capacityReservation:CapacityReservation")
    assert (reserved["instanceCount"], reserved["availabilityZone"]) == (4, "us-east-1b")
    assert reserved["instanceType"] == "m7i.large"
    policy = recording.inputs("aws:autoscaling/policy:Policy")
    assert policy["autoscalingGroupName"].startswith("clinic-secondary-group")


def test_no_group_has_a_desired_number(recording: Recording) -> None:
    """An update during an emergency must not take back what scaling added."""
    for group in recording.all_of(GROUP).values():
        assert "desiredCapacity" not in group.inputs


def test_groups_carry_the_tags_that_the_judge_reads(recording: Recording) -> None:
    """Service, tier, owner and role are on the groups, the templates and the instances."""
    expected = {
        "pods:service": "clinic",
        "pods:tier": "1",
        "pods:owner": "clinic-platform",
        "pods:role": "secondary",
        "pods:snapshot": "clinic",
    }
    group = recording.inputs(GROUP, "clinic-secondary-group")
    tags = {tag["key"]: tag["value"] for tag in group["tags"]}
    assert expected.items() <= tags.items()
    template = recording.inputs(
        "aws:ec2/launchTemplate:LaunchTemplate", "clinic-secondary-instance"
    )
    for specification in template["tagSpecifications"]:
        assert expected.items() <= specification["tags"].items()
    assert {each["resourceType"] for each in template["tagSpecifications"]} == {
        "instance",
        "volume",
    }


@pytest.mark.requirement("A9")
def test_the_schedule_finds_the_volumes(recording: Recording) -> None:
    """The tag that the schedule looks for is on the volumes of both PODs."""
    policy = recording.inputs("aws:dlm/lifecyclePolicy:LifecyclePolicy")
    ((key, value),) = policy["policyDetails"]["targetTags"].items()
    for template in recording.all_of("aws:ec2/launchTemplate:LaunchTemplate").values():
        (volume,) = (
            each["tags"]
            for each in template.inputs["tagSpecifications"]
            if each["resourceType"] == "volume"
        )
        assert volume[key] == value


@pytest.mark.requirement("A8")
def test_the_secondary_is_reached_by_weight_and_by_failover(recording: Recording) -> None:
    """Its instances are in a target group of each entry."""
    secondary = recording.inputs(GROUP, "clinic-secondary-group")["targetGroupArns"]
    primary = recording.inputs(GROUP, "clinic-primary-group")["targetGroupArns"]
    assert [arn.rpartition("/")[2] for arn in secondary] == ["clinic-secondary", "clinic-shifted"]
    assert [arn.rpartition("/")[2] for arn in primary] == ["clinic-primary"]


def test_instances_wait_for_what_they_need(recording: Recording) -> None:
    """A group comes after the listeners, the way out, and the right to read the secret."""
    group = recording.all_of(GROUP)["clinic-secondary-group"]
    assert {
        "clinic-primary",
        "clinic-secondary",
        "clinic-network-private-b-way-out",
        "clinic-secondary-instance",
    } <= set(group.dependencies)
    template = recording.all_of("aws:ec2/launchTemplate:LaunchTemplate")["clinic-primary-instance"]
    assert "clinic-primary-instance" in template.dependencies


def test_only_the_pods_reach_the_database(recording: Recording) -> None:
    """The database admits the group that the instances are in, and nobody else."""
    rule = recording.inputs(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "clinic-database-client-0"
    )
    assert rule["referencedSecurityGroupId"] == "clinic-instances-id"
    for template in recording.all_of("aws:ec2/launchTemplate:LaunchTemplate").values():
        assert template.inputs["vpcSecurityGroupIds"] == ["clinic-instances-id"]


def test_instances_may_use_the_products_data_and_no_other(recording: Recording) -> None:
    """Sessions, one secret with its key, one bucket; versions of objects stay out of reach."""
    policy = recording.inputs("aws:iam/rolePolicy:RolePolicy", "clinic-primary-instance")["policy"]
    statements = json.loads(policy)["Statement"]
    resources = [statement["Resource"] for statement in statements]
    bucket = "arn:aws:s3:us-east-1:111111111111:bucket/clinic-store-objects"
    assert resources == [
        ["*"],
        ["arn:aws:secretsmanager:::secret:clinic-database-postgres"],
        ["arn:aws:kms:us-east-1:111111111111:key/clinic-database-key"],
        [bucket],
        [f"{bucket}/*"],
    ]
    decrypting = statements[2]
    assert decrypting["Action"] == ["kms:Decrypt"]
    assert decrypting["Condition"] == {
        "StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}
    }
    actions = [action for statement in statements for action in statement["Action"]]
    assert "s3:DeleteObjectVersion" not in actions
    assert not [action for action in actions if action.endswith("*")]


def test_people_are_told_of_every_part(recording: Recording) -> None:
    """PODs, entries, database and copies have an alarm within a minute, over one topic."""
    alarms = recording.all_of("aws:cloudwatch/metricAlarm:MetricAlarm")
    slow = {"clinic-service-errors", "clinic-service-slow"}
    assert sorted(set(alarms) - slow) == [
        "clinic-database",
        "clinic-maintenance",
        "clinic-primary-entry",
        "clinic-primary-pod",
        "clinic-secondary-entry",
        "clinic-secondary-pod",
        "clinic-snapshots",
    ]
    del alarms["clinic-maintenance"]  # keeps others silent, and is heard by nobody
    for alarm in alarms.values():
        queries = [
            each["metric"] for each in alarm.inputs.get("metricQueries", []) if "metric" in each
        ]
        periods = [each["period"] for each in queries or [alarm.inputs]]
        assert max(periods) * alarm.inputs["datapointsToAlarm"] <= 60
        assert alarm.inputs["alarmActions"] == alarm.inputs["okActions"]
        assert alarm.inputs["alarmActions"][0].endswith("clinic-alerts-topic")
    silent = {
        name for name, alarm in alarms.items() if alarm.inputs["treatMissingData"] != "breaching"
    }
    assert silent == {"clinic-snapshots", "clinic-service-errors", "clinic-service-slow"}


def test_a_pod_below_its_running_share_raises_an_alarm(recording: Recording) -> None:
    """The threshold is what must run, in the group that only this POD is in."""
    alarm = recording.inputs("aws:cloudwatch/metricAlarm:MetricAlarm", "clinic-secondary-pod")
    assert (alarm["threshold"], alarm["comparisonOperator"]) == (2, "LessThanThreshold")
    assert alarm["dimensions"]["TargetGroup"].endswith("/clinic-secondary")


def test_checks_are_watched_where_their_metrics_are() -> None:
    """Outside us-east-1 the alarms of the entries, and a topic for them, lie there."""
    recording = pair(availability_zones=["eu-west-1a", "eu-west-1b"])
    alarms = recording.all_of("aws:cloudwatch/metricAlarm:MetricAlarm")
    elsewhere = {
        name for name, alarm in alarms.items() if alarm.inputs.get("region") == "us-east-1"
    }
    assert elsewhere == {"clinic-primary-entry", "clinic-secondary-entry", "clinic-maintenance"}
    topics = recording.all_of("aws:sns/topic:Topic")
    assert topics["clinic-checks-topic"].inputs["region"] == "us-east-1"
    assert "region" not in topics["clinic-alerts-topic"].inputs
    (action,) = alarms["clinic-primary-entry"].inputs["alarmActions"]
    assert action.endswith("clinic-checks-topic")


def test_data_is_protected_and_nothing_else(recording: Recording) -> None:
    """Without configuration, none of database, key, bucket and zone is deleted by mistake."""
    protected = {each.name for each in recording.resources if each.protect}
    assert protected == {
        "clinic-database-postgres",
        "clinic-database-key",
        "clinic-domain",
        "clinic-store-objects",
    }


@pytest.mark.requirement("A5")
def test_names_stay_when_a_page_comes(recording: Recording) -> None:
    """The same records, the same sets: only where one of them leads is another."""

    def of_names(recorded: Recording) -> dict[str, tuple[str, str]]:
        return {
            name: (each.inputs["name"], each.inputs["setIdentifier"])
            for name, each in recorded.all_of("aws:route53/record:Record").items()
        }

    assert of_names(recording) == {
        "clinic-primary": ("home.clinic.example", "primary"),
        "clinic-secondary": ("home.clinic.example", "secondary"),
        "clinic-regions-home": ("clinic.example", "home"),
        "clinic-regions-elsewhere": ("clinic.example", "elsewhere"),
    }
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/clinic"
    page = {"region": "us-west-2", "certificate_arn": arn}
    with_page = pair(page=page, traffic={"certificate_arn": arn})
    assert of_names(with_page) == of_names(recording)


def test_the_callers_options_reach_every_resource() -> None:
    """Aliases stay on the pair; protection and the provider go down to every child."""

    def program() -> None:
        provider = aws.Provider("elsewhere", region="us-east-1")
        opts = pulumi.ResourceOptions(
            protect=True, provider=provider, aliases=[pulumi.Alias(name="hospital")]
        )
        PodPair("clinic", ARGS, opts)

    recording = record(program)
    (found,) = recording.all_of("pods:index:PodPair").values()
    assert "hospital" in found.aliases
    rest = [each for each in recording.resources if not each.type.startswith("pulumi:")]
    assert all(each.protect for each in rest)


def test_every_resource_has_a_parent(recording: Recording) -> None:
    """Nothing but the pair hangs under the stack."""
    under_the_stack = [
        each.name for each in recording.resources if each.parent in {"", "pods-test"}
    ]
    assert under_the_stack == ["clinic"]


def test_the_pair_stays_small(recording: Recording) -> None:
    """Each resource costs every run about twenty milliseconds: 125 are enough."""
    assert 90 < len(recording.resources) <= 125


@pytest.mark.parametrize(
    ("changes", "token", "name", "property_name", "value"),
    [
        ({"database": {"multi_az": False}}, "aws:rds/instance:Instance", None, "multiAz", False),
        (
            {"database": {"backup_retention_days": 7}},
            "aws:rds/instance:Instance",
            None,
            "backupRetentionPeriod",
            7,
        ),
        (
            {"object_store": {"versioning": False}},
            "aws:s3/bucketVersioning:BucketVersioning",
            None,
            "versioningConfiguration",
            {"status": "Suspended"},
        ),
        ({"secondary": {"running": 0}}, GROUP, "clinic-secondary-group", "minSize", 0),
        (
            {"secondary": {"availability_zone": "us-east-1a"}},
            GROUP,
            "clinic-secondary-group",
            "vpcZoneIdentifiers",
            ["clinic-network-private-a-id"],
        ),
    ],
    ids=["one zone", "a week", "no versions", "no capacity", "same zone"],
)
def test_what_the_policy_pack_judges_is_expressible(
    changes: dict[str, Any], token: str, name: str | None, property_name: str, value: Any
) -> None:
    """The judge is not the builder: a weak choice reaches the preview, where it is refused."""
    assert pair(**changes).inputs(token, name)[property_name] == value


def test_a_daily_schedule_is_expressible() -> None:
    """So is an interval of 24 hours."""
    details = pair(snapshots={"interval_hours": 24}).inputs(
        "aws:dlm/lifecyclePolicy:LifecyclePolicy"
    )
    (schedule,) = details["policyDetails"]["schedules"]
    assert schedule["createRule"]["interval"] == 24


def test_what_cannot_be_built_is_refused() -> None:
    """Three zones do not make a pair, and the message says what to do."""
    with pytest.raises(TopologyError, match="Name two zones of one Region"):
        pair(availability_zones=["us-east-1a", "us-east-1b", "us-east-1c"])


def test_every_part_is_asked_before_anything_is_registered() -> None:
    """A person mends the program in one go, and the preview shows nothing half made.

    The database says for itself how many zones its kind needs.
    """
    args: Any = {
        **ARGS,
        "availability_zones": ["us-east-1a"],
        "secondary": {"availability_zone": "us-east-1a", "running": -1},
        "pod": {"instance_type": "large"},
        "network": {"cidr_block": "10.0.0.0/30"},
        "traffic": {"check_interval_seconds": 5},
        "database": {"backup_retention_days": 36},
        "snapshots": {"interval_hours": 13},
        "object_store": {"noncurrent_days": 0},
        "alerts": {"subscriptions": []},
    }
    with pytest.raises(TopologyError) as raised:
        PodPair("clinic", args)
    assert [problem.subject for problem in raised.value.problems] == [
        "clinic: availability_zones",
        "clinic: network.cidr_block",
        "clinic: secondary.running",
        "clinic: pod.instance_type",
        "clinic: traffic.check_interval_seconds",
        "clinic: database.backup_retention_days",
        "clinic: snapshots.interval_hours",
        "clinic: object_store.noncurrent_days",
        "clinic: alerts.subscriptions",
    ]
