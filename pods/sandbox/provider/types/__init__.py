"""The type tables, one module an AWS service or a part of it: every module here with `TYPES`."""

from importlib import import_module
from pkgutil import iter_modules

from pods.sandbox.provider.resource_type import ResourceType

__all__ = ["TYPES"]

_TABLES: tuple[tuple[ResourceType, ...], ...] = tuple(
    table.TYPES
    for module in iter_modules(__path__)
    if hasattr(table := import_module(f"{__name__}.{module.name}"), "TYPES")
)

TYPES: dict[str, ResourceType] = {kind.token: kind for table in _TABLES for kind in table}
