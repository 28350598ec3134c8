"""The shape of the code: which way imports point, how long files are, who may print."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx

REPOSITORY = Path(__file__).parents[1]
LONGEST_FILE = 300

# What each part may import of ours; a longer name wins over the shorter one around it.
ALLOWED: dict[str, set[str]] = {
    "pods": {"pods.components"},
    "pods.errors": set(),
    "pods.continuity": {"pods.errors"},
    "pods.topology": {"pods.errors", "pods.continuity"},
    "pods.components": {"pods.errors", "pods.continuity", "pods.topology"},
    "pods.package": {"pods", "pods.errors", "pods.components"},
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
        "pods.package",
        "pods.continuity",
        "pods.sandbox",
        "pods.topology",
        "pods_policies",
    },
    "pods_policies": {"pods.errors", "pods.continuity", "pods.topology"},
    "stacks": {"pods"},
}
# The parts of the library, the lowest first: each may import those of earlier rows, and none of its
# own row.
LAYERS: dict[str, tuple[set[str], ...]] = {
    "pods.topology": (
        {"degradation", "monitoring", "regions", "tagging"},
        {
            "backup",
            "database",
            "network",
            "object_store",
            "pod",
            "pod_fleet",
            "pod_pair",
            "probes",
            "traffic",
        },
        {"containers", "planner", "recovery", "security"},
    ),
    "pods.components": (
        {"arguments", "identity", "ordering", "protection", "regions"},
        {
            "backup",
            "continuity_plan",
            "database",
            "default_tags",
            "degradation",
            "monitoring",
            "network",
            "object_store",
            "pod",
            "security",
            "traffic",
        },
        {"containers", "probes", "shared_platform", "watches"},
        {"recovery"},
        {"pod_pair"},
        {"pod_fleet"},
    ),
}
# What is planned without there being a component of its own for it.
ONLY_PLANNED = {"planner", "tagging"}
# A kind's tables read the call, the call has the shelf, and the shelf is sorted by kind.
KNOTS = [
    {f"pods.sandbox.local_aws.recorder.{name}" for name in ("call", "kinds", "store")},
]
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


# Read when it is first asked for: every process collects this file, and one runs it.
@cache
def _imports(module: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(SOURCES[module].read_text(encoding="utf-8"))):
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

# One test for all modules, not one for each: there are hundreds, and each test costs milliseconds.


def test_imports_point_one_way() -> None:
    """A module imports its own part and those that its part may use."""
    wrong = {module: sorted(strange) for module in SOURCES if (strange := _strange(module))}
    assert wrong == {}


def _strange(module: str) -> set[str]:
    part = _part_of(module)
    usable = ALLOWED[part] | {part}
    ours = {
        name for name in _imports(module) if name.partition(".")[0] in {"pods", "pods_policies"}
    }
    return {
        name
        for name in ours
        if not any(_is_within(name, allowed) for allowed in usable)
        # `from pods import errors` names the package as well as the module.
        and not any(_is_within(allowed, name) for allowed in usable)
    }


def _parts_of(package: str) -> set[str]:
    """Return the files and folders of a package, as its importers name them."""
    within = (
        name.removeprefix(f"{package}.") for name in SOURCES if name.startswith(f"{package}.")
    )
    return {name.partition(".")[0] for name in within}


def _strange_to(package: str, module: str) -> set[str]:
    """Return what a module imports of its package that lies in no earlier row than its own part."""
    part = module.removeprefix(f"{package}.").partition(".")[0]
    usable = {part}
    for row in LAYERS[package]:
        if part in row:
            break
        usable |= row
    found = {name for name in _imports(module) if _is_within(name, package)}
    return {
        name
        for name in found
        if name.removeprefix(package).strip(".").partition(".")[0] not in usable
    }


def test_the_parts_of_the_library_stand_on_each_other_one_way() -> None:
    """A part imports what is below it, and neither its neighbours nor the package's own door."""
    for package, rows in LAYERS.items():
        listed = [part for row in rows for part in row]
        assert sorted(listed) == sorted(_parts_of(package))
        wrong = {
            module: sorted(strange)
            for module in SOURCES
            if module.startswith(f"{package}.") and (strange := _strange_to(package, module))
        }
        assert wrong == {}


def _modules_among(names: set[str]) -> set[str]:
    """Return those modules of ours; not the package that is named on the way to one inside it."""
    modules = names & SOURCES.keys()
    return {name for name in modules if not any(each.startswith(f"{name}.") for each in modules)}


def test_no_module_imports_what_imports_it() -> None:
    """Not for its types alone either: an import that only the type checker sees counts."""
    graph: nx.DiGraph[str] = nx.DiGraph(
        (module, name) for module in SOURCES for name in _modules_among(_imports(module))
    )
    knots = [set(each) for each in nx.strongly_connected_components(graph) if len(each) > 1]
    assert knots == KNOTS


def test_what_is_planned_and_what_is_made_have_one_name() -> None:
    """`pods.components.traffic` is planned in `pods.topology.traffic`."""
    planned = _parts_of("pods.topology") - ONLY_PLANNED
    assert planned <= _parts_of("pods.components")


def test_every_folder_of_the_library_is_told_of() -> None:
    """The table of the architecture's page has a row for each, and for none that is gone."""
    page = (REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8")
    table = page.partition("| folder |")[2].partition("\n\n")[0]
    folders = {
        path.parent.name
        for package in ("topology", "components")
        for path in (REPOSITORY / "pods" / package).glob("*/__init__.py")
    }
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == folders


def test_the_library_needs_no_package_of_the_sandbox() -> None:
    """A product stack installs the library's own dependencies, and nothing of an extra."""
    wrong = {
        module: sorted(strange)
        for module in SOURCES
        if _part_of(module) in LIBRARY_PARTS
        and (strange := {name.partition(".")[0] for name in _imports(module)} & SANDBOX_PACKAGES)
    }
    assert wrong == {}


def test_a_file_is_read_without_scrolling_for_long() -> None:
    """A longer file holds more than one thing."""
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in SOURCES.values()}
    assert {str(path): count for path, count in lines.items() if count > LONGEST_FILE} == {}


def test_policies_never_import_components() -> None:
    """The judge is not the builder."""
    for module in SOURCES:
        if _part_of(module) == "pods_policies":
            assert not any("components" in name for name in _imports(module)), module


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
