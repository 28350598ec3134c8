"""RDS: what database instances need around them."""

from tests.sandbox.provider.cases.sns import topic
from tests.sandbox.provider.networks import subnet, vpc
from tests.sandbox.provider.round_trip import Case, World


def subnet_group(world: World, vpc_id: str = "") -> str:
    """Make a subnet group over two zones; returns its name."""
    network = vpc_id or vpc(world)
    subnets = [subnet(world, network, zone) for zone in "ab"]
    inputs = {"name": "clinic", "description": "Clinic", "subnetIds": subnets}
    return str(world.make("aws:rds/subnetGroup:SubnetGroup", inputs)["id"])


def _two_subnets(world: World) -> list[str]:
    network = vpc(world)
    return [subnet(world, network, zone) for zone in "ab"]


def _unforce_tls(world: World, resource_id: str) -> dict[str, object]:
    world.client("rds").modify_db_parameter_group(
        DBParameterGroupName=resource_id,
        Parameters=[
            {
                "ParameterName": "rds.force_ssl",
                "ParameterValue": "0",
                "ApplyMethod": "immediate",
            }
        ],
    )
    return {"parameters": [{"name": "rds.force_ssl", "value": "0", "applyMethod": "immediate"}]}


CASES = (
    Case(
        token="aws:rds/subnetGroup:SubnetGroup",
        inputs=lambda world: {
            "name": "clinic",
            "description": "Data subnets",
            "subnetIds": _two_subnets(world),
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:subgrp:clinic"},
        update={"description": "Both zones", "tags": {"pods:tier": "1"}},
        replaces={"name": "surgery"},
    ),
    Case(
        token="aws:rds/parameterGroup:ParameterGroup",
        inputs=lambda _: {
            "name": "clinic",
            "description": "TLS only",
            "family": "postgres16",
            "parameters": [{"name": "rds.force_ssl", "value": "1", "applyMethod": "immediate"}],
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:pg:clinic"},
        update={
            "parameters": [
                {"name": "rds.force_ssl", "value": "1", "applyMethod": "pending-reboot"}
            ],
            "tags": {"Name": "surgery"},
        },
        replaces={"family": "postgres17"},
        drift=_unforce_tls,
    ),
    Case(
        token="aws:rds/eventSubscription:EventSubscription",
        inputs=lambda world: {
            "name": "clinic",
            "snsTopic": topic(world),
            "sourceType": "db-instance",
            "sourceIds": ["clinic"],
            "eventCategories": ["availability", "failover"],
            "enabled": True,
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:rds:us-east-1:123456789012:es:clinic"},
        update={"eventCategories": ["deletion"], "enabled": False, "tags": {"Name": "surgery"}},
        replaces={"name": "surgery"},
    ),
)
