"""What is kept, for how long, where, and how firmly."""

from datetime import date
from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import BackupsPlan, plan_backups
from pods.topology.backup.lock import LockPlan
from pods.topology.backup.places import AirGapPlan

TODAY = date(2026, 3, 2)


def backups(**changes: Any) -> BackupsPlan:
    """Plan backups with some figures changed."""
    given: dict[str, Any] = {
        "name": "clinic",
        "region": "us-west-2",
        "home_region": "us-east-1",
        "today": TODAY,
    }
    return plan_backups(**{**given, **changes})


def refused(**changes: Any) -> list[str]:
    """Return what is said of figures that cannot stand."""
    with pytest.raises(TopologyError) as raised:
        backups(**changes)
    return str(raised.value).splitlines()


@pytest.mark.requirement("A6", "B10")
def test_the_default_is_daily_for_35_days_under_a_governance_lock() -> None:
    """The published commitment, in two Regions, and nothing that cannot be undone."""
    plan = backups()
    assert (plan.schedule.interval_hours, plan.retention_days, plan.copy_retention_days) == (
        24,
        35,
        35,
    )
    assert plan.lock == plan.copy_lock == LockPlan(7, None, None, None)
    assert (plan.continuous_days, plan.air_gap, plan.warnings) == (None, None, ())


def test_continuous_backups_never_outlive_what_aws_keeps() -> None:
    """35 days at most, beside snapshots of half a year."""
    plan = backups(point_in_time=True, retention_days=184)
    assert (plan.continuous_days, plan.retention_days) == (35, 184)
    assert backups(point_in_time=True, retention_days=14).continuous_days == 14


@pytest.mark.requirement("B10")
def test_a_compliance_lock_is_asked_for_twice() -> None:
    """Without the name, and with too few days of grace, it is refused, and all of it is said."""
    assert refused(lock="compliance", grace_days=2) == [
        (
            "backups.compliance_lock_confirmed: missing; a compliance lock, which nobody can ever "
            "remove, is asked for twice: 'clinic' is required. "
            'Write compliance_lock_confirmed: "clinic", or use lock: "governance".'
        ),
        (
            "backups.grace_days: 2; AWS takes 3 to 36500 days until a lock is final. "
            "Use 3 or more: until then a mistake can be undone."
        ),
    ]
    (other,) = refused(lock="compliance", compliance_lock_confirmed="storefront")
    assert other.startswith("backups.compliance_lock_confirmed: 'storefront';")


def test_a_compliance_lock_says_when_it_is_final() -> None:
    """The date is that of the end of grace, counted from the day of planning."""
    plan = backups(lock="compliance", compliance_lock_confirmed="clinic", grace_days=3)
    assert plan.lock == LockPlan(7, None, 3, date(2026, 3, 5))
    (warning,) = plan.warnings
    assert "made today it is final on 2026-03-05" in warning


def test_the_end_of_grace_is_not_known_without_a_day() -> None:
    """A planner that is not told the day invents none."""
    plan = backups(lock="compliance", compliance_lock_confirmed="clinic", today=None)
    assert plan.lock is not None
    assert (plan.lock.changeable_for_days, plan.lock.final_on, plan.warnings) == (7, None, ())


