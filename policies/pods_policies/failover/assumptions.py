"""What is counted where neither the stack nor a drill tells how long a step of recovery takes."""

from typing import Final

from pydantic import Field, field_validator

from pods_policies.settings import TieredSettings

__all__ = ["STEPS", "RecoveryTimeSettings"]

STEPS: Final = ("detection", "names", "decision", "failover", "scale-out")
_DISRUPTIONS: Final = ("az", "region")


class RecoveryTimeSettings(TieredSettings):
    """How long each step of a recovery takes; T-numbers are of docs/recovery-figures.md."""

    detection_seconds: int = Field(
        default=90,
        ge=0,
        description="Until a loss is seen, where no check in the stack tells: the default of "
        "Route 53 (T29).",
    )
    database_failover_seconds: int = Field(
        default=120, ge=0, description="Failover of a Multi-AZ database instance (T01)."
    )
    cluster_failover_seconds: int = Field(
        default=60,
        ge=0,
        description="Failover of a database cluster with a second instance: AWS says less than 60 "
        "s of Aurora (AuroraUserGuide, High availability).",
    )
    restore_seconds: int = Field(
        default=3600,
        ge=0,
        description="Restoring data from a copy. AWS gives no figure (T07): an assumption, until "
        "a drill has measured it.",
    )
    promotion_seconds: int = Field(
        default=900,
        ge=0,
        description="Promoting a replica in another Region. AWS says several minutes or longer "
        "(T10): an assumption, until a drill has measured it.",
    )
    global_promotion_seconds: int = Field(
        default=60,
        ge=0,
        description="Promoting a cluster of a global database: AWS says less than a minute "
        "(Aurora availability features).",
    )
    decision_seconds: int = Field(
        default=600,
        ge=0,
        description="Until people have decided to leave a Region: an assumption, until a drill "
        "has measured it.",
    )
    launch_seconds: int = Field(
        default=180,
        ge=0,
        description="From the launch of an instance or node until it serves: an assumption, until "
        "a drill has measured it.",
    )
    start_seconds: int = Field(
        default=60,
        ge=0,
        description="From the start of a stopped instance of a warm pool, or of a task, until it "
        "serves: an assumption, until a drill has measured it.",
    )
    rebuild_seconds: int = Field(
        default=86400,
        ge=0,
        description="Making a POD anew where nothing of it stands: backup and restore takes up "
        "to 24 h (Well-Architected REL13-BP02).",
    )
    measured: dict[str, dict[str, int]] = Field(
        default_factory=dict,
        description="Seconds that drills have measured, by service: of the whole recovery (`az`, "
        "`region`), or of one step (`az.failover`). Steps: detection, names, decision, failover, "
        "scale-out.",
    )

    @field_validator("measured")
    @classmethod
    def _check_measured(cls, given: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
        known = {*_DISRUPTIONS, *(f"{one}.{step}" for one in _DISRUPTIONS for step in STEPS)}
        for service, figures in given.items():
            wrong = sorted(set(figures) - known)
            if wrong or any(seconds < 0 for seconds in figures.values()):
                raise ValueError(f"{service}: az, region or a step such as az.failover, in seconds")
        return given
