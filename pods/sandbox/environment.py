"""What a shell needs so that plain `pulumi` works on the sandbox."""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pods.sandbox.engine import Engine
from pods.sandbox.folder import DIRECTORY_VARIABLE, SandboxFolder
from pods.sandbox.language.shim import HOST_NAME, language_host_script
from pods.sandbox.local_aws.standing import Running
from pods.sandbox.provider.account import INSTANCE_VARIABLE, schema_store, sdk_version
from pods.sandbox.provider.types import TYPES
from pods.sandbox.stack_locks import release_dead_locks

__all__ = ["PASSPHRASE", "UNSET", "Prepared", "exports", "prepare"]

PASSPHRASE = "sandbox"  # noqa: S105 - it guards a simulated account; see docs/decisions/0006
"""Encrypts the secrets of sandbox stacks; known, so that `Pulumi.sandbox.yaml` can be committed."""

UNSET = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE_FILE")
"""Variables that would lead an engine or boto3 away from the sandbox."""

_EXECUTABLE = 0o755
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sandbox ready for engines: the variables to set, and what was found on the way."""

    variables: Mapping[str, str]
    forgotten_accounts: int
    """Simulated accounts of this sandbox that are gone, with stacks that were in them."""
    released_locks: int
    """Locks of killed engines that were removed."""

    def environment(self) -> dict[str, str]:
        """Return this process's environment with the sandbox's variables in it."""
        kept = {name: value for name, value in os.environ.items() if name not in UNSET}
        return {**kept, **self.variables}


def prepare(
    folder: SandboxFolder, engine: Engine, running: Running, *, python: str = sys.executable
) -> Prepared:
    """Lay out the sandbox's Pulumi home, plugin and state; return what leads an engine there.

    State is kept apart for each simulated account: when the account is gone, so are its stacks.
    Provider, programs and policy packs run with the interpreter `python`.
    """
    folder.create()
    store = schema_store(folder.root)
    if not store.holds(TYPES):
        store.keep(TYPES)
    _write_executable(
        folder.pulumi_home / "plugins" / f"resource-aws-v{sdk_version()}" / "pulumi-resource-aws",
        _python_script(python, "pods.sandbox.provider"),
    )
    state = folder.state / running.instance_id
    forgotten = _forget(folder.state, other_than=running.instance_id)
    state.mkdir(parents=True, exist_ok=True)
    released = release_dead_locks(state)
    return Prepared(
        _variables(folder, running, state, _engine_folder(folder, engine, python)),
        forgotten,
        len(released),
    )


def exports(variables: Mapping[str, str]) -> str:
    """Return the variables as shell text for `eval`."""
    lines = [f"unset {name}" for name in UNSET]
    lines += [f"export {name}={shlex.quote(value)}" for name, value in variables.items()]
    return "\n".join(lines)


def _variables(
    folder: SandboxFolder, running: Running, state: Path, engine_folder: Path
) -> dict[str, str]:
    rest = [
        part for part in os.environ.get("PATH", "").split(os.pathsep) if part != str(engine_folder)
    ]
    return {
        "PATH": os.pathsep.join([str(engine_folder), *rest]),
        DIRECTORY_VARIABLE: str(folder.root),
        "PULUMI_HOME": str(folder.pulumi_home),
        # Without attribute files: the backend writes those in place, and one that a kill cuts
        # short makes the whole stack unreadable ("failed to load checkpoint: EOF").
        "PULUMI_BACKEND_URL": f"{state.as_uri()}?metadata=skip",
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "AWS_ENDPOINT_URL": running.url,
        "AWS_ACCESS_KEY_ID": "sandbox",
        "AWS_SECRET_ACCESS_KEY": "sandbox",
        # boto3 reads the one, the providers the other.
        "AWS_DEFAULT_REGION": running.regions[0],
        "AWS_REGION": running.regions[0],
        "NO_PROXY": _with_loopback(os.environ.get("NO_PROXY", "")),
        INSTANCE_VARIABLE: running.instance_id,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _with_loopback(no_proxy: str) -> str:
    """Return the hosts that no proxy is asked for, with the local AWS among them."""
    return no_proxy if _LOOPBACK in no_proxy.split(",") else f"{no_proxy},{_LOOPBACK}".lstrip(",")


def _engine_folder(folder: SandboxFolder, engine: Engine, python: str) -> Path:
    """Return what to put on PATH: the engine's folder, or ours with a language host beside it."""
    if engine.has_language_host:
        return engine.path.parent
    beside = folder.bin / "pulumi"
    if not (beside.exists() and beside.samefile(engine.path)):
        _link(engine.path, beside)
    _write_executable(folder.bin / HOST_NAME, language_host_script(python))
    return folder.bin


def _link(source: Path, target: Path) -> None:
    """Hard-link, or copy between file systems: the engine resolves symbolic links to itself."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    try:
        fresh.hardlink_to(source)
    except OSError:
        fresh.write_bytes(source.read_bytes())
        fresh.chmod(_EXECUTABLE)
    fresh.replace(target)


def _python_script(python: str, module: str) -> str:
    # -P: the project's own folder must not shadow the provider's modules.
    return f'#!/bin/sh\nexec {shlex.quote(python)} -P -m {module} "$@"\n'


def _write_executable(path: Path, text: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    fresh.chmod(_EXECUTABLE)
    fresh.replace(path)


def _forget(states: Path, *, other_than: str) -> int:
    """Remove the state of accounts that are gone; returns how many of them had stacks."""
    others = [path for path in states.glob("*") if path.name != other_than]
    with_stacks = sum(1 for path in others if any((path / ".pulumi" / "stacks").rglob("*.json")))
    for path in others:
        shutil.rmtree(path, ignore_errors=True)
    return with_stacks
