"""What every role may do, over whole programs: nothing by a wildcard that has no reason."""

import runpy
from pathlib import Path

import pytest

from tests.components.granted import grants, harm, open_to_anybody, unnamed, wildcards
from tests.components.recording import Recording, record
from tests.components.test_pod_pair import pair
from tests.topology.policy_evaluation import is_allowed

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


@pytest.fixture(scope="module", params=PROGRAMS)
def recording(request: pytest.FixtureRequest) -> Recording:
    """Return everything that one program asks for."""
    if request.param == "pod_pair":
        return pair()
    example = str(EXAMPLES / f"{request.param}.py")
    return record(lambda: runpy.run_path(example, run_name="__main__"))


@pytest.mark.requirement("A16", "B10")
def test_no_action_is_a_wildcard(recording: Recording) -> None:
    """But for families of one action, no role may do more than what is written out."""
    assert wildcards(recording) == []


@pytest.mark.requirement("A16", "B10")
def test_a_resource_is_named_wherever_it_can_be(recording: Recording) -> None:
    """`Resource: *` stands only beside actions for which IAM knows no resource."""
    assert unnamed(recording) == []


@pytest.mark.requirement("B10")
def test_no_workload_may_harm_what_a_recovery_needs(recording: Recording) -> None:
    """No role that an instance, a task or a function takes on can delete or alter copies."""
    assert harm(recording) == []


@pytest.mark.requirement("B10")
def test_every_role_says_who_takes_it_on(recording: Recording) -> None:
    """A service of AWS, or principals that the program names: never anybody."""
    assert open_to_anybody(recording) == []


def test_the_walk_finds_what_roles_are_given() -> None:
    """It is no walk over nothing: a pair alone has more than ten grants."""
    assert len(list(grants(pair()))) > 10


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
