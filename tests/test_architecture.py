"""The shape of the code: which way imports point, how long files are, who may print."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
LONGEST_FILE = 300

# What each part may import of ours; a longer name wins over the shorter one around it.
ALLOWED: dict[str, set[str]] = {
    "pods": {"pods.components"},
    "pods.errors": set(),
    "pods.continuity": {"pods.errors"},
    "pods.topology": {"pods.errors", "pods.continuity"},
    "pods.components": {"pods.errors", "pods.continuity", "pods.topology"},
    "pods.sandbox": {"pods.errors"},
    "pods.sandbox.engine": {"pods.errors", "pods.sandbox.language"},
    "pods.sandbox.language": {"pods.errors"},
    "pods.sandbox.local_aws": {"pods.errors", "pods.sandbox.folder"},
    "pods.sandbox.provider": {
        "pods.errors",
        "pods.sandbox.stack_locks",
        "pods.sandbox.local_aws.health",
        "pods.sandbox.local_aws.recorder",
    },
    "pods.sandbox.environment": {"pods.errors", "pods.sandbox"},
    "pods.testing": {"pods.errors", "pods_policies"},
    "pods.cli": {
        "pods.errors",
        "pods.continuity",
        "pods.sandbox",
        "pods.topology",
        "pods_policies",
    },
    "pods_policies": {"pods.errors", "pods.continuity", "pods.topology"},
    "stacks": {"pods"},
}
LIBRARY_PARTS = {"pods", "pods.errors", "pods.continuity", "pods.topology", "pods.components"}
SANDBOX_PACKAGES = {
    "moto",
    "flask",
    "grpc",
    "typer",
    "rich",
    "filelock",
    "psutil",
    "uv",
    "jmespath",
}


def _sources() -> Iterator[tuple[str, Path]]:
    for root, prefix in (
        ("pods", "pods"),
        ("policies/pods_policies", "pods_policies"),
        ("stacks", "stacks"),
    ):
        for path in sorted((REPOSITORY / root).rglob("*.py")):
            parts = path.relative_to(REPOSITORY / root).with_suffix("").parts
            yield ".".join((prefix, *(part for part in parts if part != "__init__"))), path


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _is_within(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}.")


def _part_of(module: str) -> str:
    return max((part for part in ALLOWED if _is_within(module, part)), key=len)


SOURCES = dict(_sources())


@pytest.mark.parametrize("module", SOURCES)
def test_imports_point_one_way(module: str) -> None:
    """A module imports its own part and those that its part may use."""
    part = _part_of(module)
    usable = ALLOWED[part] | {part}
    ours = {
        name
        for name in _imports(SOURCES[module])
        if name.partition(".")[0] in {"pods", "pods_policies"}
    }
    wrong = {
        name
        for name in ours
        if not any(_is_within(name, allowed) for allowed in usable)
        # `from pods import errors` names the package as well as the module.
        and not any(_is_within(allowed, name) for allowed in usable)
    }
    assert not wrong, f"{module} (part {part}) imports {sorted(wrong)}"


@pytest.mark.parametrize("module", [m for m in SOURCES if _part_of(m) in LIBRARY_PARTS])
def test_the_library_needs_no_package_of_the_sandbox(module: str) -> None:
    """A product stack installs pulumi, pulumi-aws, pydantic and boto3, and nothing else."""
    packages = {name.partition(".")[0] for name in _imports(SOURCES[module])}
    assert not packages & SANDBOX_PACKAGES


@pytest.mark.parametrize("module", SOURCES)
def test_a_file_is_read_without_scrolling_for_long(module: str) -> None:
    """A longer file holds more than one thing."""
    lines = SOURCES[module].read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{SOURCES[module]}: {lines} lines"


def test_policies_never_import_components() -> None:
    """The judge is not the builder."""
    for module, path in SOURCES.items():
        if _part_of(module) == "pods_policies":
            assert not any("components" in name for name in _imports(path)), module


def test_there_is_no_dumping_ground() -> None:
    """A name that says nothing collects everything."""
    named = {part for module in SOURCES for part in module.split(".")}
    assert not named & {"utils", "util", "helpers", "common", "misc", "base", "manager"}


def test_the_reference_stack_is_short() -> None:
    """A product is under sixty lines, a second one about thirty."""
    reference = SOURCES["stacks.reference.__main__"].read_text(encoding="utf-8")
    storefront = SOURCES["stacks.storefront.__main__"].read_text(encoding="utf-8")
    assert reference.count("\n") < 60
    assert storefront.count("\n") <= 35
