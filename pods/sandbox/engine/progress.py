"""How a long installation tells what it does."""

from typing import Protocol

__all__ = ["Progress", "Silence"]


class Progress(Protocol):
    """Receives what happens; implementations decide how much of it is shown."""

    def stage(self, text: str) -> None:
        """A new stage begins; to be shown always."""

    def detail(self, text: str) -> None:
        """The stage goes on, every few seconds; a newer detail replaces an older one."""


class Silence:
    """Shows nothing."""

    def stage(self, text: str) -> None:
        """Drop it."""

    def detail(self, text: str) -> None:
        """Drop it."""
