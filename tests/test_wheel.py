"""What the wheel carries, and what it must not."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_two_packages(names: set[str]) -> None:
    """`pods` and `pods_policies`: neither a test nor a generic name comes along."""
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"pods", "pods_policies"}


@pytest.mark.parametrize(
    "name",
    [
        "pods/cli/plan/draft_template.yaml",
        "pods/continuity/plan.schema.json",
        "pods/package/plugin/PulumiPlugin.yaml",
        "pods/package/plugin/__main__.py",
        "pods/py.typed",
        "pods/sandbox/engine/module/go.mod",
        "pods/sandbox/engine/module/go.sum",
        "pods/sandbox/engine/module/go.txt",
        "pods/sandbox/provider/tried_inputs.json",
        "pods_policies/pulumi_pack/PulumiPolicy.yaml",
        "pods_policies/pulumi_pack/__main__.py",
        "pods_policies/pulumi_pack/config/production.json",
    ],
)
def test_the_wheel_holds_what_is_read_at_run_time(names: set[str], name: str) -> None:
    """Data files travel with the code that reads them."""
    assert name in names
