"""Data Lifecycle Manager: snapshots on a schedule."""

from typing import Any

from tests.sandbox.provider.cases.iam import trust
from tests.sandbox.provider.round_trip import Case, World


def _role(world: World) -> str:
    role = {"name": "dlm", "assumeRolePolicy": trust("dlm.amazonaws.com")}
    return str(world.make("aws:iam/role:Role", role)["arn"])


def _details(hours: int) -> dict[str, Any]:
    return {
        "policyType": "EBS_SNAPSHOT_MANAGEMENT",
        "resourceTypes": ["VOLUME"],
        "targetTags": {"pods:snapshot": "clinic"},
        "parameters": {"excludeBootVolume": False},
        "schedules": [
            {
                "name": f"every-{hours}-hours",
                "createRule": {"interval": hours, "intervalUnit": "HOURS", "times": "01:00"},
                "retainRule": {"interval": 180, "intervalUnit": "DAYS"},
                "copyTags": True,
                "tagsToAdd": {"pods:schedule": "clinic"},
                "crossRegionCopyRules": [
                    {
                        "target": "eu-west-1",
                        "encrypted": True,
                        "cmkArn": "arn:aws:kms:eu-west-1:123456789012:key/copies",
                        "copyTags": True,
                        "retainRule": {"interval": 180, "intervalUnit": "DAYS"},
                    }
                ],
            }
        ],
    }


def _disable(world: World, resource_id: str) -> dict[str, object]:
    world.client("dlm").update_lifecycle_policy(PolicyId=resource_id, State="DISABLED")
    return {"state": "DISABLED"}


CASES = (
    Case(
        token="aws:dlm/lifecyclePolicy:LifecyclePolicy",
        inputs=lambda world: {
            "description": "Twice a day",
            "executionRoleArn": _role(world),
            "state": "ENABLED",
            "policyDetails": _details(12),
            "tags": {"Name": "clinic"},
        },
        update={"policyDetails": _details(6), "description": "Often", "tags": {"pods:tier": "1"}},
        replaces={"defaultPolicy": "VOLUME"},
        drift=_disable,
    ),
)
