"""What the interpreter's environment holds, and whether it is the one a project asks for."""

import json
import os
import re
import sys
from importlib import metadata
from pathlib import Path

from pulumi.runtime.proto import language_pb2, plugin_pb2

from pods.errors import Problem

__all__ = ["dependencies", "required_packages", "sdk_version", "virtualenv_problem"]

_NO_DOWNLOADS = "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"
_REQUIREMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def sdk_version() -> str:
    """Answer the version of Pulumi's Python SDK."""
    return metadata.version("pulumi")


def virtualenv_problem(info: language_pb2.ProgramInfo) -> Problem | None:
    """Say what is wrong when the project names a virtual environment other than ours."""
    if "virtualenv" not in info.options:
        return None
    asked = Path(info.root_directory, str(info.options["virtualenv"]))
    if asked.resolve() == Path(sys.prefix).resolve():
        return None
    return Problem(
        subject=f"virtual environment of {info.root_directory}",
        observed=f"the project asks for {asked}, and programs run here with {sys.prefix}",
        required="both must be the same environment",
        remedy=f"Install the sandbox into {asked} and use its `pods`, or drop "
        "`runtime.options.virtualenv` from the project file",
    )


def required_packages() -> list[plugin_pb2.PackageDependency]:
    """Name the provider packages that are installed for Python, in order of name.

    Where the engine may not download plugins, only those whose plugin is there are named: an
    installed package that the program does not use must not stop it.
    """
    found = (_package(file) for folder in sys.path for file in _plugin_files(folder))
    packages = {package.name: package for package in found if package is not None}
    return [
        packages[name] for name in sorted(packages) if _downloadable() or _installed(packages[name])
    ]


def dependencies(*, transitive: bool) -> list[language_pb2.DependencyInfo]:
    """Name the distributions of the environment; else only those that no other one requires."""
    installed = {_normal(found.name): found for found in metadata.distributions()}
    hidden: set[str] = set()
    if not transitive:
        hidden = {name for found in installed.values() for name in _requires(found)}
    return [
        language_pb2.DependencyInfo(name=found.name, version=found.version)
        for name, found in sorted(installed.items())
        if name not in hidden
    ]


def _plugin_files(folder: str) -> list[Path]:
    path = Path(folder)
    return sorted(path.glob("*/pulumi-plugin.json")) if path.is_dir() else []


def _package(file: Path) -> plugin_pb2.PackageDependency | None:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # not ours to judge: the engine asks again when the package is used
    if not isinstance(content, dict) or not content.get("resource"):
        return None
    return plugin_pb2.PackageDependency(
        name=content.get("name") or file.parent.name.removeprefix("pulumi_"),
        version=content.get("version", ""),
        kind="resource",
        server=content.get("server", ""),
    )


def _downloadable() -> bool:
    return os.environ.get(_NO_DOWNLOADS, "").lower() not in {"1", "true"}


def _installed(package: plugin_pb2.PackageDependency) -> bool:
    home = Path(os.environ.get("PULUMI_HOME") or Path.home() / ".pulumi")
    version = package.version.removeprefix("v")
    return (home / "plugins" / f"resource-{package.name}-v{version}").is_dir()


def _requires(found: metadata.Distribution) -> list[str]:
    matches = (_REQUIREMENT_NAME.match(line) for line in found.requires or ())
    return [_normal(match.group()) for match in matches if match]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
