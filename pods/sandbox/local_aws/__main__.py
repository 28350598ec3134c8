"""The program that is the local AWS: `python -m pods.sandbox.local_aws`."""

import argparse
import os
import sys
from pathlib import Path

from pods.sandbox.folder import SandboxFolder


def main() -> int:
    """Fork the server off and end; the server goes on alone."""
    parser = argparse.ArgumentParser(prog="pods.sandbox.local_aws", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--instance", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--preferred-port", type=int, default=0)
    parser.add_argument("--regions", required=True)
    parser.add_argument("--announce", type=int, required=True, help="file descriptor to write to")
    options = parser.parse_args()
    if os.fork():
        return 0

    # Here, in the server's own process: moto takes most of the time that a start takes.
    from pods.sandbox.local_aws.server import Options, serve  # noqa: PLC0415

    serve(
        Options(
            folder=SandboxFolder(options.folder),
            instance_id=options.instance,
            port=options.port,
            preferred_port=options.preferred_port,
            regions=tuple(filter(None, options.regions.split(","))),
            announce=options.announce,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
