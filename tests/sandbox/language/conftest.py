"""A real engine, our language host, and toy projects; no provider and no AWS."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pods.sandbox.engine import Engine, find_engine
from pods.sandbox.language import HOST_NAME, language_host_script

PROJECT = "name: toy\nruntime: python\nmain: program\n"
LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Toy:
    """A project, the environment to run its engine in, and the policy pack beside it."""

    folder: Path
    environment: dict[str, str]

    @property
    def pack(self) -> Path:
        """The folder of the policy pack."""
        return self.folder.parent / "pack"

    def write(self, program: str, **modules: str) -> None:
        """Replace the program's main file, and write further modules beside it."""
        folder = self.folder / "program"
        folder.mkdir(exist_ok=True)
        for name, text in {"__main__": program, **modules}.items():
            (folder / f"{name}.py").write_text(text)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start the engine, in a process group of its own."""
        return subprocess.Popen(
            ["pulumi", "--non-interactive", "--color=never", *words],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def pulumi(self, *words: str) -> tuple[int, str]:
        """Run the engine to its end; answers the exit code and all that it said."""
        with self.start(*words) as process:
            output, _ = process.communicate(timeout=LONGEST_SECONDS)
        assert "warning: using" not in output
        return process.returncode, output


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Answer the engine of this machine, installed if there was none."""
    return find_engine()


@pytest.fixture(scope="session")
def engine_bin(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answer a folder with the engine and our language host beside it, as the sandbox has it."""
    folder = tmp_path_factory.mktemp("bin")
    link = folder / "pulumi"
    try:
        link.hardlink_to(engine.path)
    except OSError:  # another file system
        link.write_bytes(engine.path.read_bytes())
        link.chmod(0o755)
    host = folder / HOST_NAME
    host.write_text(language_host_script(sys.executable))
    host.chmod(0o755)
    return folder


@pytest.fixture
def toy(engine_bin: Path, tmp_path: Path) -> Toy:
    """Answer a project with an empty stack, in the environment that the sandbox gives."""
    for name in ("project", "home", "state", "pack"):
        (tmp_path / name).mkdir()
    (tmp_path / "project" / "Pulumi.yaml").write_text(PROJECT)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PULUMI_")}
    toy = Toy(
        tmp_path / "project",
        {
            **kept,
            "PATH": f"{engine_bin}{os.pathsep}{os.environ['PATH']}",
            "PULUMI_BACKEND_URL": f"file://{tmp_path / 'state'}",
            "PULUMI_CONFIG_PASSPHRASE": "toy",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_HOME": str(tmp_path / "home"),
            "PULUMI_SKIP_UPDATE_CHECK": "1",
        },
    )
    toy.write("")
    assert toy.pulumi("stack", "init", "toy")[0] == 0
    return toy
