"""Programs written by hand, each of which breaks one requirement."""

from dataclasses import dataclass, field
from typing import Any

__all__ = ["BROKEN", "Broken"]

_IMPORTS = """\
import json
import pulumi
import pulumi_aws as aws

tags = {"pods:service": "clinic", "pods:tier": "1", "pods:owner": "clinic-platform"}


def listed(**more):
    return [
        {"key": key.replace("_", ":"), "value": value, "propagate_at_launch": True}
        for key, value in {**tags, **more}.items()
    ]
"""
_NETWORK = """
vpc = aws.ec2.Vpc("net", cidr_block="10.0.0.0/16")
a, b = (
    aws.ec2.Subnet(z, vpc_id=vpc.id, cidr_block=f"10.0.{n}.0/24", availability_zone=f"us-east-1{z}")
    for n, z in enumerate("ab")
)
"""
_TEMPLATE = """
template = aws.ec2.LaunchTemplate("server", image_id="ami-12345678", instance_type="m7g.large")


def group(role, subnet, size, **more):
    return aws.autoscaling.Group(
        role,
        min_size=size,
        max_size=size,
        vpc_zone_identifiers=[subnet.id],
        launch_template={"id": template.id},
        tags=listed(pods_role=role),
        **more,
    )
"""
_DATABASE = """
aws.rds.Instance(
    "visits",
    engine="postgres",
    instance_class="db.m7g.large",
    allocated_storage=100,
    username="clinic",
    password=pulumi.Output.secret("correct-horse"),
    tags=tags,
    {settings},
)
"""


@dataclass(frozen=True)
class Broken:
    """One stack, the requirement that it breaks, and the rule that refuses it."""

    requirement: str
    rule: str
    program: str
    settings: dict[str, Any] = field(default_factory=dict)
    """Settings of the rule."""

    @property
    def text(self) -> str:
        """The whole program."""
        return _IMPORTS + self.program


def _database(settings: str) -> str:
    return _DATABASE.replace("{settings}", settings)


BROKEN = (
    Broken(
        "A4",
        "BC-HA-004",
        _NETWORK
        + """
address = aws.ec2.Eip("out", domain="vpc", tags=tags)
way_out = aws.ec2.NatGateway("out", subnet_id=a.id, allocation_id=address.id, tags=tags)
for zone, subnet in {"a": a, "b": b}.items():
    table = aws.ec2.RouteTable(
        zone,
        vpc_id=vpc.id,
        routes=[{"cidr_block": "0.0.0.0/0", "nat_gateway_id": way_out.id}],
        tags=tags,
    )
    aws.ec2.RouteTableAssociation(zone, subnet_id=subnet.id, route_table_id=table.id)
""",
    ),
    Broken("A5", "BC-HA-003", _NETWORK + 'aws.lb.LoadBalancer("entry", subnets=[a.id], tags=tags)'),
    Broken("A6", "BC-BKP-001", _database("multi_az=True, backup_retention_period=7")),
    Broken(
        "A7",
        "BC-HA-005",
        _NETWORK
        + _TEMPLATE
        + 'targets = aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id=vpc.id)\n'
        + 'group("primary", a, 2, target_group_arns=[targets.arn], health_check_type="EC2")\n',
    ),
    Broken("A8", "BC-POD-001", _NETWORK + _TEMPLATE + 'group("primary", a, 2)\n'),
    Broken(
        "A9",
        "BC-BKP-005",
        """
role = aws.iam.Role("snapshots", assume_role_policy=json.dumps({"Version": "2012-10-17"}))
schedule = {"interval": 24, "interval_unit": "HOURS", "times": "03:00"}
aws.dlm.LifecyclePolicy(
    "daily",
    description="once a day",
    execution_role_arn=role.arn,
    policy_details={
        "resource_types": ["VOLUME"],
        "target_tags": {"pods:snapshot": "clinic"},
        "schedules": [
            {
                "name": "daily",
                "create_rule": schedule,
                "retain_rule": {"interval": 180, "interval_unit": "DAYS"},
            }
        ],
    },
)
""",
    ),
    Broken(
        "A10",
        "BC-POD-003",
        _NETWORK + _TEMPLATE + 'group("primary", a, 4)\ngroup("secondary", b, 1)\n',
    ),
    Broken("A11", "BC-OBJ-001", 'aws.s3.Bucket("documents", tags=tags)\n'),
    Broken(
        "B4",
        "BC-BKP-008",
        """
visits = aws.rds.Instance(
    "visits",
    engine="postgres",
    instance_class="db.m7g.large",
    allocated_storage=100,
    username="clinic",
    password=pulumi.Output.secret("correct-horse"),
    backup_retention_period=0,
    tags=tags,
)
vault = aws.backup.Vault("vault")
role = aws.iam.Role("backup", assume_role_policy=json.dumps({"Version": "2012-10-17"}))
plan = aws.backup.Plan(
    "weekly",
    rules=[
        {
            "rule_name": "weekly",
            "target_vault_name": vault.name,
            "schedule": "cron(0 3 ? * SUN *)",
            "lifecycle": {"delete_after": 365},
        }
    ],
)
aws.backup.Selection("visits", plan_id=plan.id, iam_role_arn=role.arn, resources=[visits.arn])
""",
    ),
    Broken("B10", "BC-IMM-001", 'aws.backup.Vault("vault", tags=tags)\n'),
    Broken(
        "D1",
        "BC-CPY-001",
        _database("multi_az=True, backup_retention_period=35"),
    ),
    Broken(
        "D2",
        "BC-BKP-004",
        _database(
            "multi_az=True, backup_retention_period=35, "
            'backup_window="04:00-06:00", maintenance_window="mon:05:30-mon:06:30"'
        ),
    ),
    Broken("D3", "BC-BKP-003", _database("multi_az=True, backup_retention_period=0")),
    Broken(
        "D5",
        "BC-RTO-001",
        _NETWORK + _TEMPLATE + 'group("primary", a, 2)\n' + _database("multi_az=False"),
    ),
    Broken(
        "D8",
        "BC-MON-003",
        """
topic = aws.sns.Topic("alerts", tags=tags)
aws.sns.TopicSubscription(
    "one", topic=topic.arn, protocol="email", endpoint="on-call@clinic.example"
)
aws.cloudwatch.MetricAlarm(
    "down",
    comparison_operator="LessThanThreshold",
    evaluation_periods=1,
    metric_name="HealthyHostCount",
    namespace="AWS/ApplicationELB",
    period=60,
    statistic="Minimum",
    threshold=1,
    treat_missing_data="breaching",
    alarm_actions=[topic.arn],
    tags=tags,
)
""",
    ),
)
