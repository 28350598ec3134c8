"""A Pulumi project in a folder of its own, driven as a person would: by the `pulumi` command."""

import json
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
_SECONDS = 600
_STATE_AT_THE_END = {"PULUMI_EXPERIMENTAL": "true", "PULUMI_SKIP_CHECKPOINTS": "true"}


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    output: str

    def __str__(self) -> str:
        """Show it whole in a failed assertion."""
        return f"exit code {self.code}\n{self.output}"

    @property
    def summary(self) -> dict[str, int]:
        """Return the counts of the closing `Resources:` lines, as `created` or `to create`."""
        block = self.output.rpartition("Resources:")[2]
        counts = re.findall(r"^\s+[-+~±=]*\s*(\d+) ((?:to )?[a-z]+)", block, re.MULTILINE)
        return {what: int(count) for count, what in counts if what != "changes"}


@dataclass(frozen=True)
class Project:
    """A project's folder, a stack in it, and the environment that leads to the sandbox."""

    folder: Path
    stack: str
    environment: Mapping[str, str]
    checkpoints: bool = False
    """Write the whole state after every step, as for users: half of the time of a large stack."""

    def run(self, *arguments: str) -> Outcome:
        """Run `pulumi` on the stack and return how it went."""
        done = subprocess.run(
            self._command(arguments),
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        return Outcome(done.returncode, done.stdout)

    def killed(
        self, arguments: Sequence[str], when: Callable[[str], bool], how: signal.Signals
    ) -> str:
        """Run `pulumi`, end it by a signal once its output so far says when; return the output."""
        process = subprocess.Popen(
            self._command(arguments),
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        output = ""
        assert process.stdout is not None
        with process:
            for line in process.stdout:
                output += line
                if when(output):
                    process.send_signal(how)
                    break
            output += process.stdout.read()
        return output

    def export(self) -> list[dict[str, Any]]:
        """Return the resources of the stack's state."""
        outcome = self.run("stack", "export")
        assert outcome.code == 0, str(outcome)
        resources: list[dict[str, Any]] = json.loads(outcome.output)["deployment"].get(
            "resources", []
        )
        return resources

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs."""
        outcome = self.run("stack", "output", "--json")
        assert outcome.code == 0, str(outcome)
        values: dict[str, Any] = json.loads(outcome.output)
        return values

    def edit(self, old: str, new: str, file: str = "__main__.py") -> int:
        """Replace one place in the program, which must be there exactly once; returns its line."""
        (path,) = self.folder.rglob(file)
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def _environment(self) -> dict[str, str]:
        # A shell keeps PWD true, and the policy pack looks for the program from there.
        at_the_end = {} if self.checkpoints else _STATE_AT_THE_END
        return {**self.environment, **at_the_end, "PWD": str(self.folder)}

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return [
            "pulumi",
            *arguments,
            "--stack",
            self.stack,
            "--non-interactive",
            "--color",
            "never",
        ]


def reference_project(folder: Path) -> Path:
    """Copy the repository's own project: its settings and the reference stack."""
    for name in ("Pulumi.yaml", "Pulumi.sandbox.yaml"):
        shutil.copy(REPOSITORY / name, folder / name)
    shutil.copytree(REPOSITORY / "stacks" / "reference", folder / "stacks" / "reference")
    shutil.copy(REPOSITORY / "stacks" / "organisation.yaml", folder / "stacks")
    return folder


def product_project(folder: Path, name: str) -> Path:
    """Copy a product that is a project of its own, with what the plans share."""
    shutil.copytree(REPOSITORY / "stacks" / name, folder / "stacks" / name)
    shutil.copy(REPOSITORY / "stacks" / "organisation.yaml", folder / "stacks")
    return folder / "stacks" / name


def written_project(folder: Path, name: str, program: str) -> Path:
    """Write a program as a project that nothing protects from being destroyed."""
    settings = {"name": name, "runtime": "python"}
    (folder / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "__main__.py").write_text(program, encoding="utf-8")
    config = {"config": {"aws:region": "us-east-1", "pods:protect": False}}
    (folder / "Pulumi.sandbox.yaml").write_text(json.dumps(config), encoding="utf-8")
    return folder
