"""The whole pair, as a program asks for it."""

from typing import Any

import pulumi

from pods.components import PodPair, PodPairArgs

ARGS: PodPairArgs = {
    "domain": "clinic.example",
    "owner": "clinic-platform",
    "availability_zones": ["us-east-1a", "us-east-1b"],
    "primary": {"running": 4},
    "alerts": {
        "subscriptions": [
            {"protocol": "email", "endpoint": "on-call@clinic.example"},
            {"protocol": "sms", "endpoint": "+12025550142"},
        ]
    },
}


def plan(program: Any) -> None:
    pulumi.runtime.test(program)()


def test_smoke(recorded: Any) -> None:
    """x."""
    plan(lambda: PodPair("clinic", ARGS) and None)
    assert len(recorded.resources) > 90
