import subprocess
import sys
from pathlib import Path

from pods.sandbox.language import is_our_host, language_host_script


def test_the_shim_runs_the_host_with_the_interpreter_given(tmp_path: Path) -> None:
    """A path with a blank is kept whole, and the engine's arguments are passed on."""
    python = tmp_path / "my python"
    python.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    shim = tmp_path / "shim"
    shim.write_text(language_host_script(python))
    for file in (python, shim):
        file.chmod(0o755)
    said = subprocess.run([shim, "-v=3", "127.0.0.1:1"], capture_output=True, check=True).stdout
    assert said == b"-P|-u|-m|pods.sandbox.language|-v=3|127.0.0.1:1|"


def test_our_shim_is_told_from_the_official_host(tmp_path: Path) -> None:
    """The official host is a binary; a file that is not there is nobody's."""
    ours, official = tmp_path / "ours", tmp_path / "official"
    ours.write_text(language_host_script(sys.executable))
    official.write_bytes(b"\x7fELF" + bytes(100))
    answers = [is_our_host(path) for path in (ours, official, tmp_path / "none")]
    assert answers == [True, False, False]
