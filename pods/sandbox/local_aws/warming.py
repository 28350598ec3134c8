"""Loading the services that nearly every stack calls, before it calls them."""

import contextlib
import gc
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, cast

from moto import backends

from pods.sandbox.local_aws.standing import ACCOUNT_ID

__all__ = ["warm"]

_log = logging.getLogger(__name__)

# moto loads a service when it is first called; EC2's images and instance types take longest.
_SERVICES = ("ec2", "iam", "rds", "elbv2", "autoscaling", "s3", "kms", "cloudwatch", "route53")
_PAUSE_SECONDS = 0.01


def warm(regions: tuple[str, ...]) -> None:
    """Load services in the background; a call that comes earlier simply loads its own."""
    threading.Thread(target=_load, args=(regions,), name="warming", daemon=True).start()


def _load(regions: tuple[str, ...]) -> None:
    began = time.monotonic()
    # Its overloads take only literals.
    get_backend: Callable[[str], Any] = cast(Any, backends.get_backend)
    for service in _SERVICES:
        by_account = get_backend(service)[ACCOUNT_ID]
        for region in regions:
            # Services without Regions keep one backend under another key.
            with contextlib.suppress(KeyError):
                by_account[region]
            # Let calls that wait for the interpreter go first.
            time.sleep(_PAUSE_SECONDS)
    # What is loaded stays for good: looking through it for garbage only delays calls.
    gc.freeze()
    _log.info("services loaded in %.1f s", time.monotonic() - began)
