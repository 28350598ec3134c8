"""Serve the language protocol: `python -m pods.sandbox.language [FLAG…] ENGINE_ADDRESS`."""

import gc
import signal
import sys

# An interruption while the SDK is still being imported must not print a traceback.
signal.signal(signal.SIGINT, signal.SIG_DFL)
# What a program makes stays to its end: looking through it for garbage takes a sixth of a run.
gc.set_threshold(100_000, 50, 100)

from pods.sandbox.language.server import serve  # noqa: E402

if __name__ == "__main__":
    serve(sys.argv[1:])
