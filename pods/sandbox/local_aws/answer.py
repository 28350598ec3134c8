"""What a WSGI application says, gathered."""

from collections.abc import Iterable
from typing import Any

__all__ = ["Answer"]


class Answer:
    """The `start_response` of one call, and then the whole of its answer."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self._written: list[bytes] = []

    def start(self, status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> Any:
        """Take the status line and the headers."""
        self.status, self.headers = status, headers
        return self._written.append

    def collect(self, parts: Iterable[bytes]) -> bytes:
        """Answer the whole body."""
        try:
            return b"".join([*self._written, *parts])
        finally:
            close = getattr(parts, "close", None)
            if close:
                close()

    @property
    def code(self) -> int:
        """The number in the status line."""
        return int(self.status.split(" ", 1)[0])
