"""Order by data: a value that is known only when something else is there."""

import pulumi

__all__ = ["once"]


def once(value: pulumi.Output[str], *ready: pulumi.Output[str]) -> pulumi.Output[str]:
    """Return the value, known only when all of `ready` are.

    Unlike `depends_on`, which every user of the value would have to repeat, it cannot be forgotten.
    """
    return pulumi.Output.all(value, *ready).apply(lambda known: str(known[0]))
