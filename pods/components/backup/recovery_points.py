"""The ARNs that recovery points have: those of the services whose snapshots they are."""

__all__ = ["recovery_points"]


def recovery_points(partition: str, account: str) -> list[str]:
    """Return the patterns of all recovery points that an account's vaults can hold."""
    return [
        f"arn:{partition}:backup:*:{account}:recovery-point:*",
        f"arn:{partition}:ec2:*::image/*",
        f"arn:{partition}:ec2:*::snapshot/*",
        f"arn:{partition}:rds:*:{account}:cluster-snapshot:*",
        f"arn:{partition}:rds:*:{account}:snapshot:*",
    ]
