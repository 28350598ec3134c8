from pathlib import Path

import pytest

from pods.sandbox.folder import DIRECTORY_VARIABLE, SandboxFolder


@pytest.fixture(autouse=True)
def _no_named_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DIRECTORY_VARIABLE, raising=False)


def test_the_folder_is_found_from_anywhere_inside_the_project(tmp_path: Path) -> None:
    """The nearest ancestor with a Pulumi.yaml holds the sandbox."""
    (tmp_path / "Pulumi.yaml").write_text("name: outer\n")
    inner = tmp_path / "stacks" / "shop"
    deep = inner / "src"
    deep.mkdir(parents=True)
    assert SandboxFolder.of_project(deep).root == tmp_path / ".pods" / "sandbox"
    (inner / "Pulumi.yaml").write_text("name: inner\n")
    assert SandboxFolder.of_project(deep).root == inner / ".pods" / "sandbox"


def test_without_a_project_the_folder_is_where_one_stands(tmp_path: Path) -> None:
    """No Pulumi.yaml above: the start folder itself is taken."""
    assert SandboxFolder.of_project(tmp_path).root == tmp_path / ".pods" / "sandbox"


def test_the_variable_names_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment variable wins, and a relative one counts from the working folder."""
    (tmp_path / "Pulumi.yaml").write_text("name: any\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(DIRECTORY_VARIABLE, "elsewhere")
    assert SandboxFolder.of_project(tmp_path).root == tmp_path / "elsewhere"


def test_the_folder_is_private_and_never_committed(tmp_path: Path) -> None:
    """Others may not look in, and git sees nothing of it."""
    folder = SandboxFolder(tmp_path / "deep" / "sandbox").create().create()
    assert folder.root.stat().st_mode & 0o777 == 0o700
    assert (folder.root / ".gitignore").read_text() == "*\n"
