"""Files that are made to cost memory or time: each is refused, within limits that are enforced."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pods.continuity.loading.limits import LARGEST_FILE_BYTES

_MEMORY_BYTES = 1 << 30
_CPU_SECONDS = 20
# Reads each file under limits of the system, and prints the codes of what is said about it.
_READER = f"""
import json, resource, sys
from datetime import date
from pods.continuity.loading import read_plan
resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY_BYTES}, {_MEMORY_BYTES}))
resource.setrlimit(resource.RLIMIT_CPU, ({_CPU_SECONDS}, {_CPU_SECONDS}))
for name in sys.argv[1:]:
    report = read_plan(name, date(2026, 6, 1)).report
    print(json.dumps(sorted({{item.finding.code for item in report.findings}})))
"""
_LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 60)
)
_MERGES = "a0: &a0 {x: 1}\n" + "".join(
    f"a{number}: &a{number} {{<<: [{', '.join([f'*a{number - 1}'] * 9)}], k: *a{number - 1}}}\n"
    for number in range(1, 60)
)
# Enough for time that grows with the square to be noticed, and quick to write.
FULL = LARGEST_FILE_BYTES // 4
CASES = {
    "laughs.yaml": (_LAUGHS, "too-many-values"),
    "merges.yaml": (_MERGES, "too-many-values"),
    "brackets.yaml": ("[" * FULL, "too-deep"),
    "braces.yaml": ("{" * FULL, "too-deep"),
    "dashes.yaml": ("- " * (FULL // 2), "too-deep"),
    "questions.yaml": ("? " * (FULL // 2), "too-deep"),
    "brackets.json": ("[" * FULL, "too-deep"),
    "brackets.toml": ("a=" + "[" * (FULL - 2), "too-deep"),
    "dots.toml": ("a." * (FULL // 2 - 2) + "a=1", "too-deep"),
    "header.toml": ("[" + "a." * (FULL // 2 - 2) + "a]", "too-deep"),
    "spaces.toml": ("a" + " " * (FULL - 1), "toml-syntax"),
    "quotes.toml": ('"' * FULL, "toml-syntax"),
    "digits.json": ("9" * FULL, "bad-number"),
    "twice.json": ("{" + '"a":1,' * (LARGEST_FILE_BYTES // 6 - 2) + '"a":1}', "too-many-values"),
    "long.yaml": ("a: " + "x" * (LARGEST_FILE_BYTES - 3), "unknown-key"),
    "large.yaml": ("a" * (LARGEST_FILE_BYTES + 1), "file-too-large"),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return what is said of each file; one process reads them all, starting takes longest."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (text, _) in CASES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "huge.yaml").open("wb") as file:
        file.truncate(100_000_000)
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "folder.yaml").mkdir()
    (folder / "growing.yaml").symlink_to("/proc/self/maps")
    names = sorted(path.name for path in folder.iterdir())
    answer = subprocess.run(
        [sys.executable, "-c", _READER, *names],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return dict(zip(names, map(json.loads, answer.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_within_limits(said: dict[str, list[str]], name: str) -> None:
    """One GiB of memory and seconds of processor are enough for all of them."""
    assert CASES[name][1] in said[name]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("huge.yaml", "file-too-large"),
        ("pipe.yaml", "not-a-file"),
        ("zero.yaml", "not-a-file"),
        ("loop.yaml", "unreadable-file"),
        ("folder.yaml", "not-a-file"),
    ],
)
def test_what_is_no_plain_file_is_refused(said: dict[str, list[str]], name: str, code: str) -> None:
    """Nothing waits, and nothing is read that has no end."""
    assert said[name] == [code]


def test_a_file_without_a_size_is_read_within_bounds(said: dict[str, list[str]]) -> None:
    """Files of /proc say that they are empty: what is read decides."""
    assert said["growing.yaml"]
    assert "file-too-large" not in said["growing.yaml"]
