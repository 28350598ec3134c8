"""Finds a Pulumi engine: the user's own, else the official build, else one built from source.

```
versions     which engines are new enough
selection    candidates in, choice and reasons out (pure)
installed    what stands on this machine
cache        where our own engines live; atomic, one process at a time
official     the official install
source       the build from the pinned Go module;  toolchain: the Go for it
processes    a child process that shows its progress and ends with us
finding      the order of all this
```
"""

from pods.sandbox.engine.finding import find_engine, standing_engine
from pods.sandbox.engine.progress import Progress, Silence
from pods.sandbox.engine.selection import Engine, Origin
from pods.sandbox.engine.versions import MINIMUM_VERSION, PINNED_VERSION

__all__ = [
    "MINIMUM_VERSION",
    "PINNED_VERSION",
    "Engine",
    "Origin",
    "Progress",
    "Silence",
    "find_engine",
    "standing_engine",
]