def test_the_days_of_grace_come_with_the_way_back() -> None:
    """The date is said, and that a protected lock has to be let go of before it is replaced."""
    dated = backups(
        lock="compliance", compliance_lock_confirmed="clinic", today=date(2026, 3, 1)
    ).warnings
    assert dated == (
        (
            "compliance lock: made today it is final on 2026-03-08; from then on nobody, AWS "
            "included, can remove it, or delete a backup before its time. A lock made earlier is "
            "final as many days after it was made. Until then it can be taken back by lock: "
            "governance, which replaces it: where the stack is protected, after pulumi state "
            "unprotect of the lock."
        ),
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"lock_minimum_days": 60, "copy_retention_days": 90},
            (
                "backups.lock: backups kept for 35 days, and limits of 60 and 36500 days; a job "
                "outside the limits of its vault's lock fails. "
                "Widen the limits, or keep for a time between them."
            ),
        ),
        (
            {"lock_maximum_days": 60, "copy_retention_days": 90},
            (
                "backups.lock: copies kept for 90 days, and limits of 1 and 60 days; a job outside "
                "the limits of its vault's lock fails. "
                "Widen the limits, or keep for a time between them."
            ),
        ),
        (
            {"lock_minimum_days": 90, "retention_days": 184, "point_in_time": True},
            (
                "backups.lock: point-in-time kept for 35 days, and limits of 90 and 36500 days; a "
                "job outside the limits of its vault's lock fails. "
                "Widen the limits, or keep for a time between them."
            ),
        ),
        (
            {"lock_minimum_days": 60, "lock_maximum_days": 30},
            (
                "backups.lock: limits of 60 and 30 days; AWS takes 1 to 36500 days, the smaller "
                "first. Correct lock_minimum_days or lock_maximum_days."
            ),
        ),
        (
            {"lock": "none", "lock_minimum_days": 30},
            (
                "backups.lock: limits of retention, and no lock; only a lock has limits. "
                "Use governance, or leave the limits out."
            ),
        ),
        (
            {"lock": "legal"},
            (
                "backups.lock: 'legal'; one of none, governance, compliance is required. "
                "Use governance; compliance can be undone by nobody."
            ),
        ),
    ],
)
def test_every_rule_lies_within_the_limits_of_its_lock(changes: dict[str, Any], said: str) -> None:
    """What AWS would let fail at night is refused before anything is made."""
    assert refused(**changes) == [said]


def test_a_lock_lets_the_shortest_rule_in_and_outlasts_a_change_of_it() -> None:
    """A week, whatever the rules keep, so that other rules are no other lock; less for less."""
    for days in (35, 184):
        assert backups(retention_days=days).lock == LockPlan(7, None, None, None)
    short = backups(retention_days=3, copy_retention_days=184)
    assert short.lock is not None
    assert short.copy_lock is not None
    assert (short.lock.minimum_days, short.copy_lock.minimum_days) == (3, 7)
    asked = backups(lock_minimum_days=30, lock_maximum_days=400)
    assert asked.lock == LockPlan(30, 400, None, None)


def test_no_lock_is_planned_where_the_plan_says_so() -> None:
    """The judge is not the builder: it is expressible."""
    plan = backups(lock="none")
    assert (plan.lock, plan.copy_lock) == (None, None)
    names = {control.name for control in plan.controls}
    assert "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK" not in names


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"region": "us-east-1"},
            (
                "backups.region: us-east-1, the Region of the stack; copies are to survive the "
                "loss of that Region. Choose another one."
            ),
        ),
        (
            {"region": "eu-isoe-west"},
            (
                "backups.region: 'eu-isoe-west'; a Region of AWS is required. "
                "Did you mean us-west-2?"
            ),
        ),
        (
            {"region": "us-gov-west-1"},
            (
                "backups.region: us-gov-west-1, of the partition aws-us-gov; us-east-1 is of the "
                "partition aws, and AWS copies nothing from one to another. "
                "Choose a Region of aws."
            ),
        ),
        (
            {"account": True, "air_gap_region": "west"},
            (
                "backups.air_gap_region: 'west'; a Region of AWS is required. "
                "Did you mean us-west-2?"
            ),
        ),
        (
            {"account": True, "resource_types": ["Aurora", "S3"]},
            (
                "backups.air_gap_region: us-west-2 for Aurora; AWS copies these into an air-gapped "
                "vault of their own Region only. Set air_gap_region to the Region of the stack."
            ),
        ),
        (
            {"account": True, "copy_retention_days": 6},
            (
                "backups.copy_retention_days: 6; an air-gapped vault keeps for 7 days or more. "
                "Use 7 or more, or account: false."
            ),
        ),
    ],
)
def test_a_place_that_takes_no_copies_is_refused(changes: dict[str, Any], said: str) -> None:
    """The Region itself, another partition, and what an air-gapped vault does not take."""
    assert refused(**changes) == [said]


