"""From a component's args to a planner's parameters."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["accepted_by"]


def accepted_by(planner: Callable[..., Any], args: Mapping[str, Any]) -> dict[str, Any]:
    """Return those args that the planner has a parameter for; an absent one keeps its default."""
    parameters = inspect.signature(planner).parameters
    return {name: args[name] for name in parameters if args.get(name) is not None}
