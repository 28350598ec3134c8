"""The smallest pair of PODs: for what is the same in a stack of any size."""

__all__ = ["CHOSEN", "PROGRAM"]

CHOSEN = '"domain": "clinic.example"'
"""Part of the program, once in it: further settings are put behind it."""

PROGRAM = """
import pulumi

from pods import PodPair

pair = PodPair(
    "clinic",
    {
        "domain": "clinic.example",
        "owner": "clinic-team",
        "availability_zones": ["us-east-1a", "us-east-1b"],
        "primary": {"running": 4},
        "network": {"interface_endpoints": []},
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "on-call@clinic.example"},
                {"protocol": "sms", "endpoint": "+12025550142"},
            ]
        },
    },
)
pulumi.export("url", pair.url)
"""
