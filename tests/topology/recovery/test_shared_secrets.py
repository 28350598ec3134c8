"""Which secrets are shared with another Region."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import SharedSecretsPlan, plan_shared_secrets

ASKED: dict[str, Any] = {
    "names": ["payments"],
    "replica_region": "us-west-2",
    "home_region": "us-east-1",
}


def test_secrets_are_planned_by_name() -> None:
    """In the order in which they are given."""
    plan = plan_shared_secrets(**{**ASKED, "names": ["payments", "mail"]})
    assert plan == SharedSecretsPlan(("payments", "mail"), "us-west-2")


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"names": []},
            ["secrets: none; one secret or more is shared. Name what is to be shared."],
        ),
        (
            {"names": ["Payments"], "replica_region": "us-east-1"},
            [
                (
                    "secrets: 'Payments'; 1 to 40 lower-case letters, digits and hyphens name a "
                    "secret. Name it for what it opens, like payment-provider."
                ),
                (
                    "replica_region: us-east-1, the home Region; a replica lies in another Region "
                    "than its secret. Name the recovery Region."
                ),
            ],
        ),
        (
            {"replica_region": "us-west-9"},
            ["replica_region: 'us-west-9'; a Region of AWS is required. Did you mean us-west-2?"],
        ),
        (
            {"replica_region": "cn-north-1"},
            [
                (
                    "replica_region: cn-north-1, in partition aws-cn; keys and secrets reach no "
                    "other partition than the home's, aws. Name a Region of aws."
                )
            ],
        ),
    ],
)
def test_what_cannot_stand_is_refused(changes: Any, messages: list[str]) -> None:
    """Every problem at once."""
    with pytest.raises(TopologyError) as error:
        plan_shared_secrets(**{**ASKED, **changes})
    assert [str(each) for each in error.value.problems] == messages
