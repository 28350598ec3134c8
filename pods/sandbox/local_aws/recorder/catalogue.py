"""Every recorded operation, gathered from the tables."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pods.sandbox.local_aws.recorder import tables, tags
from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.kinds import Kind, Service
from pods.sandbox.local_aws.recorder.operations import BEHAVIOURS, Result

__all__ = ["GUARDS", "KINDS", "OPERATIONS", "SERVICES", "Behaviour", "recorded_operations"]

Behaviour = Callable[[Call], Result]

# Every module of `tables` is one but `members`, which has what they share.
_TABLES: tuple[Any, ...] = tuple(
    table
    for module in iter_modules(tables.__path__)
    if hasattr(table := import_module(f"{tables.__name__}.{module.name}"), "SERVICE")
)

KINDS: tuple[Kind, ...] = tuple(kind for table in _TABLES for kind in table.KINDS)

SERVICES: dict[str, Service] = {table.SERVICE.signing_name: table.SERVICE for table in _TABLES}
"""The services with tables, by the name that stands in a signature."""


def _of_kind(kind: Kind) -> Iterator[tuple[str, Behaviour]]:
    for role, behaviour in BEHAVIOURS.items():
        operation = getattr(kind, role)
        if operation:
            yield operation, partial(behaviour, kind)
    for operation, role in kind.also.items():
        yield operation, partial(BEHAVIOURS[role], kind)


def _gathered() -> Iterator[tuple[tuple[str, str], Behaviour]]:
    for kind in KINDS:
        for operation, behaviour in _of_kind(kind):
            yield (kind.service.name, operation), behaviour
    for service in SERVICES.values():
        if service.tags:
            yield (service.name, service.tags.tag), tags.tag
            yield (service.name, service.tags.untag), tags.untag
            yield (service.name, service.tags.list), tags.list_tags
    for table in _TABLES:
        for operation, behaviour in getattr(table, "OPERATIONS", {}).items():
            yield (table.SERVICE.name, operation), behaviour


GUARDS: dict[tuple[str, str], Behaviour] = {
    (table.SERVICE.name, operation): behaviour
    for table in _TABLES
    for operation, behaviour in getattr(table, "GUARDS", {}).items()
}
"""What refuses a simulated operation, by service and operation."""

OPERATIONS: dict[tuple[str, str], Behaviour] = {**dict(_gathered()), **GUARDS}
"""What each recorded or guarded operation does, by service and operation."""


def recorded_operations() -> dict[str, set[str]]:
    """Answer the recorded operations of each service, as botocore names them."""
    recorded: dict[str, set[str]] = {}
    for service, operation in OPERATIONS.keys() - GUARDS.keys():
        recorded.setdefault(service, set()).add(operation)
    return recorded
