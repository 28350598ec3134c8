"""What every resource of one `Backups` shares."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

__all__ = ["BACKUP_TAG", "ONLY_ONE", "Surroundings"]

BACKUP_TAG = "pods:backup"
"""Tag by which backups find what they keep; its value is the component's name."""

ONLY_ONE = pulumi.ResourceOptions(delete_before_replace=True)
"""Options of what a vault has only one of: made before the old one is deleted, the new one, of the
same vault, would go with the old."""


@dataclass(frozen=True)
class Surroundings:
    """Name, tags and options of the component's children."""

    stem: str
    tags: Mapping[str, str]
    of_this: pulumi.ResourceOptions
    kept: pulumi.ResourceOptions
    """Options of what holds data: protected, unless the stack is not."""
    guarded: bool

    @property
    def outliving(self) -> pulumi.ResourceOptions:
        """Options of a store and its key: what is taken out of the program stays in AWS, too."""
        stays = pulumi.ResourceOptions(retain_on_delete=self.guarded or None)
        return pulumi.ResourceOptions.merge(self.kept, stays)

    def identifier(self, role: str) -> str:
        """Return a name for what takes letters, digits and underscores only, 50 at most.

        It is unique in an account, and AWS Backup has no other names for these.
        """
        whole = f"{pulumi.get_project()}_{pulumi.get_stack()}_{self.stem}_{role}"
        plain = "".join(each if each.isalnum() else "_" for each in whole)
        return plain[-50:].lstrip("_0123456789")