@pytest.mark.requirement("B10")
def test_an_air_gapped_vault_takes_copies_in_another_region() -> None:
    """Its limits are wide, as it can be neither changed nor deleted; what it means is said."""
    plan = backups(account=True, copy_retention_days=184)
    assert plan.air_gap == AirGapPlan("us-west-2", 7, 3650)
    (warning,) = plan.warnings
    assert "kept for 184 days, and nobody can delete it before" in warning
    longer = backups(account=True, copy_retention_days=7300).air_gap
    assert longer is not None
    assert longer.maximum_days == 7300


def test_aurora_is_copied_into_an_air_gapped_vault_at_home() -> None:
    """The one Region where AWS takes it."""
    plan = backups(account=True, resource_types=["Aurora"], air_gap_region="us-east-1")
    assert plan.air_gap is not None
    assert plan.air_gap.region == "us-east-1"


def test_a_vault_of_another_account_takes_the_place_of_the_air_gapped_one() -> None:
    """Both would be a third copy that nobody asked for."""
    plan = backups(account=True, has_account_vault=True)
    assert plan.air_gap is None
    assert "BACKUP_RESOURCES_PROTECTED_BY_CROSS_ACCOUNT" in {each.name for each in plan.controls}


def test_controls_are_asked_with_the_figures_of_the_plan() -> None:
    """All eleven of AWS but the cross-account one, and none with AWS's own default."""
    plan = backups(interval_hours=6, retention_days=90, account=True, restore_minutes=60)
    controls = {control.name: dict(control.parameters) for control in plan.controls}
    assert len(controls) == 10
    assert controls["BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK"] == {
        "requiredFrequencyUnit": "hours",
        "requiredFrequencyValue": "6",
        "requiredRetentionDays": "90",
    }
    assert controls["BACKUP_LAST_RECOVERY_POINT_CREATED"] == {
        "recoveryPointAgeUnit": "hours",
        "recoveryPointAgeValue": "12",
    }
    assert controls["BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION"] == {
        "crossRegionList": "us-west-2"
    }
    assert controls["RESTORE_TIME_FOR_RESOURCES_MEET_TARGET"] == {"maxRestoreTime": "60"}


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """Six mistakes of six kinds are one error."""
    assert refused(
        retention_days=0,
        region="nowhere",
        lock="firm",
        resource_types=["RDS", "DynamoDB"],
        restore_minutes=0,
        interval_hours=5,
    ) == [
        "backups.retention_days: 0; AWS keeps backups for 1 to 36500 days. Use 35.",
        "backups.copy_retention_days: 0; AWS keeps backups for 1 to 36500 days. Use 35.",
        ("backups.region: 'nowhere'; a Region of AWS is required. Write it like us-west-2."),
        (
            "backups.lock: 'firm'; one of none, governance, compliance is required. "
            "Use governance; compliance can be undone by nobody."
        ),
        (
            "backups.resource_types: ['DynamoDB']; one or more of Aurora, EBS, EC2, RDS, S3 are "
            "required. Name what is backed up, or leave it out."
        ),
        "backups.restore_minutes: 0; the target of a restore is 1 to 44640 minutes. Use 240.",
        (
            "backups.interval_hours: 5; one of 1, 2, 3, 4, 6, 8, 12, 24 hours is required. "
            "Choose one of these: only they come at the same hours every day."
        ),
    ]


def test_a_backup_is_kept_until_the_next_is_there() -> None:
    """A day's retention of a daily backup leaves none for as long as the next one takes."""
    assert refused(retention_days=1) == [
        (
            "backups.retention_days: 1, and a backup every 24 hours; a backup is kept until the "
            "next one is there. Keep for 2 days or more."
        )
    ]


def test_blocked_runs_are_a_warning() -> None:
    """Hourly backups meet the database's windows; the plan says which fail, each hour once."""
    windows = ["07:20-09:20", "sun:10:00-sun:11:00"]
    assert backups(interval_hours=1, avoid_windows=windows).warnings == (
        (
            "no hour is free of the database's windows at this interval: its backups of "
            "06:15 every day, 07:15 every day, 08:15 every day, 09:15 every day, sun 10:15 (UTC) "
            "fail. Its own point-in-time recovery covers them; everything else is backed up."
        ),
    )
