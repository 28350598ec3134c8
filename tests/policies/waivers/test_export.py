"""Waivers as Pulumi's own exceptions."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pods_policies.waivers.export import exceptions
from pods_policies.waivers.ledger import Waiver

URN = "urn:pulumi:prod::clinic::aws:rds/instance:Instance::clinic-db"
OTHER = "urn:pulumi:prod::clinic::aws:s3/bucket:Bucket::files"
NOW = datetime(2026, 1, 31, 22, 30, tzinfo=UTC)
WAIVER = Waiver(
    rule="BC-HA-001",
    resource="clinic-*",
    owner="database team",
    approver="head of risk",
    reason="engine upgrade",
    control="hourly copies",
    approved=date(2026, 1, 1),
    expires=date(2026, 2, 1),
)


def test_a_waiver_becomes_an_exception_of_the_resources_that_it_means() -> None:
    """Pulumi's exceptions name each URN, and count their time in whole hours."""
    assert exceptions([WAIVER], [OTHER, URN], NOW) == [
        {
            "policyPack": "pods",
            "match": [{"policies": ["BC-HA-001"], "targets": [URN]}],
            "reason": "engine upgrade. Instead: hourly copies. Owner: database team. "
            "Approved by head of risk on 2026-01-01.",
            "expiresInSeconds": 25 * 3600,
        }
    ]


def test_what_does_not_hold_is_left_out() -> None:
    """An exception would make it hold again."""
    over = replace(WAIVER, expires=date(2026, 1, 30))
    early = replace(WAIVER, approved=date(2026, 2, 1))
    about_nothing = replace(WAIVER, resource="clinic-bd")
    about_waivers = replace(WAIVER, rule="BC-GOV-002")
    assert exceptions([over, early, about_nothing, about_waivers], [URN], NOW) == []


def test_the_limits_of_the_format_are_kept() -> None:
    """A hundred URNs an entry, 2,048 characters of reason, an hour at least."""
    long = replace(WAIVER, resource="urn:*", reason="x" * 3000, expires=NOW.date())
    urns = [f"{URN}-{at}" for at in range(250)]
    late = NOW.replace(hour=23, minute=59)
    [made] = exceptions([long], urns, late)
    assert [len(entry["targets"]) for entry in made["match"]] == [100, 100, 50]
    assert len(made["reason"]) == 2048
    assert made["expiresInSeconds"] == 3600
