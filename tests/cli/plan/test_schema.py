"""`pods plan schema`: the form of a plan on standard output, in a file, and in the wheel."""

import json
from importlib import resources
from pathlib import Path

from pods.continuity.schema import IDENTIFIER
from tests.cli.plan.conftest import Run


def test_it_is_printed(run: Run) -> None:
    """One JSON document, the same that the package ships."""
    done = run("schema")
    shipped = resources.files("pods.continuity") / "plan.schema.json"
    assert (done.code, done.err) == (0, "")
    assert done.out == shipped.read_text(encoding="utf-8")
    assert done.document["$id"] == IDENTIFIER


def test_it_is_written(run: Run, tmp_path: Path) -> None:
    """A file for an editor; --json says what was written."""
    assert run("schema", "--output", "plan.schema.json").out == "wrote plan.schema.json\n"
    written = json.loads((tmp_path / "plan.schema.json").read_text(encoding="utf-8"))
    assert written["$id"] == IDENTIFIER
    assert run("schema", "-o", "plan.schema.json", "--json").document == {
        "written": "plan.schema.json",
        "id": IDENTIFIER,
    }
    assert [path.name for path in tmp_path.iterdir()] == ["plan.schema.json"]


def test_where_it_cannot_be_written_says_so(run: Run, tmp_path: Path) -> None:
    """A missing folder, or a folder in the file's place, is bad input."""
    missing = run("schema", "--output", "gone/plan.json")
    assert (missing.code, missing.out) == (2, "")
    assert missing.err == (
        "error: gone/plan.json: No such file or directory; a file that can be written is required. "
        "Name another one, or mend its folder.\n"
    )
    folder = run("schema", "--output", str(tmp_path))
    assert (folder.code, folder.out) == (2, "")
    assert folder.err.startswith(
        f"error: {tmp_path}: a folder; a file that can be written is required."
    )


def test_it_is_never_written_over_a_plan(run: Run, tmp_path: Path) -> None:
    """A slip of the finger must not cost a plan; only an earlier schema is replaced."""
    (tmp_path / "plan.yaml").write_text("version: 1\n", encoding="utf-8")
    refused = run("schema", "--output", "plan.yaml")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "error: plan.yaml: it is something else than the schema of a plan; that name is required "
        "for the schema. Name another file, or remove this one first.\n"
    )
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "version: 1\n"
