import pytest

from pods.sandbox.engine import MINIMUM_VERSION, find_engine, standing_engine

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1800)]


def test_an_engine_is_to_be_had_and_is_found_again_at_once() -> None:
    """Whichever way it came, it is new enough, and a second look finds the same."""
    first = find_engine()
    assert first.version >= MINIMUM_VERSION
    assert standing_engine().engine == first
