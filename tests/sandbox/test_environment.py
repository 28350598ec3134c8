"""What leads a shell to the sandbox."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from semver import Version

from pods.sandbox.engine import Engine
from pods.sandbox.environment import PASSPHRASE, exports, prepare
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws.standing import Running
from pods.sandbox.provider.account import sdk_version


def _running(instance: str) -> Running:
    return Running(
        pid=1,
        process_started=0.0,
        port=4566,
        url="http://127.0.0.1:4566",
        instance_id=instance,
        account_id="123456789012",
        regions=("us-east-1", "us-west-2"),
        started_at="2026-01-01T00:00:00+00:00",
    )


def _engine(folder: Path, *, official: bool) -> Engine:
    binary = folder / "pulumi"
    folder.mkdir(exist_ok=True)
    binary.write_text("#!/bin/sh\n")
    return Engine(binary, Version(3, 230, 0), "PATH", has_language_host=official)


@pytest.fixture
def folder(tmp_path: Path) -> SandboxFolder:
    """An empty sandbox whose schemas need not be read."""
    return SandboxFolder(tmp_path / "sandbox")


def test_an_engine_without_a_language_host_gets_one(folder: SandboxFolder, tmp_path: Path) -> None:
    """The engine is linked beside our host, and that folder comes first on PATH."""
    engine = _engine(tmp_path / "cache", official=False)
    variables = prepare(folder, engine, _running("one")).variables
    assert variables["PATH"].split(os.pathsep)[0] == str(folder.bin)
    assert (folder.bin / "pulumi").samefile(engine.path)
    assert sys.executable in (folder.bin / "pulumi-language-python").read_text()


def test_an_official_engine_is_used_where_it_is(folder: SandboxFolder, tmp_path: Path) -> None:
    """Its own language host lies beside it."""
    engine = _engine(tmp_path / "official", official=True)
    variables = prepare(folder, engine, _running("one")).variables
    assert variables["PATH"].split(os.pathsep)[0] == str(tmp_path / "official")
    assert not folder.bin.exists()


def test_the_provider_is_a_plugin_of_the_sdk_s_version(
    folder: SandboxFolder, tmp_path: Path
) -> None:
    """The engine finds it in the sandbox's own home and need not look on PATH."""
    variables = prepare(folder, _engine(tmp_path / "e", official=True), _running("one")).variables
    plugin = Path(variables["PULUMI_HOME"], "plugins", f"resource-aws-v{sdk_version()}")
    assert os.access(plugin / "pulumi-resource-aws", os.X_OK)


def test_each_simulated_account_has_its_own_state(folder: SandboxFolder, tmp_path: Path) -> None:
    """Stacks of an account that is gone are counted and never mixed with the new one's."""
    engine = _engine(tmp_path / "e", official=True)
    first = prepare(folder, engine, _running("one"))
    assert first.forgotten_accounts == 0
    stacks = folder.state / "one" / ".pulumi" / "stacks" / "clinic"
    stacks.mkdir(parents=True)
    (stacks / "sandbox.json").write_text("{}")
    assert prepare(folder, engine, _running("one")).forgotten_accounts == 0
    second = prepare(folder, engine, _running("two"))
    assert second.forgotten_accounts == 1
    assert not stacks.exists(), "it is of no use to anyone"
    assert first.variables["PULUMI_BACKEND_URL"] != second.variables["PULUMI_BACKEND_URL"]
    assert first.variables["PULUMI_BACKEND_URL"].endswith("/state/one?metadata=skip")


def test_the_lock_of_a_dead_engine_is_removed(folder: SandboxFolder, tmp_path: Path) -> None:
    """A killed `pulumi up` does not shut the next one out; a lock that is not understood stays."""
    locks = folder.state / "one" / ".pulumi" / "locks" / "organization" / "clinic"
    locks.mkdir(parents=True)
    (locks / "dead.json").write_text('{"pid": 999999999}')
    (locks / "strange.json").write_text("{")
    prepared = prepare(folder, _engine(tmp_path / "e", official=True), _running("one"))
    assert prepared.released_locks == 1
    assert [path.name for path in locks.iterdir()] == ["strange.json"]


def test_a_shell_takes_the_exports(
    folder: SandboxFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real shell ends up with the variables, and without those that lead elsewhere."""
    monkeypatch.setenv("AWS_PROFILE", "production")
    variables = prepare(folder, _engine(tmp_path / "e", official=True), _running("one")).variables
    show = 'printf "%s|" "$AWS_ENDPOINT_URL" "$PULUMI_CONFIG_PASSPHRASE" "${AWS_PROFILE-unset}"'
    script = f"{exports(variables)}\n{show}"
    shown = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout == f"http://127.0.0.1:4566|{PASSPHRASE}|unset|"
