"""What the roles of a recorded program may do, and which of it has no reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.components.recording import Recording
from tests.topology.policy_evaluation import is_allowed, listed, matches, statements

# IAM offers no resource to name, or none that is known before the call; each with its reason.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
WITHOUT_RESOURCE = {
    "cloudtrail:LookupEvents": "looks through the account's history",
    "cloudwatch:DescribeAlarms": "a composite alarm is described only with every resource",
    "cloudwatch:GetMetricData": "metrics are no resources",
    "cloudwatch:PutMetricData": "metrics are no resources; the namespace is a condition",
    "ec2:Describe*": "nothing that describes takes a resource",
    "ecr:GetAuthorizationToken": "a token is for the registry",
    "events:ListRules": "a list is of all",
    "rds:Describe*": "a restore test lists what it finds; what changes is limited",
    "rds:ListTagsForResource": "AWS Backup reads the tags of what it lists",
    "s3:ListAllMyBuckets": "a list is of all",
    "ssm:UpdateInstanceInformation": "the instance is known once it runs",
    "ssmmessages:*": "a channel is no resource",
    "tag:GetResources": "a search is over all",
}
# Actions that differ by their ending only, of which AWS's own documents say to allow all.
FAMILIES = {"kms:GenerateDataKey*", "kms:ReEncrypt*", "ssmmessages:*"}

# What no workload may do, whatever it is given; a marker over versions is no loss.
HARM = (
    "backup:DeleteRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
    "dlm:DeleteLifecyclePolicy",
    "ec2:DeleteSnapshot",
    "ec2:DeregisterImage",
    "ec2:ModifySnapshotAttribute",
    "kms:DisableKey",
    "kms:ScheduleKeyDeletion",
    "rds:DeleteDBClusterSnapshot",
    "rds:DeleteDBInstanceAutomatedBackup",
    "rds:DeleteDBSnapshot",
    "s3:BypassGovernanceRetention",
    "s3:DeleteObjectVersion",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
    "secretsmanager:DeleteSecret",
)
WORKLOADS = ("ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "lambda.amazonaws.com")


@dataclass(frozen=True)
class Grant:
    """One statement that allows, and the policy that it is in."""

    policy: str
    statement: dict[str, Any]

    @property
    def actions(self) -> list[str]:
        """Return the actions, as patterns."""
        return listed(self.statement["Action"])

    @property
    def resources(self) -> list[str]:
        """Return the resources, as patterns."""
        return listed(self.statement["Resource"])


def grants(recording: Recording) -> Iterator[Grant]:
    """Return every statement that gives a role something; a boundary gives nothing."""
    for each in recording.resources:
        if each.type in {"aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy"}:
            for statement in statements(each.inputs["policy"]):
                if statement["Effect"] == "Allow" and not each.name.endswith("-boundary"):
                    yield Grant(each.name, dict(statement))


def wildcards(recording: Recording) -> list[str]:
    """Return the actions that are not written out, but for families of one action."""
    return [
        f"{grant.policy}: {action}"
        for grant in grants(recording)
        for action in grant.actions
        if "*" in action and action not in FAMILIES
    ]


def unnamed(recording: Recording) -> list[str]:
    """Return the actions that are allowed on `*` though IAM knows a resource for them."""
    return [
        f"{grant.policy}: {action}"
        for grant in grants(recording)
        if "*" in grant.resources
        for action in grant.actions
        if not matches(list(WITHOUT_RESOURCE), action)
    ]


def harm(recording: Recording) -> list[str]:
    """Return what a role that an instance, a task or a function takes on could destroy."""
    roles = {
        each.name
        for each in recording.all_of("aws:iam/role:Role").values()
        for statement in statements(each.inputs["assumeRolePolicy"])
        if set(listed(statement["Principal"].get("Service", []))) & set(WORKLOADS)
    }
    found = []
    for each in recording.all_of("aws:iam/rolePolicy:RolePolicy").values():
        role = str(each.inputs["role"]).removesuffix("-id")
        for statement in statements(each.inputs["policy"]) if role in roles else ():
            # Whatever the circumstances: no condition makes it right.
            document = {"Statement": [{**statement, "Condition": {}}]}
            found += [
                f"{each.name}: {action}"
                for action in HARM
                for resource in listed(statement["Resource"])
                if is_allowed(document, action, resource)
            ]
    return found


def open_to_anybody(recording: Recording) -> list[str]:
    """Return the roles that do not say who takes them on."""
    return [
        each.name
        for each in recording.all_of("aws:iam/role:Role").values()
        for statement in statements(each.inputs["assumeRolePolicy"])
        if statement["Principal"] in ("*", {"AWS": "*"}) or "*" in listed(statement["Action"])
    ]
