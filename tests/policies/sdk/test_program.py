"""The folder of the program that is judged."""

from pathlib import Path

import pytest

from pods_policies.sdk.program import program_folder

URN = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::files"


def project(folder: Path, text: str) -> Path:
    """Write a project file and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text(text)
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder from which the pack is started, and which the shell is in."""
    pack = tmp_path / "pack"
    pack.mkdir()
    monkeypatch.chdir(pack)
    monkeypatch.setenv("PWD", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_shells_folder_leads_to_the_program(home: Path) -> None:
    """The entry `main` of the project is followed."""
    (project(home, "name: shop\nmain: stacks/shop\n") / "stacks" / "shop").mkdir(parents=True)
    assert program_folder(URN) == (home / "stacks" / "shop").resolve()


def test_a_main_file_counts_with_its_folder(home: Path) -> None:
    """Python programs are folders; a file stands for the one it is in."""
    (project(home, "name: shop\nmain: app.py\n") / "app.py").touch()
    assert program_folder(URN) == home.resolve()


def test_a_project_above_or_below_is_found_by_its_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The project need not be the folder that the shell is in; another project never counts."""
    project(home, "name: other\n")
    below = project(home / "stacks" / "shop", "name: shop\n")
    assert program_folder(URN) == below.resolve()
    deeper = below / "a" / "b"
    deeper.mkdir(parents=True)
    monkeypatch.setenv("PWD", str(deeper))
    assert program_folder(URN) == below.resolve()


@pytest.mark.parametrize("text", ["name: other\n", "- shop\n", "name: [", ""])
def test_without_the_project_there_is_no_answer(home: Path, text: str) -> None:
    """A file of another project, or one that cannot be read, is passed over."""
    project(home, text)
    assert program_folder(URN) is None


def test_two_projects_of_one_name_leave_doubt(home: Path) -> None:
    """Either could be meant."""
    project(home / "a", "name: shop\n")
    project(home / "b", "name: shop\n")
    assert program_folder(URN) is None


@pytest.mark.parametrize("urn", ["", "nonsense"])
def test_a_urn_without_a_project_has_no_program(urn: str) -> None:
    """The stack itself may stand in where a resource is missing."""
    assert program_folder(urn) is None


def test_without_a_shell_the_own_folder_is_tried(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some hosts start a pack in the program's folder."""
    monkeypatch.delenv("PWD")
    monkeypatch.chdir(project(home, "name: shop\n"))
    assert program_folder(URN) == home.resolve()
