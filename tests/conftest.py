"""What holds for every test run."""

import contextlib
import signal


def pytest_configure() -> None:
    """Listen to Ctrl-C again: a shell starts its background jobs, and all of theirs, deaf to it."""
    with contextlib.suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGINT, signal.default_int_handler)
