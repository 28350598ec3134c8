"""Which services the records of a stack lead to, through load balancers and health checks."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.serving.membership import members_of
from pods_policies.relations.serving.names import HEALTH_CHECK, RECORD
from pods_policies.relations.stack import Stack

__all__ = ["LOAD_BALANCERS", "TARGET_GROUPS", "load_balancers_of", "records_of"]

LOAD_BALANCERS: Final = (
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elb/loadBalancer:LoadBalancer",
)
TARGET_GROUPS: Final = ("aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup")

_KNOWN: WeakKeyDictionary[Stack, dict[str, list[Resource]]] = WeakKeyDictionary()
_BY_NAME: WeakKeyDictionary[Stack, dict[str, list[Resource]]] = WeakKeyDictionary()


def records_of(stack: Stack, service: str) -> list[Resource]:
    """Return the records that lead to a service's load balancers, or follow its health checks."""
    if stack not in _KNOWN:
        found: dict[str, list[Resource]] = {}
        for record in stack.of_type(RECORD):
            for name in dict.fromkeys(_services(stack, record)):
                found.setdefault(name, []).append(record)
        _KNOWN[stack] = found
    return _KNOWN[stack].get(service, [])


def _services(stack: Stack, record: Resource) -> Iterator[str]:
    checks = resolve(stack, record, ("healthCheckId",), HEALTH_CHECK).everything
    belongs = members_of(stack)
    for one in (*checks, *load_balancers_of(stack, record)):
        name = belongs.service(one)
        if isinstance(name, str):
            yield name


def load_balancers_of(stack: Stack, record: Resource) -> list[Resource]:
    """Return the load balancers that an alias leads to: by dependency, or by their own names."""
    name = record.declared("aliases", 0, "name")
    if isinstance(name, str):
        return _by_name(stack).get(name.lower().rstrip(".").removeprefix("dualstack."), [])
    return stack.sources(record, "aliases", *LOAD_BALANCERS)


def _by_name(stack: Stack) -> dict[str, list[Resource]]:
    if stack not in _BY_NAME:
        found: dict[str, list[Resource]] = {}
        for one in stack.of_type(*LOAD_BALANCERS):
            name = one.computed("dnsName")
            if isinstance(name, str):
                found.setdefault(name.lower(), []).append(one)
        _BY_NAME[stack] = found
    return _BY_NAME[stack]
