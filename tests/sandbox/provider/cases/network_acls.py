"""EC2: network ACLs."""

from tests.sandbox.provider.networks import vpc
from tests.sandbox.provider.round_trip import Case, World

_ACL = "aws:ec2/networkAcl:NetworkAcl"


def _retag(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").create_tags(Resources=[resource_id], Tags=[{"Key": "Name", "Value": "x"}])
    return {"tags": {"Name": "x"}}


CASES = (
    Case(
        token=_ACL,
        inputs=lambda world: {"vpcId": vpc(world), "tags": {"Name": "deny-all"}},
        outputs={"subnetIds": []},
        update={"tags": {"Name": "closed"}},
        replaces={"vpcId": "vpc-0"},
        drift=_retag,
    ),
)
