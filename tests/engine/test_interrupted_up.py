"""`pulumi up` ended at any point: the next one completes the stack and makes nothing twice."""

import signal
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.engine.interrupted_program import PROGRAM
from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine

_ENDINGS = [
    pytest.param(signal.SIGINT, 5, id="Ctrl-C early"),
    pytest.param(signal.SIGTERM, 16, id="terminated midway"),
    pytest.param(signal.SIGKILL, 10, id="killed early"),
    pytest.param(signal.SIGKILL, 30, id="killed late"),
]


@pytest.mark.parametrize(("how", "after"), _ENDINGS)
def test_the_next_up_completes_an_interrupted_one(
    new_program: Callable[[str, str], Project],
    aws: Callable[[str], Any],
    how: signal.Signals,
    after: int,
) -> None:
    """Whatever the signal, everything stands afterwards, once, and nothing stays after destroy."""
    project = new_program(f"interrupted-{how.name.lower()}-{after}", PROGRAM)
    before = _counted(aws)

    def is_far_enough(output: str) -> bool:
        return output.count(" created (") >= after

    as_for_users = replace(project, checkpoints=True)
    output = as_for_users.killed(("up", "--yes", "--skip-preview"), is_far_enough, how)
    completed = project.run("up", "--yes", "--skip-preview")
    assert completed.code == 0, str(completed)
    again = project.run("preview", "--expect-no-changes")
    assert again.code == 0, str(again)
    everything = project.export()
    assert output.count(" created (") < len(everything), "it was over before the signal came"
    standing = [r for r in everything if r["type"] == "aws:ec2/vpc:Vpc"]
    assert len(standing) == 1
    assert _counted(aws)["vpcs"] == before["vpcs"] + 1
    assert _counted(aws)["load balancers"] == before["load balancers"] + 2
    gone = project.run("destroy", "--yes", "--skip-preview")
    assert gone.code == 0, str(gone)
    assert _counted(aws) == before


def _counted(aws: Callable[[str], Any]) -> dict[str, int]:
    """Count what a lost creation would leave behind."""
    ec2 = aws("ec2")
    return {
        "vpcs": len(ec2.describe_vpcs()["Vpcs"]),
        "subnets": len(ec2.describe_subnets()["Subnets"]),
        "addresses": len(ec2.describe_addresses()["Addresses"]),
        "launch templates": len(ec2.describe_launch_templates()["LaunchTemplates"]),
        "groups": len(aws("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]),
        "load balancers": len(aws("elbv2").describe_load_balancers()["LoadBalancers"]),
        "databases": len(aws("rds").describe_db_instances()["DBInstances"]),
        "buckets": len(aws("s3").list_buckets()["Buckets"]),
        "roles": len(aws("iam").list_roles()["Roles"]),
        "topics": len(aws("sns").list_topics()["Topics"]),
        "policies": len(aws("dlm").get_lifecycle_policies()["Policies"]),
    }
