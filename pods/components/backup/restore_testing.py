"""Restores on a schedule: a backup that was never restored is a hope."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from pods.components.backup.roles import restore_role
from pods.components.backup.surroundings import Surroundings
from pods.components.backup.vaults import Vault
from pods.topology import RestoreTestsPlan

__all__ = ["restore_tests"]


def restore_tests(
    around: Surroundings, plan: RestoreTestsPlan, vault: Vault, places: Mapping[str, Any]
) -> pulumi.Output[str]:
    """Make the plan and a selection for each type; return the ARN of the role that restores."""
    role_arn = restore_role(around, plan.resource_types)
    made = aws.backup.RestoreTestingPlan(
        f"{around.stem}-restores",
        name=around.identifier("restores"),
        schedule_expression=plan.cron,
        schedule_expression_timezone="Etc/UTC",
        start_window_hours=plan.start_window_hours,
        recovery_point_selection={
            "algorithm": "LATEST_WITHIN_WINDOW",
            "include_vaults": [vault.arn],
            "recovery_point_types": ["SNAPSHOT"],
            "selection_window_days": plan.selection_window_days,
        },
        tags=around.tags,
        opts=around.of_this,
    )
    for each in plan.resource_types:
        aws.backup.RestoreTestingSelection(
            f"{around.stem}-{each.lower()}-restores",
            name=around.identifier(each.lower()),
            restore_testing_plan_name=made.name,
            iam_role_arn=role_arn,
            protected_resource_type=each,
            # Everything that has a recovery point in the vault, however it was chosen.
            protected_resource_arns=["*"],
            restore_metadata_overrides=_overrides(each, places),
            validation_window_hours=plan.validation_hours,
            opts=around.of_this,
        )
    return role_arn


def _overrides(resource_type: str, places: Mapping[str, Any]) -> dict[str, pulumi.Input[str]]:
    """Return where this type is restored; each key as AWS Backup names it for the type."""
    groups = pulumi.Output.from_input(places.get("security_group_ids") or []).apply(json.dumps)
    cluster = {
        "dbSubnetGroupName": places.get("db_subnet_group_name"),
        "vpcSecurityGroupIds": groups,
    }
    by_type: dict[str, dict[str, Any]] = {
        "Aurora": cluster,
        # One zone will do to prove that it can be restored.
        "RDS": {**cluster, "multiAz": "false"},
        "EC2": {"subnetId": places.get("subnet_id"), "securityGroupIds": groups},
        "EBS": {"availabilityZone": places.get("availability_zone")},
        "S3": {},
    }
    return {key: value for key, value in by_type[resource_type].items() if value is not None}
