"""The rules about copies in other places, in the order of the catalogue."""

from typing import Final

from pods_policies.copies.bucket_replication import BUCKET_REPLICATION
from pods_policies.copies.copied_elsewhere import COPIED_ELSEWHERE
from pods_policies.copies.copy_retention import COPY_RETENTION
from pods_policies.copies.file_replication import FILE_SYSTEM_REPLICATION
from pods_policies.copies.out_of_reach import OUT_OF_REACH
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    COPIED_ELSEWHERE,
    COPY_RETENTION,
    BUCKET_REPLICATION,
    FILE_SYSTEM_REPLICATION,
    OUT_OF_REACH,
)
