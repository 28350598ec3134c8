"""What a program's author sees of an exception: their own frames, not those that ran them."""

import traceback
from pathlib import Path
from types import TracebackType

__all__ = ["shown_error"]

_INTRODUCTION = "Program failed with an unhandled exception:\n"


def shown_error(error: BaseException, main: Path) -> str:
    """Render the exception with the traceback from the program's main file on."""
    own = _from_main(error.__traceback__, main)
    if own is None and isinstance(error, SyntaxError):
        # It was never run: file, line and mark are in the message itself.
        return _INTRODUCTION + "".join(traceback.format_exception_only(error))
    return _INTRODUCTION + "".join(
        traceback.format_exception(type(error), error, own or error.__traceback__)
    )


def _from_main(frames: TracebackType | None, main: Path) -> TracebackType | None:
    while frames is not None and Path(frames.tb_frame.f_code.co_filename) != main:
        frames = frames.tb_next
    return frames
