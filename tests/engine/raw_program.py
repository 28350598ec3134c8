"""Small programs without components, for what the provider owes any program."""

NETWORK = """
import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("raw", cidr_block="{cidr}", tags={{"Name": "{name}"}})
subnet = aws.ec2.Subnet("raw", vpc_id=vpc.id, cidr_block=vpc.cidr_block)
pulumi.export("vpc", vpc.id)
pulumi.export("subnet", subnet.id)
"""

SECRET = """
import pulumi
import pulumi_aws as aws

database = aws.rds.Instance(
    "raw",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="clinic",
    password=pulumi.Output.secret("{password}"),
    skip_final_snapshot=True,
)
parameter = aws.ssm.Parameter("raw", type="SecureString", value=pulumi.Output.secret("{password}"))
pulumi.export("password", database.password)
"""

WRONG = """
import pulumi_aws as aws

aws.ec2.Vpc("first", cidr_block="10.0.0.0/16")
aws.ec2.LaunchTemplate("raw", metadata_options={"httpTokenz": "required"})
"""

TWO_REGIONS = """
import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2", default_tags={"tags": {"pods:tier": "1"}})
there = aws.ec2.Vpc("there", cidr_block="10.1.0.0/16", opts=pulumi.ResourceOptions(provider=west))
here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
elsewhere = aws.sns.Topic("elsewhere", region="us-west-2")
zones = aws.get_availability_zones(opts=pulumi.InvokeOptions(provider=west))
pulumi.export("there", there.id)
pulumi.export("here", here.id)
pulumi.export("topic", elsewhere.arn)
pulumi.export("tags", there.tags_all)
pulumi.export("zones", zones.names)
"""
