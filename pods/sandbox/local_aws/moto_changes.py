"""The one place that changes moto itself.

For each call moto lists all methods of the service's class anew, which for EC2 takes longer than
the rest of the call together (1.0 of 1.75 ms). The classes never change, so the lists are kept.
"""

import functools
from typing import Any

from moto.core import responses

__all__ = ["apply"]


def apply() -> None:
    """Change moto for this process; safe to repeat."""
    module: Any = responses
    if not hasattr(module.method_names_from_class, "cache_info"):
        module.method_names_from_class = functools.cache(module.method_names_from_class)
