"""What an instance of the reference product does as it starts: its user data."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["LARGEST_USER_DATA", "modes_of", "user_data"]

LARGEST_USER_DATA = 16_384
"""Bytes that EC2 takes, before they are encoded.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
"""

_APPLICATION = Path(__file__).with_name("application.py")
_TOLD = ("trigger", "rollback", "keeps")
# The agent keeps the switches on the host. Where it cannot be installed, nothing is switched on,
# and the application serves all the same: a POD must start while the internet is down.
# https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-ec2.html
_AGENT = """\
arch=$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x86_64)
(dnf install -y "https://s3.amazonaws.com/aws-appconfig-downloads/aws-appconfig-agent/linux/$arch/\
latest/aws-appconfig-agent.rpm" && systemctl enable --now aws-appconfig-agent) &
"""
_SERVICE = """\
cat >/etc/systemd/system/clinic.service <<'END_OF_SERVICE'
[Unit]
After=network-online.target
Wants=network-online.target
[Service]
EnvironmentFile=-/etc/pods/environment
EnvironmentFile=/srv/clinic/environment
ExecStart=/usr/bin/python3 /srv/clinic/application.py
DynamicUser=yes
Restart=always
[Install]
WantedBy=multi-user.target
END_OF_SERVICE
systemctl enable --now clinic
"""


def modes_of(plan: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return, by the kind of a plan's degradation modes, when it begins and ends and what it keeps.

    `plan` is the plan's document, as its file has it.
    """
    return {
        mode["kind"]: {name: mode[name] for name in _TOLD}
        for mode in plan.get("degradation_modes", {}).values()
    }


def user_data(
    *,
    switches_path: str = "",
    queue_url: str = "",
    modes: Mapping[str, Mapping[str, str]] | None = None,
    port: int = 8080,
) -> str:
    """Return the script with which an instance starts the application.

    `switches_path` is the `path` of `Switches`, `queue_url` that of a `Queue`; without them nothing
    is switched or deferred. The bucket is in the file that a POD's instances find.
    """
    settings = {
        "SWITCHES": f"http://localhost:2772{switches_path}" if switches_path else "/dev/null",
        "QUEUE_URL": queue_url,
        "MODES": "/srv/clinic/modes.json",
        "PORT": str(port),
    }
    environment = "\n".join(f"{name}={value}" for name, value in settings.items())
    return (
        "#!/bin/bash\nset -eu\nmkdir -p /srv/clinic\n"
        f"cat >/srv/clinic/environment <<'END_OF_SETTINGS'\n{environment}\nEND_OF_SETTINGS\n"
        f"cat >/srv/clinic/modes.json <<'END_OF_MODES'\n{json.dumps(modes or {})}\nEND_OF_MODES\n"
        "cat >/srv/clinic/application.py <<'END_OF_APPLICATION'\n"
        f"{_APPLICATION.read_text(encoding='utf-8')}END_OF_APPLICATION\n"
        f"{_AGENT if switches_path else ''}{_SERVICE}"
    )
