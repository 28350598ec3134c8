"""What an instance is told of where it runs."""

from pathlib import Path
from subprocess import run

from pods.components.pod.instance_environment import ENVIRONMENT_FILE, started_with

TOLD = {"BUCKET": "clinic-objects", "DATABASE_ENDPOINT": "db.example:5432", "ODD": "it's $HOME"}


def test_the_file_is_there_before_the_script_goes_on(tmp_path: Path) -> None:
    """A shell reads every value back as it was given, whatever letters it has."""
    script = started_with(
        f"#!/bin/bash\n. {ENVIRONMENT_FILE}\nprintf '%s|' $BUCKET \"$ODD\"\n", TOLD
    )
    assert script is not None
    there = tmp_path / "pods"
    done = run(
        ["bash", "-c", script.replace("/etc/pods", str(there))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "clinic-objects|it's $HOME|"
    assert (there / "environment").read_text(encoding="utf-8").splitlines()[:2] == [
        "BUCKET=clinic-objects",
        "DATABASE_ENDPOINT=db.example:5432",
    ]


def test_without_a_script_the_file_alone_is_written() -> None:
    """An image that starts by itself is told as well."""
    script = started_with(None, {"BUCKET": "b"})
    assert script is not None
    assert script.startswith("#!/bin/bash\nmkdir -p /etc/pods\n")


def test_what_no_shell_runs_is_left_alone() -> None:
    """Cloud configuration is no place for a preamble, and nothing to tell needs none."""
    assert started_with("#cloud-config\n", TOLD) == "#cloud-config\n"
    assert started_with("#!/bin/sh\ntrue\n", {}) == "#!/bin/sh\ntrue\n"
