"""Whether the account that a shell was led to is still there.

State in the file backend outlives the simulated account. Without this check a preview would compare
a program with the memory of resources that no longer exist, and find nothing to do.
"""

import urllib.parse

from pods.errors import Problem, SandboxError
from pods.sandbox.local_aws import health

__all__ = ["refuse_other_account"]


def refuse_other_account(endpoint: str, instance: str) -> None:
    """Raise SandboxError unless this very simulated account answers at the endpoint."""
    found = health.ask(urllib.parse.urlsplit(endpoint).port or 0)
    if found is not None and found.instance_id == instance:
        return
    observed = (
        f"nothing answers at {endpoint}"
        if found is None
        else f"another simulated account answers at {endpoint}, this shell's is gone"
    )
    raise SandboxError(
        Problem(
            subject="local AWS",
            observed=observed,
            required="the account that this shell was led to",
            remedy='Run `pods sandbox up`, then eval "$(pods sandbox env)" again; '
            "`pods up` does both for its own run.",
        )
    )
