"""A program of few resources, with one of every kind that an interrupted creation could lose."""

PROGRAM = """\
import json
import pulumi
import pulumi_aws as aws

who = {"Service": "dlm.amazonaws.com"}
service = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": who}
trust = json.dumps({"Version": "2012-10-17", "Statement": [service]})
vpc = aws.ec2.Vpc("net", cidr_block="10.0.0.0/16")
door = aws.ec2.InternetGateway("net", vpc_id=vpc.id)
subnets = [
    aws.ec2.Subnet(
        zone,
        vpc_id=vpc.id,
        cidr_block=f"10.0.{n}.0/24",
        availability_zone=f"us-east-1{zone}",
    )
    for n, zone in enumerate("ab")
]
for subnet, zone in zip(subnets, "ab"):
    table = aws.ec2.RouteTable(zone, vpc_id=vpc.id)
    aws.ec2.RouteTableAssociation(zone, subnet_id=subnet.id, route_table_id=table.id)
    address = aws.ec2.Eip(zone, domain="vpc", opts=pulumi.ResourceOptions(depends_on=[door]))
    aws.ec2.NatGateway(zone, subnet_id=subnet.id, allocation_id=address.id)
inside = aws.ec2.SecurityGroup("inside", vpc_id=vpc.id, description="inside")
template = aws.ec2.LaunchTemplate("server", image_id="ami-12345678", instance_type="m7g.large")
for place in ("primary", "secondary"):
    entry = aws.lb.LoadBalancer(place, subnets=[each.id for each in subnets], internal=True)
    targets = aws.lb.TargetGroup(place, port=80, protocol="HTTP", vpc_id=vpc.id)
    aws.lb.Listener(
        place,
        load_balancer_arn=entry.arn,
        port=80,
        protocol="HTTP",
        default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
    )
    aws.autoscaling.Group(
        place,
        min_size=1,
        max_size=2,
        vpc_zone_identifiers=[each.id for each in subnets],
        launch_template={"id": template.id},
        target_group_arns=[targets.arn],
    )
group = aws.rds.SubnetGroup("visits", subnet_ids=[each.id for each in subnets])
aws.rds.Instance(
    "visits",
    engine="postgres",
    instance_class="db.m7g.large",
    allocated_storage=20,
    username="clinic",
    password=pulumi.Output.secret("correct-horse"),
    db_subnet_group_name=group.name,
    vpc_security_group_ids=[inside.id],
    skip_final_snapshot=True,
)
files = aws.s3.Bucket("files")
aws.s3.BucketVersioning(
    "files", bucket=files.id, versioning_configuration={"status": "Enabled"}
)
role = aws.iam.Role("snapshots", assume_role_policy=trust)
allowed = {"Effect": "Allow", "Action": "ec2:CreateSnapshot", "Resource": "*"}
aws.iam.RolePolicy(
    "snapshots",
    role=role.id,
    policy=json.dumps({"Version": "2012-10-17", "Statement": [allowed]}),
)
topic = aws.sns.Topic("alerts")
aws.sns.TopicSubscription(
    "alerts", topic=topic.arn, protocol="email", endpoint="on-call@clinic.example"
)
aws.dlm.LifecyclePolicy(
    "twice",
    description="twice a day",
    execution_role_arn=role.arn,
    policy_details={
        "resource_types": ["VOLUME"],
        "target_tags": {"pods:snapshot": "clinic"},
        "schedules": [
            {
                "name": "twice",
                "create_rule": {"interval": 12, "interval_unit": "HOURS", "times": "03:00"},
                "retain_rule": {"count": 360},
            }
        ],
    },
)
"""
