"""The stack with every component: how long it takes, how large it is, what the provider takes."""

import json
from collections.abc import Callable
from typing import Any

from pulumi.runtime import rpc

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project

from .bare_calls import ProviderProcess
from .timing import Series

__all__ = ["complete_stack"]


def complete_stack(
    project: Project, run: Callable[..., None], anew: Callable[[], Prepared], rounds: int
) -> list[Series]:
    """Time the stack's runs, and the provider alone making the same resources.

    `run` runs `pulumi` or ends the benchmark; `anew` starts an empty account, for names that may
    exist once only.
    """
    preview, first, again = (
        Series(f"complete stack, {what}") for what in ("first preview", "up", "up again")
    )
    resources: list[dict[str, Any]] = []
    for number in range(rounds):
        with preview.timed():
            run(project, "preview")
        with first.timed():
            run(project, "up", "--yes", "--skip-preview")
        with again.timed():
            run(project, "up", "--yes", "--skip-preview", "--expect-no-changes")
        if number == 0:
            resources = _of_aws(project)
        run(project, "destroy", "--yes", "--skip-preview")
    many = f"its {len(resources)} resources of AWS"
    alone = Series(f"the provider alone, {many}")
    served = ProviderProcess(anew().environment(), "us-east-1")
    try:
        with alone.timed():
            served.create(resources, "")
    finally:
        served.close()
    return [preview, first, again, alone]


def _of_aws(project: Project) -> list[dict[str, Any]]:
    """Return the resources in the order in which they were made, secrets as they are."""
    outcome = project.run("stack", "export", "--show-secrets")
    if outcome.code:
        raise SystemExit(str(outcome))
    state = json.loads(outcome.output)["deployment"]["resources"]
    return [_plain(each) for each in state if each["type"].startswith("aws:")]


# The key by which the engine marks what is not a plain value.
_MARK = rpc._special_sig_key  # noqa: SLF001


def _plain(value: Any) -> Any:
    """Return a value of the state without the engine's wrapping of secrets."""
    if isinstance(value, dict):
        if _MARK in value:
            return json.loads(value["plaintext"]) if "plaintext" in value else value
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
