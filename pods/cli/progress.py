"""Progress on standard error: one moving line on a terminal, else a few plain ones."""

import sys
from time import monotonic

__all__ = ["ShownProgress"]

_PLAIN_INTERVAL_SECONDS = 15.0


class ShownProgress:
    """Shows progress on standard error: one moving line on a terminal, else a few plain ones."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._moving = sys.stderr.isatty()
        self._shown_at = monotonic()
        self._open_line = False

    def stage(self, text: str) -> None:
        """Begin a line of its own."""
        self._write("\n" if self._open_line else "", text, "\n")
        self._open_line = False
        self._shown_at = monotonic()

    def detail(self, text: str) -> None:
        """Rewrite the moving line; without a terminal, at most one line every 15 s."""
        if self._moving:
            self._write("\r\x1b[K  ", text, "")
            self._open_line = True
        elif monotonic() - self._shown_at >= _PLAIN_INTERVAL_SECONDS:
            self._write("  ", text, "\n")
            self._shown_at = monotonic()

    @staticmethod
    def _write(*parts: str) -> None:
        sys.stderr.write("".join(parts))
        sys.stderr.flush()
