"""A file's text: bounded, regular, UTF-8 and free of control characters, or a finding."""

import os
import re
import stat

from pods.continuity.loading.documents import START, RefusedTextError, fault
from pods.continuity.loading.limits import LARGEST_FILE_BYTES
from pods.errors import printable

__all__ = ["CONTROLS", "read_bytes", "text_of"]

CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Characters that no text of a plan holds: all controls but tab and line breaks.

Those that turn the direction of the text after them are among them: it would read otherwise than
it is.
"""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def read_bytes(file: str, most_bytes: int = LARGEST_FILE_BYTES) -> bytes:
    """Read a regular file of at most `most_bytes`.

    Raises `RefusedTextError` for anything else, without waiting for a pipe's other end.
    """
    try:
        # Without O_NONBLOCK, opening a pipe waits until someone writes to it.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _not_a_file(file, _KINDS.get(stat.S_IFMT(status.st_mode), "no file"))
        if status.st_size > most_bytes:
            raise _too_large(file, f"{status.st_size} bytes", most_bytes)
        # A file may grow, and those of /proc have no size: the size alone is no promise.
        data = _read(descriptor, most_bytes + 1)
    except OSError as error:
        raise _unreadable(file, error) from error
    finally:
        os.close(descriptor)
    if len(data) > most_bytes:
        raise _too_large(file, f"more than {most_bytes} bytes", most_bytes)
    return data


def _read(descriptor: int, most_bytes: int) -> bytes:
    parts = []
    while most_bytes > 0 and (part := os.read(descriptor, min(most_bytes, 1 << 20))):
        parts.append(part)
        most_bytes -= len(part)
    return b"".join(parts)


def text_of(file: str, data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark; raises `RefusedTextError`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(file, data, error) from error
    wrong = CONTROLS.search(text)
    if wrong is not None:
        before = text[: wrong.start()]
        raise RefusedTextError(
            fault(
                file,
                (before.count("\n") + 1, wrong.start() - before.rfind("\n")),
                "control-character",
                observed=f"the character U+{ord(wrong.group()):04X}",
                required="text without control characters is required",
                remedy="Remove the character, or save the file as UTF-8 text.",
            )
        )
    return text


def _not_utf8(file: str, data: bytes, error: UnicodeDecodeError) -> RefusedTextError:
    before = data[: error.start]
    if data.startswith(_UTF16_MARKS):
        observed = "the file begins with the mark of UTF-16"
    else:
        observed = f"the byte 0x{data[error.start]:02x} at offset {error.start} is not UTF-8"
    place = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
    return RefusedTextError(
        fault(
            file,
            place,
            "not-utf-8",
            observed=observed,
            required="UTF-8 is required",
            remedy="Save the file as UTF-8.",
        )
    )


def _unreadable(file: str, error: OSError | ValueError) -> RefusedTextError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return RefusedTextError(
        fault(
            file,
            START,
            "unreadable-file",
            observed=f"{printable(file)} cannot be read: {reason}",
            required="a file that can be read is required",
            remedy="Correct the name, or allow reading it.",
        )
    )


def _not_a_file(file: str, kind: str) -> RefusedTextError:
    return RefusedTextError(
        fault(
            file,
            START,
            "not-a-file",
            observed=f"{printable(file)} is {kind}",
            required="a regular file is required",
            remedy="Name the plan's file.",
        )
    )


def _too_large(file: str, size: str, most_bytes: int) -> RefusedTextError:
    return RefusedTextError(
        fault(
            file,
            START,
            "file-too-large",
            observed=f"{printable(file)} has {size}",
            required=f"at most {most_bytes} bytes are read",
            remedy="Split the plan with `include`; a file may have 4 MiB, a plan 16 MiB.",
        )
    )
