"""Which of AWS's own managed policies let a role delete backups, snapshots or versions.

Read from the documents of 1,582 managed policies (as moto 5.2.5 carries them): a policy is listed
with those actions of `immutability/separation.py` that it allows, and not for service-linked roles.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["DELETERS", "ROLE_CHANGERS", "is_of_aws"]

_POINTS: Final = (
    "backup:DeleteBackupVault",
    "backup:DeleteRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
)
_TABLES: Final = ("dynamodb:DeleteBackup",)
_SNAPSHOTS: Final = ("ec2:DeleteSnapshot",)
_IMAGES: Final = ("ec2:DeregisterImage",)
_AUTOMATED: Final = (
    "rds:DeleteDBClusterAutomatedBackup",
    "rds:DeleteDBInstanceAutomatedBackup",
)
_CLUSTERS: Final = ("rds:DeleteDBClusterSnapshot",)
_DATABASES: Final = ("rds:DeleteDBSnapshot",)
_VERSIONS: Final = ("s3:DeleteObjectVersion",)
_ALL: Final = (
    *_POINTS,
    *_TABLES,
    *_SNAPSHOTS,
    *_IMAGES,
    *_AUTOMATED,
    *_CLUSTERS,
    *_DATABASES,
    *_VERSIONS,
)

DELETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "AIDevOpsAgentActionsPolicy": _ALL,
    "AWSApplicationMigrationEC2Access": _SNAPSHOTS,
    "AWSApplicationMigrationNetworkMigrationMultiAccount": _SNAPSHOTS,
    "AWSBackupFullAccess": (
        *_POINTS,
        *_TABLES,
        *_SNAPSHOTS,
        *_IMAGES,
        *_CLUSTERS,
        *_DATABASES,
    ),
    "AWSBackupServiceRolePolicyForBackup": (
        *_TABLES,
        *_SNAPSHOTS,
        *_IMAGES,
        *_AUTOMATED,
        *_CLUSTERS,
        *_DATABASES,
    ),
    "AWSBackupServiceRolePolicyForRestores": _SNAPSHOTS,
    "AWSCodeStarServiceRole": (
        *_SNAPSHOTS,
        *_IMAGES,
        *_VERSIONS,
    ),
    "AWSConnector": (
        *_SNAPSHOTS,
        *_IMAGES,
    ),
    "AWSDataLifecycleManagerServiceRole": _SNAPSHOTS,
    "AWSDataLifecycleManagerServiceRoleForAMIManagement": (
        *_SNAPSHOTS,
        *_IMAGES,
    ),
    "AWSDeepRacerFullAccess": _VERSIONS,
    "AWSElasticBeanstalkCustomPlatformforEC2Role": (
        *_SNAPSHOTS,
        *_IMAGES,
    ),
    "AWSElasticBeanstalkRoleCore": _VERSIONS,
    "AWSElasticBeanstalkService": _VERSIONS,
    "AWSElasticDisasterRecoveryConsoleFullAccess": _SNAPSHOTS,
    "AWSElasticDisasterRecoveryConsoleFullAccess_v2": _SNAPSHOTS,
    "AWSIoTDeviceTesterForFreeRTOSFullAccess": _VERSIONS,
    "AWSIoTDeviceTesterForGreengrassFullAccess": _VERSIONS,
    "AWSMarketplaceFullAccess": (
        *_SNAPSHOTS,
        *_IMAGES,
    ),
    "AWSMcpServiceActionsFullAccess": _ALL,
    "AWSQuickSetupSSMManageResourcesExecutionPolicy": _VERSIONS,
    "AWSStorageGatewayFullAccess": _SNAPSHOTS,
    "AWSThinkboxAWSPortalAdminPolicy": _VERSIONS,
    "AdministratorAccess": _ALL,
    "AdministratorAccess-AWSElasticBeanstalk": _VERSIONS,
    "AdministratorAccess-Amplify": _VERSIONS,
    "AmazonAppStreamServiceAccess": _VERSIONS,
    "AmazonDocDBConsoleFullAccess": _CLUSTERS,
    "AmazonDocDBFullAccess": _CLUSTERS,
    "AmazonDynamoDBFullAccess": _TABLES,
    "AmazonDynamoDBFullAccess_v2": _TABLES,
    "AmazonDynamoDBFullAccesswithDataPipeline": _TABLES,
    "AmazonEBSCSIDriverEKSClusterScopedPolicy": _SNAPSHOTS,
    "AmazonEBSCSIDriverPolicy": _SNAPSHOTS,
    "AmazonEBSCSIDriverPolicyV2": _SNAPSHOTS,
    "AmazonEC2FullAccess": (
        *_SNAPSHOTS,
        *_IMAGES,
    ),
    "AmazonEC2RoleforDataPipelineRole": (
        *_TABLES,
        *_VERSIONS,
    ),
    "AmazonElasticMapReduceFullAccess": _VERSIONS,
    "AmazonElasticMapReduceforEC2Role": (
        *_TABLES,
        *_VERSIONS,
    ),
    "AmazonLaunchWizardFullAccessV2": _SNAPSHOTS,
    "AmazonRDSFullAccess": (
        *_AUTOMATED,
        *_CLUSTERS,
        *_DATABASES,
    ),
    "AmazonS3FullAccess": _VERSIONS,
    "AmazonSSMAutomationRole": (
        *_SNAPSHOTS,
        *_IMAGES,
    ),
    "AmazonWorkSpacesPoolServiceAccess": _VERSIONS,
    "ConsoleFullAccessFromVercel": (
        "rds:DeleteDBClusterAutomatedBackup",
        *_CLUSTERS,
    ),
    "DataScientist": (
        *_TABLES,
        *_AUTOMATED,
        *_CLUSTERS,
        *_DATABASES,
    ),
    "DatabaseAdministrator": (
        *_TABLES,
        *_AUTOMATED,
        *_CLUSTERS,
        *_DATABASES,
        *_VERSIONS,
    ),
    "EC2ImageBuilderExecutionPolicy": _IMAGES,
    "EC2ImageBuilderLifecycleExecutionPolicy": (
        *_SNAPSHOTS,
        *_IMAGES,
    ),
    "NeptuneConsoleFullAccess": _CLUSTERS,
    "NeptuneFullAccess": _CLUSTERS,
    "PowerUserAccess": _ALL,
    "ROSAAmazonEBSCSIDriverOperatorPolicy": _SNAPSHOTS,
    "SageMakerStudioAdminIAMPermissiveExecutionPolicy": (
        *_AUTOMATED,
        *_CLUSTERS,
        *_DATABASES,
        *_VERSIONS,
    ),
    "SageMakerStudioProjectRoleMachineLearningPolicy": _VERSIONS,
    "SageMakerStudioProjectUserRolePolicy": _VERSIONS,
    "SageMakerStudioUserIAMDefaultExecutionPolicy": _VERSIONS,
    "SageMakerStudioUserIAMPermissiveExecutionPolicy": (
        *_AUTOMATED,
        *_CLUSTERS,
        *_DATABASES,
        *_VERSIONS,
    ),
    "SystemAdministrator": (
        *_SNAPSHOTS,
        *_IMAGES,
        *_VERSIONS,
    ),
}

ROLE_CHANGERS: Final[Mapping[str, tuple[str, ...]]] = dict.fromkeys(
    (
        "AWSMcpServiceActionsFullAccess",
        "AWSQuickSetupManagedInstanceProfileExecutionPolicy",
        "AdministratorAccess",
        "AdministratorAccess-Amplify",
        "IAMFullAccess",
    ),
    (),
)
"""Those that let a role change the policies of any role, its own among them; by any such action."""


def is_of_aws(arn: str) -> bool:
    """Answer whether an ARN is that of a policy that AWS manages."""
    return ":iam::aws:policy/" in arn
