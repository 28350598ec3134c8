"""The process of the official install: `official_child FOLDER VERSION`."""

import socket
import sys

from pulumi.automation import PulumiCommand
from semver import Version

__all__ = ["main"]

_CONNECT_SECONDS = 5.0


def main(folder: str, version: str) -> None:
    """Install the version into the folder; exits with the installer's words when it fails."""
    socket.setdefaulttimeout(_CONNECT_SECONDS)  # the API waits for ever where nothing answers
    try:
        PulumiCommand.install(root=folder, version=Version.parse(version))
    except Exception as error:  # noqa: BLE001 - the installer's own errors, of many kinds
        output = getattr(error, "output", None)
        said = output.decode(errors="replace") if isinstance(output, bytes) else ""
        sys.exit(f"{said}{error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
