"""What a registry copies to another Region: one setting for the whole account."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

import pulumi
import pulumi_aws as aws

from pods.components.arguments.check import check_arguments
from pods.components.arguments.planning import planned
from pods.components.arguments.refusals import refuses_plainly
from pods.components.containers.image_args import ImageReplicationArgs
from pods.components.identity import account_of
from pods.components.regions.stack import region_of_stack
from pods.topology import plan_image_replication

__all__ = ["ImageReplication"]


@refuses_plainly
class ImageReplication(pulumi.ComponentResource):
    """The replication of an account's registry in one Region, of which there can only be one."""

    registry_id: pulumi.Output[str]
    """Registry that copies: the account's."""

    def __init__(
        self, name: str, args: ImageReplicationArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ImageReplicationArgs)
        super().__init__("pods:index:ImageReplication", name, {}, opts)
        asked = {
            "replica_region": args["replica_region"],
            "repositories": len(args["repository_arns"]),
            "home_region": region_of_stack(opts),
        }
        self.plan = planned(name, plan_image_replication, asked)
        arns = [pulumi.Output.from_input(arn) for arn in args["repository_arns"]]
        destination: aws.ecr.ReplicationConfigurationReplicationConfigurationRuleDestinationArgsDict
        destination = {"region": self.plan.replica_region, "registry_id": account_of(arns[0])}
        configuration = aws.ecr.ReplicationConfiguration(
            f"{name}-registry",
            replication_configuration={
                "rules": [
                    {
                        "destinations": [destination],
                        "repository_filters": [
                            {"filter": _name_in(arn), "filter_type": "PREFIX_MATCH"} for arn in arns
                        ],
                    }
                ]
            },
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.registry_id = configuration.registry_id
        self.register_outputs({"registry_id": self.registry_id})


def _name_in(arn: pulumi.Output[str]) -> pulumi.Output[str]:
    """Return the repository's name: arn:aws:ecr:region:account:repository/name."""
    return arn.apply(lambda text: text.split(":", 5)[5].partition("/")[2])
