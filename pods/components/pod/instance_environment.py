"""What an instance is told of where it runs: variables in a file, there before its script."""

import shlex
from collections.abc import Mapping

__all__ = ["ENVIRONMENT_FILE", "started_with"]

ENVIRONMENT_FILE = "/etc/pods/environment"
"""Lines of NAME=value, as systemd's EnvironmentFile and a shell read them."""

_SHELL = "#!/bin/"


def started_with(script: str | None, environment: Mapping[str, str]) -> str | None:
    """Return the script with a preamble that writes the file; as it is where no shell runs it."""
    if not environment or (script is not None and not script.startswith(_SHELL)):
        return script
    first, _, rest = (script or "#!/bin/bash\n").partition("\n")
    lines = "".join(f"{name}={shlex.quote(environment[name])}\n" for name in sorted(environment))
    return (
        f"{first}\nmkdir -p /etc/pods\n"
        f"cat >{ENVIRONMENT_FILE} <<'END_OF_ENVIRONMENT'\n{lines}END_OF_ENVIRONMENT\n{rest}"
    )
