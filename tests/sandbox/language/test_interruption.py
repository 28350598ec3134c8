"""What is said when an interruption meets a callback."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from pods.sandbox.language import server


def test_an_interrupted_callback_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python prints and forgets an exception there; the host was asked to stop, and does."""
    said: list[Any] = []
    monkeypatch.setattr(sys, "__unraisablehook__", said.append)
    interrupted: Any = SimpleNamespace(exc_type=KeyboardInterrupt)
    server._unless_interrupted(interrupted)
    assert said == []
    other: Any = SimpleNamespace(exc_type=ValueError)
    server._unless_interrupted(other)
    assert said == [other]
