"""What every role may do, over whole programs: nothing by a wildcard that has no reason."""

import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.components.recording import Recording, record
from tests.components.test_pod_pair import pair
from tests.topology.policy_evaluation import is_allowed, listed, matches, statements

EXAMPLES = Path(__file__).parents[2] / "docs/components"
# Programs that ask for roles; the pair's is what its tests take for ordinary.
PROGRAMS = (
    "alerts",
    "backups",
    "container_pod",
    "isolation_switch",
    "platform",
    "pod_pair",
    "probes",
    "recovery_region",
    "snapshot_schedule",
    "switches",
    "workload_boundary",
)

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


@pytest.fixture(scope="module", params=PROGRAMS)
def recording(request: pytest.FixtureRequest) -> Recording:
    """Return everything that one program asks for."""
    if request.param == "pod_pair":
        return pair()
    example = str(EXAMPLES / f"{request.param}.py")
    return record(lambda: runpy.run_path(example, run_name="__main__"))


def grants(recording: Recording) -> Iterator[Grant]:
    """Return every statement that gives a role something; a boundary gives nothing."""
    for each in recording.resources:
        if each.type in {"aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy"}:
            for statement in statements(each.inputs["policy"]):
                if statement["Effect"] == "Allow" and not each.name.endswith("-boundary"):
                    yield Grant(each.name, dict(statement))


@pytest.mark.requirement("A16", "B10")
def test_no_action_is_a_wildcard(recording: Recording) -> None:
    """But for families of one action, no role may do more than what is written out."""
    found = [
        f"{grant.policy}: {action}"
        for grant in grants(recording)
        for action in grant.actions
        if "*" in action and action not in FAMILIES
    ]
    assert found == []


@pytest.mark.requirement("A16", "B10")
def test_a_resource_is_named_wherever_it_can_be(recording: Recording) -> None:
    """`Resource: *` stands only beside actions for which IAM knows no resource."""
    found = [
        f"{grant.policy}: {action}"
        for grant in grants(recording)
        if "*" in grant.resources
        for action in grant.actions
        if not matches(list(WITHOUT_RESOURCE), action)
    ]
    assert found == []


@pytest.mark.requirement("B10")
def test_no_workload_may_harm_what_a_recovery_needs(recording: Recording) -> None:
    """No role that an instance, a task or a function takes on can delete or alter copies."""
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
            resources = listed(statement["Resource"])
            # Whatever the circumstances: no condition makes it right.
            document = {"Statement": [{**statement, "Condition": {}}]}
            found += [
                f"{each.name}: {action}"
                for action in HARM
                for resource in resources
                if is_allowed(document, action, resource)
            ]
    assert found == []


@pytest.mark.requirement("B10")
def test_every_role_says_who_takes_it_on(recording: Recording) -> None:
    """A service of AWS, or principals that the program names: never anybody."""
    found = [
        each.name
        for each in recording.all_of("aws:iam/role:Role").values()
        for statement in statements(each.inputs["assumeRolePolicy"])
        if statement["Principal"] in ("*", {"AWS": "*"}) or "*" in listed(statement["Action"])
    ]
    assert found == []


def test_an_instance_uses_its_own_data_only() -> None:
    """The evaluation finds what a role may do: it is no test that finds nothing."""
    policy = pair().inputs("aws:iam/rolePolicy:RolePolicy", "clinic-primary-instance")["policy"]
    own = {
        "secretsmanager:GetSecretValue": "arn:aws:secretsmanager:::secret:clinic-database-postgres",
        "s3:DeleteObject": "arn:aws:s3:us-east-1:111111111111:bucket/clinic-store-objects/a",
    }
    for action, resource in own.items():
        assert is_allowed(policy, action, resource)
        assert not is_allowed(policy, action, resource.replace("clinic", "agenda"))
