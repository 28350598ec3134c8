"""A machine of its own for each test: PATH, home and cache in a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

FakeEngine = Callable[[Path, str], Path]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer a folder with `path/` on PATH, `home/` as home and `cache/` as cache; all empty."""
    for name in ("path", "home", "cache"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PODS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("PULUMI_HOME", raising=False)
    return tmp_path


@pytest.fixture
def fake_engine() -> FakeEngine:
    """Answer what writes an executable `pulumi` that prints the given version."""

    def write(folder: Path, version: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "pulumi"
        path.write_text(f"#!/bin/sh\necho {version}\n")
        path.chmod(0o755)
        return path

    return write
