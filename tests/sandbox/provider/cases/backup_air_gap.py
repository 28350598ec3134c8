"""AWS Backup: logically air-gapped vaults, and inputs of types that others have tried in part."""

from tests.sandbox.provider.cases.backup import role
from tests.sandbox.provider.cases.backup_audit import testing_plan
from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.round_trip import Case

CASES = (
    Case(
        token="aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
        inputs=lambda world: {
            "name": "air-gap",
            "minRetentionDays": 7,
            "maxRetentionDays": 3650,
            "encryptionKeyArn": key(world)["arn"],
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:backup:us-east-1:123456789012:backup-vault:air-gap"},
        update={"tags": {"pods:tier": "1"}},
        replaces={"minRetentionDays": 14},
    ),
    Case(
        token="aws:backup/restoreTestingSelection:RestoreTestingSelection",
        inputs=lambda world: {
            "name": "buckets",
            "restoreTestingPlanName": testing_plan(world),
            "iamRoleArn": role(world),
            "protectedResourceType": "S3",
            "protectedResourceArns": ["*"],
            "validationWindowHours": 4,
        },
        update={"validationWindowHours": 8},
        replaces={"name": "other"},
    ),
)
