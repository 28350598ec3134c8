"""What image repositories and their replication are told."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import NotRequired, TypedDict

import pulumi

__all__ = ["ImageReplicationArgs", "ImageRepositoryArgs", "ImageRepositorySettings"]


class ImageRepositorySettings(TypedDict):
    """What a product may choose of its images' repository."""

    repository_name: NotRequired[str]
    """Name of the repository, in every Region. Default: the component's name."""
    keep_images: NotRequired[int]
    """Newest images that are kept. Default: 100."""
    release_prefixes: NotRequired[list[str]]
    """Beginnings of tags whose images are kept for good. Default: release-."""
    replica_region: NotRequired[str]
    """Region with a repository of the same name, for the images' copies. Default: none."""


class ImageRepositoryArgs(ImageRepositorySettings):
    """Inputs of `ImageRepository`."""

    key_arn: NotRequired[pulumi.Input[str]]
    """Key that the images are encrypted with. Default: one is made."""
    replica_key_arn: NotRequired[pulumi.Input[str]]
    """Key of the replica Region, for the copies. Default: one is made there."""
    break_glass_role_arns: NotRequired[list[pulumi.Input[str]]]
    """Roles that may delete images. Default: none; the lifecycle drops them all the same."""
    protect: NotRequired[bool]
    """Refuse deletion. Default: the stack's pods:protect, else true."""
    tags: NotRequired[dict[str, str]]
    """Tags of everything that is made."""


class ImageReplicationArgs(TypedDict):
    """Inputs of `ImageReplication`."""

    replica_region: str
    """Region that images are copied to."""
    repository_arns: list[pulumi.Input[str]]
    """All repositories of the account that are copied, of whatever stack."""
