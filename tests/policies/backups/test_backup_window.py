"""Cases of BC-BKP-004."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, violations
from pods_policies.backups.backup_window import BACKUP_WINDOW, WindowSettings
from pods_policies.sdk.pack import policy_for

RULE = "BC-BKP-004"
DATABASE = "aws:rds/instance:Instance"
APART = "sun:10:00-sun:11:00"

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("pass: apart", {"backupWindow": "07:20-09:20", "maintenanceWindow": APART}, []),
    ("pass: AWS picks the time of maintenance", {"backupWindow": "07:20-09:20"}, []),
    (
        "fail: maintenance falls into it",
        {"backupWindow": "09:30-10:30", "maintenanceWindow": APART},
        ["db: backup_window 09:30-10:30 overlaps maintenance_window sun:10:00-sun:11:00"],
    ),
    (
        "fail: across midnight, from Sunday to Monday",
        {"backupWindow": "00:15-00:45", "maintenanceWindow": "Sun:23:30-Mon:00:30"},
        ["db: backup_window 00:15-00:45 overlaps maintenance_window Sun:23:30-Mon:00:30"],
    ),
    (
        "fail: the backup of Sunday reaches into Monday",
        {"backupWindow": "23:30-00:30", "maintenanceWindow": "mon:00:00-mon:01:00"},
        ["db: backup_window 23:30-00:30 overlaps maintenance_window mon:00:00-mon:01:00"],
    ),
    (
        "fail: malformed windows",
        {"backupWindow": "7:20am", "maintenanceWindow": APART},
        ["db: backup_window is not a window such as 07:20-08:20"],
    ),
    (
        "fail: a malformed time of maintenance",
        {"backupWindow": "07:20-09:20", "maintenanceWindow": {"day": "sun"}},
        ["db: maintenance_window is not a window such as sun:10:00-sun:11:00"],
    ),
    (
        "boundary: maintenance begins when backups end",
        {"backupWindow": "09:00-10:00", "maintenanceWindow": APART},
        [],
    ),
    (
        "boundary: maintenance begins a minute earlier",
        {"backupWindow": "09:01-10:01", "maintenanceWindow": APART},
        ["db: backup_window 09:01-10:01 overlaps maintenance_window sun:10:00-sun:11:00"],
    ),
    ("absent: not set", {}, ["db: backup_window is not set, so AWS picks any hour"]),
    (
        "unknown: the window",
        {"backupWindow": UNKNOWN, "maintenanceWindow": APART},
        ["undecided: db: backup_window is not known before the update"],
    ),
    (
        "unknown: the time of maintenance",
        {"backupWindow": "07:20-09:20", "maintenanceWindow": UNKNOWN},
        ["undecided: db: maintenance_window is not known before the update"],
    ),
    (
        "not applicable: a replica",
        {"replicateSourceDb": "main"},
        ["n/a: a replica: its source is backed up"],
    ),
]


@pytest.mark.requirement("D2")
@pytest.mark.parametrize(("case", "properties", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_at_a_bad_hour_are_refused(
    judge: Callable[..., list[str]], case: str, properties: dict[str, Any], expected: list[str]
) -> None:
    """The window is declared and shares no minute with maintenance."""
    assert case
    assert judge(RULE, Declared(DATABASE, "db", properties)) == expected


@pytest.mark.requirement("D2")
@pytest.mark.parametrize(
    ("window", "is_quiet"),
    [("07:20-08:20", True), ("07:19-08:19", False), ("07:20-08:21", False), ("06:20-07:20", False)],
)
def test_the_window_stays_in_the_quiet_hours_all_year(
    judge: Callable[..., list[str]], window: str, *, is_quiet: bool
) -> None:
    """02:20-04:20 in New York is 07:20-09:20 UTC in winter and 06:20-08:20 in summer."""
    config = {"quietWindow": "02:20-04:20", "quietTimeZone": "America/New_York"}
    said = judge(RULE, Declared(DATABASE, "db", {"backupWindow": window}), config=config)
    outside = f"db: backup_window is {window} UTC, all year or part of it outside the quiet hours"
    assert said == ([] if is_quiet else [outside])


def test_a_cluster_spells_its_windows_otherwise(judge: Callable[..., list[str]]) -> None:
    """Aurora, DocumentDB and Neptune prefer windows."""
    windows = {"preferredBackupWindow": "09:30-10:30", "preferredMaintenanceWindow": APART}
    assert judge(RULE, Declared("aws:neptune/cluster:Cluster", "db", windows)) == [
        (
            "db: preferred_backup_window 09:30-10:30 overlaps "
            "preferred_maintenance_window sun:10:00-sun:11:00"
        )
    ]


def test_the_message_names_the_quiet_hours() -> None:
    """Who reads it knows where the window has to lie."""
    config = {"quietWindow": "02:20-04:20", "quietTimeZone": "America/New_York"}
    policy = policy_for(BACKUP_WINDOW)
    assert violations(policy, Declared(DATABASE, "db", {}), config=config) == [
        (
            "db: backup_window is not set, so AWS picks any hour; "
            "backups of tier 1 run nightly in a declared window inside "
            "02:20-04:20 America/New_York, "
            "apart from maintenance (D2). "
            'Change: backup_window="07:20-08:20" (backupWindow) on aws.rds.Instance "db".'
        )
    ]


@pytest.mark.parametrize(
    "wrong", [{"quiet_window": "at night"}, {"quiet_time_zone": "EasternTime"}]
)
def test_settings_that_name_no_hours_are_refused(wrong: dict[str, str]) -> None:
    """A window that cannot be read would let every hour pass."""
    with pytest.raises(ValueError, match="was expected"):
        WindowSettings.model_validate(wrong)
