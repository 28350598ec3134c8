"""What a component refuses ends a program with its message alone.

Pulumi prints a stack trace for every exception that leaves a program, but for its own `RunError`.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import pulumi

from pods.errors import ContinuityError

__all__ = ["refuses_plainly"]

Component = TypeVar("Component", bound=pulumi.ComponentResource)


def refuses_plainly(component: type[Component]) -> type[Component]:
    """Let the component's constructor raise its errors as Pulumi's `RunError`, too.

    They stay what they are (`except TopologyError` finds them), with the same problems.
    """
    construct: Callable[..., None] = component.__init__

    @functools.wraps(construct)
    def refusing(self: Component, *args: Any, **kwargs: Any) -> None:
        try:
            construct(self, *args, **kwargs)
        except ContinuityError as error:
            if isinstance(error, pulumi.RunError):
                raise
            plain: type[ContinuityError] = _plain(type(error))
            raise plain(*error.problems) from error.__cause__

    setattr(component, "__init__", refusing)  # noqa: B010 - mypy takes no method by assignment
    return component


def _plain(error: type[ContinuityError]) -> type[ContinuityError]:
    """Return the error's class as one that is a `RunError` as well, under the same name."""
    return type(error.__name__, (error, pulumi.RunError), {"__module__": error.__module__})
