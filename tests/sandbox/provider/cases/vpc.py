"""EC2: networks."""

from tests.sandbox.provider.round_trip import Case, World


def _rename(world: World, resource_id: str) -> dict[str, object]:
    world.client("ec2").modify_vpc_attribute(VpcId=resource_id, EnableDnsSupport={"Value": False})
    return {"enableDnsSupport": False}


CASES = (
    Case(
        token="aws:ec2/vpc:Vpc",
        inputs=lambda _: {
            "cidrBlock": "10.0.0.0/16",
            "enableDnsHostnames": True,
            "enableDnsSupport": True,
            "tags": {"Name": "clinic"},
        },
        update={"enableDnsHostnames": False, "tags": {"Name": "clinic", "pods:tier": "1"}},
        replaces={"cidrBlock": "10.1.0.0/16"},
        drift=_rename,
    ),
)
