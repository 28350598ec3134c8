"""Who may read exports from outside."""

import pytest

from pods.errors import TopologyError
from pods.topology import ExportReaderPlan, plan_export_reader

PULLER = "arn:aws:iam::222222222222:role/puller"
SHARED = "8f14e45f-ceea-467f-9c2e"


def test_a_reader_has_four_hours_by_default() -> None:
    """Longer than the hour that a role has otherwise: a full pull takes its time."""
    plan = plan_export_reader(trusted_arn=PULLER, external_id=SHARED, prefix="exports/")
    assert plan == ExportReaderPlan(PULLER, SHARED, "exports/", 4 * 3600)


@pytest.mark.parametrize(
    "trusted", ["*", "arn:aws:iam::*:root", "222222222222", "s3.amazonaws.com"]
)
def test_anybody_is_refused(trusted: str) -> None:
    """One principal of one account reads, and is named."""
    with pytest.raises(TopologyError) as raised:
        plan_export_reader(trusted_arn=trusted, external_id=SHARED)
    assert str(raised.value) == (
        f"trusted_arn: {trusted!r}; the ARN of one role, user or account is required. "
        "Write it like arn:aws:iam::222222222222:role/puller."
    )


def test_what_aws_or_care_refuses_is_said_together() -> None:
    """A short id, a pattern for a prefix, and too long a session."""
    with pytest.raises(TopologyError) as raised:
        plan_export_reader(trusted_arn=PULLER, external_id="clinic", prefix="/*", session_hours=13)
    assert str(raised.value).splitlines() == [
        (
            "external_id: 6 characters; 16 to 1224 of letters, digits and +=,.@:/- are required, "
            "so that nobody guesses it. Use a random one, known to the puller and this stack only."
        ),
        "prefix: '/*'; the beginning of keys is required. Write it like exports/.",
        (
            "session_hours: 13; AWS lets a role be taken on for 1 to 12 hours. "
            "Use what a nightly pull takes."
        ),
    ]
