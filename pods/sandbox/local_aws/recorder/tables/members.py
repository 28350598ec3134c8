"""Values that AWS adds to what it is given."""

import secrets
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import jmespath

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.kinds import Made

__all__ = ["account", "at", "formatted", "hexadecimal", "now", "unique"]


def now(_members: dict[str, Any], call: Call) -> datetime:
    """Answer the time of the call."""
    return call.now


def account(_members: dict[str, Any], call: Call) -> str:
    """Answer the account of the call."""
    return call.account


def at(path: str) -> Made:
    """Make a member from those at a JMESPath."""
    compiled = jmespath.compile(path)
    return lambda members, _call: compiled.search(members)


def formatted(text: str) -> Made:
    """Make a member from a format over `region`, `account` and the members."""
    return lambda members, call: text.format(region=call.region, account=call.account, **members)


def hexadecimal(prefix: str, digits: int = 17) -> Callable[[], str]:
    """Mint ids such as `vol-0123456789abcdef0`."""
    return lambda: prefix + secrets.token_hex(digits)[:digits]


def unique() -> str:
    """Mint a UUID."""
    return str(uuid.uuid4())
