"""What the asking process and the forking one say to each other, over a Unix socket.

Both sides import this from their own folder: the asking one has neither packages nor time.
"""

PARENT_GONE = 0
"""Told instead of a signal's number when the parent of the asking process has ended."""

LENGTH_BYTES = 4
"""Before an order, its length; after its process's end, the end as `os.waitpid` tells it."""

STREAMS = 3
"""Standard input, output and error go with an order."""
