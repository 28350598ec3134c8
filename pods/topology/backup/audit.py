"""What AWS Backup Audit Manager watches, with the figures that the backups are planned with."""

from dataclasses import dataclass

__all__ = ["Control", "audit_controls"]

# The longest age that the control takes, in hours; see choosing-controls in AWS's guide:
# https://docs.aws.amazon.com/aws-backup/latest/devguide/choosing-controls.html
_OLDEST_HOURS = 744


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a framework, over what carries the tag of the backups."""

    name: str
    parameters: tuple[tuple[str, str], ...] = ()


def audit_controls(
    *,
    interval_hours: int,
    retention_days: int,
    shortest_days: int,
    region: str,
    restore_minutes: int,
    is_locked: bool,
    is_air_gapped: bool,
    other_account: bool,
) -> tuple[Control, ...]:
    """Return the controls that apply: those of a lock, an air gap or an account where one is."""
    # Twice the interval: one run that is missed is found, one that takes its time is not.
    age = (
        ("recoveryPointAgeUnit", "hours"),
        ("recoveryPointAgeValue", str(min(2 * interval_hours, _OLDEST_HOURS))),
    )
    always = (
        Control("BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN"),
        Control(
            "BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK",
            (
                ("requiredFrequencyUnit", "hours"),
                ("requiredFrequencyValue", str(interval_hours)),
                ("requiredRetentionDays", str(retention_days)),
            ),
        ),
        Control("BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED"),
        Control("BACKUP_RECOVERY_POINT_ENCRYPTED"),
        Control(
            "BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK",
            (("requiredRetentionDays", str(shortest_days)),),
        ),
        Control("BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION", (("crossRegionList", region),)),
        Control("BACKUP_LAST_RECOVERY_POINT_CREATED", age),
        Control(
            "RESTORE_TIME_FOR_RESOURCES_MEET_TARGET", (("maxRestoreTime", str(restore_minutes)),)
        ),
    )
    sometimes = (
        (is_locked, Control("BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK")),
        (other_account, Control("BACKUP_RESOURCES_PROTECTED_BY_CROSS_ACCOUNT")),
        (is_air_gapped, Control("RESOURCES_IN_LOGICALLY_AIR_GAPPED_VAULT", age)),
    )
    return always + tuple(control for applies, control in sometimes if applies)
