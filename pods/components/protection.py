"""Whether data resources are protected: they are, unless the stack's configuration says not."""

import pulumi

__all__ = ["is_protected"]


def is_protected(override: bool | None = None) -> bool:  # noqa: FBT001 - an arg handed on
    """Return the override, else the stack's `pods:protect`, else True."""
    if override is not None:
        return override
    configured = pulumi.Config("pods").get_bool("protect")
    return True if configured is None else configured
