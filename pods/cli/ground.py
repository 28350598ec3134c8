"""What commands stand on: an engine, and a local AWS, brought up where there is none."""

from collections.abc import Mapping

from pods.cli.local_aws import here
from pods.cli.progress import ShownProgress
from pods.sandbox.engine import find_engine
from pods.sandbox.environment import Prepared, exports, prepare
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import process
from pods.sandbox.local_aws.standing import Running

__all__ = ["announce", "bring_up", "shell_text"]


def bring_up(port: int = 0) -> tuple[SandboxFolder, Running, Prepared]:
    """Have an engine and a local AWS, starting or installing what is missing."""
    engine = find_engine(ShownProgress())
    folder = here()
    running = process.start(folder, port=port)
    return folder, running, prepare(folder, engine, running)


def announce(running: Running, prepared: Prepared) -> list[str]:
    """Say what runs, and whether an earlier account is gone with its stacks."""
    lines = [f"local AWS: account {running.account_id} at {running.url}"]
    if running.is_new and prepared.forgotten_accounts:
        lines.append(
            "local AWS: an earlier simulated account is gone with its process (stopped, crashed "
            "or the machine restarted); its stacks are forgotten and this one starts empty"
        )
    if prepared.released_locks:
        lines.append(f"stack locks: {prepared.released_locks} of a killed engine removed")
    return lines


def shell_text(running: Running) -> tuple[Mapping[str, str], str]:
    """Return what leads a shell to a local AWS that runs: variables, and the text for `eval`."""
    variables = prepare(here(), find_engine(ShownProgress()), running).variables
    return variables, exports(variables)
