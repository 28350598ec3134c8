"""Sessions of botocore that read each of AWS's models once, however many they are."""

from functools import cache

import botocore.session
from botocore.loaders import Loader
from botocore.session import Session

__all__ = ["new_session"]


def new_session() -> Session:
    """Return a session that shares nothing but the models with the others."""
    session = botocore.session.get_session()
    session.register_component("data_loader", _loader())
    return session


@cache
def _loader() -> Loader:
    # EC2's model takes a third of a second to read, and a loader keeps what it has read.
    loader: Loader = botocore.session.get_session().get_component("data_loader")
    return loader
