"""The components' examples on the real engine: a network and what runs in it, at home and away."""

from pathlib import Path

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.component_examples import SLICES, come_up_once_and_go_away

pytestmark = pytest.mark.engine


def test_they_come_up_once_and_go_away(sandbox: Prepared, tmp_path: Path) -> None:
    """Everything is made, a second run finds it as declared, and nothing is left behind."""
    come_up_once_and_go_away(sandbox, tmp_path, SLICES["places"])
