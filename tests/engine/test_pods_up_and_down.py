"""`pods up` and `pods down` on the second product, as a newcomer types them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.engine.plan_in_state import carried_plan
from tests.engine.pulumi_project import REPOSITORY, Outcome

pytestmark = pytest.mark.engine

_SECONDS = 240


# What stands when the account is lost: how much it is shows nothing, and no rule asks for more.
_SMALL = """
import pulumi_aws as aws

aws.ec2.InternetGateway("lost")
"""


class Product:
    """A copy of the second product, with a sandbox of its own inside it."""

    def __init__(self, folder: Path) -> None:
        """Copy it."""
        shutil.copytree(REPOSITORY / "stacks" / "storefront", folder)
        shutil.copy(REPOSITORY / "stacks" / "organisation.yaml", folder.parent)
        self.folder = folder
        self.settings = (folder / "Pulumi.sandbox.yaml").read_text(encoding="utf-8")

    def pods(self, *arguments: str) -> Outcome:
        """Run the `pods` command in the product's folder."""
        unwanted = {"PODS_SANDBOX_DIR", "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [str(Path(sys.executable).parent / "pods"), *arguments],
            cwd=self.folder,
            # The state is written once, at the end: a crash of the engine is another test's.
            env={
                **{k: v for k, v in os.environ.items() if k not in unwanted},
                "PULUMI_EXPERIMENTAL": "true",
                "PULUMI_SKIP_CHECKPOINTS": "true",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        return Outcome(done.returncode, done.stdout)

    def pulumi(self, variables: dict[str, str], *arguments: str) -> Outcome:
        """Run plain pulumi in a shell that was led to the sandbox."""
        done = subprocess.run(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self.folder,
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        return Outcome(done.returncode, done.stdout)

    def server(self) -> psutil.Process:
        """Return the process of the local AWS."""
        status = json.loads(self.pods("sandbox", "status", "--json").output)
        return psutil.Process(status["pid"])


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """The product; whatever a failed test leaves is stopped."""
    product = Product(tmp_path / "storefront")
    yield product
    product.pods("sandbox", "down")


def test_a_crash_then_up_twice_then_down(product: Product) -> None:
    """Up after a crash builds anew and says why, up again changes nothing, down leaves nothing."""
    main = product.folder / "__main__.py"
    program = main.read_text(encoding="utf-8")
    main.write_text(_SMALL, encoding="utf-8")
    first = product.pods("up")
    assert first.code == 0, str(first)
    assert first.summary.keys() == {"created"}, first

    shell = json.loads(product.pods("sandbox", "env", "--json").output)
    crashed = product.server()
    crashed.send_signal(signal.SIGKILL)
    crashed.wait(timeout=10)
    lost = product.pulumi(shell, "preview", "--stack", "sandbox")
    assert lost.code != 0, str(lost)
    assert "local AWS: nothing answers at" in lost.output, lost
    assert "pods sandbox up" in lost.output, lost

    main.write_text(program, encoding="utf-8")
    second = product.pods("up")
    assert second.code == 0, str(second)
    assert "an earlier simulated account is gone" in second.output, second
    assert second.summary.keys() == {"created"}, second
    assert "primary POD     storefront in us-east-1c: 6 running" in second.output, second
    assert "its Region      all stands in us-west-2" in second.output, second
    assert "pods down" in second.output, second

    shell = json.loads(product.pods("sandbox", "env", "--json").output)
    exported = product.pulumi(shell, "stack", "export", "--stack", "sandbox")
    assert carried_plan(json.loads(exported.output)["deployment"]["resources"])["capabilities"]

    third = product.pods("up")
    assert third.code == 0, str(third)
    assert third.summary.keys() == {"unchanged"}, third

    running = product.server()
    down = product.pods("down")
    assert down.code == 0, str(down)
    assert _has_ended(running)
    assert product.pods("sandbox", "status").code == 1
    left = list((product.folder / ".pods" / "sandbox" / "state").rglob("stacks/**/*.json"))
    assert not left, left
    settings = (product.folder / "Pulumi.sandbox.yaml").read_text(encoding="utf-8")
    assert settings == product.settings, "the project's own settings are kept as they were"


def _has_ended(process: psutil.Process) -> bool:
    # A container's first process may not reap what others leave: a zombie has ended.
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
