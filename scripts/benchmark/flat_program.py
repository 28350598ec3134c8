"""The same resources without components, as one would write them by hand: a flat program.

It is written from the state of the stack that the components made, so that both make the very same
resources with the same inputs and the same dependencies.
"""

import keyword
import pprint
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pods.sandbox.provider.property_schema import snake_case, token_parts

Resource = Mapping[str, Any]
_AUTOMATIC = "__defaults"
_LONG_ENOUGH = 4  # shorter texts stand in inputs by chance


def flat_program(resources: Sequence[Resource]) -> str:
    """Return a program with one constructor call for each AWS resource of an exported state."""
    ours = [r for r in resources if r["type"].startswith("aws:")]
    ordered = list(_in_order(ours))
    variables = {r["urn"]: f"r{index}" for index, r in enumerate(ordered)}
    packages = sorted({token_parts(r["type"])[0] for r in ordered})
    lines = [
        '"""Written by the benchmark: what a stack holds, without components."""',
        "",
        "import pulumi_aws as aws",
        *(f"from pulumi_aws import {package}" for package in packages),
        "",
    ]
    named: set[tuple[str, str]] = set()
    for resource in ordered:
        name = resource["urn"].rpartition("::")[2]
        # Without components to lie in, the second of a name needs another one.
        if (resource["type"], name) in named:
            name = f"{name}-{variables[resource['urn']]}"
        named.add((resource["type"], name))
        lines.append(_call(resource, name, variables, ordered))
    return "\n".join(lines) + "\n"


def _in_order(resources: Sequence[Resource]) -> Iterator[Resource]:
    """Yield each resource after those that it depends on."""
    by_urn = {r["urn"]: r for r in resources}
    done: set[str] = set()

    def visit(resource: Resource) -> Iterator[Resource]:
        if resource["urn"] in done:
            return
        done.add(resource["urn"])
        for urn in resource.get("dependencies", []):
            if urn in by_urn:
                yield from visit(by_urn[urn])
        yield resource

    for resource in resources:
        yield from visit(resource)


def _call(
    resource: Resource, name: str, variables: Mapping[str, str], everyone: Sequence[Resource]
) -> str:
    package, _, class_name = token_parts(resource["type"])
    inputs = dict(resource["inputs"])
    if inputs.pop("finalSnapshotIdentifier", None):
        inputs["skipFinalSnapshot"] = True  # its name was derived from one that was chosen
    chosen = inputs.get(_AUTOMATIC, [])
    known = _references(resource, variables, everyone)
    arguments = [
        f"    {_argument(each)}={_literal(value, known)},"
        for each, value in inputs.items()
        if each != _AUTOMATIC and each not in chosen
    ]
    head = f"{variables[resource['urn']]} = {package}.{class_name}("
    return "\n".join([head, f"    {name!r},", *arguments, ")"])


def _references(
    resource: Resource, variables: Mapping[str, str], everyone: Sequence[Resource]
) -> dict[str, str]:
    """Return value → expression for the ids and outputs of the resources that this one uses."""
    used = {urn for urns in resource.get("propertyDependencies", {}).values() for urn in urns or []}
    found: dict[str, str] = {}
    for other in everyone:
        if other["urn"] not in used or other["urn"] == resource["urn"]:
            continue
        variable = variables[other["urn"]]
        for name, value in other.get("outputs", {}).items():
            if (
                isinstance(value, str)
                and len(value) >= _LONG_ENOUGH
                and name not in {"region", "id"}
            ):
                found.setdefault(value, f"{variable}.{_argument(name)}")
        found[other["id"]] = f"{variable}.id"
    return found


def _literal(value: Any, known: Mapping[str, str]) -> str:
    """Return Python text for a value, with expressions for other resources' values."""
    text = pprint.pformat(value, width=10_000, sort_dicts=False)
    for found, expression in known.items():
        text = text.replace(repr(found), expression)
    return text


def _argument(name: str) -> str:
    snake = snake_case(re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name))
    return f"{snake}_" if keyword.iskeyword(snake) else snake
