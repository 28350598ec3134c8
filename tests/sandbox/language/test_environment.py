import sys
from pathlib import Path

import pytest
from pulumi.runtime.proto import language_pb2

from pods.sandbox.language.environment import (
    dependencies,
    required_packages,
    virtualenv_problem,
)
from pods.sandbox.language.server import engine_address


def _project(root: Path, virtualenv: str | None) -> language_pb2.ProgramInfo:
    info = language_pb2.ProgramInfo(root_directory=str(root))
    if virtualenv is not None:
        info.options.update({"virtualenv": virtualenv})
    return info


def test_the_interpreter_s_own_environment_is_accepted(tmp_path: Path) -> None:
    """Named by its path, by a link to it, or not at all."""
    (tmp_path / "venv").symlink_to(sys.prefix)
    for name in (None, sys.prefix, "venv"):
        assert virtualenv_problem(_project(tmp_path, name)) is None


def test_another_environment_is_named_with_ours(tmp_path: Path) -> None:
    """What the project asks for is read relative to its root."""
    problem = virtualenv_problem(_project(tmp_path, "venv"))
    assert problem is not None
    assert problem.observed == (
        f"the project asks for {tmp_path / 'venv'}, and programs run here with {sys.prefix}"
    )


@pytest.mark.parametrize(
    ("downloads", "expected"), [("false", ["gone", "there"]), ("true", ["there"])]
)
def test_a_package_without_its_plugin_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, downloads: str, expected: list[str]
) -> None:
    """Where plugins cannot be downloaded, an installed package that lacks its own is not named."""
    for name, resource in (("there", "true"), ("gone", "true"), ("not_a_provider", "false")):
        (tmp_path / f"pulumi_{name}").mkdir()
        text = f'{{"resource": {resource}, "name": "{name}", "version": "1.2.3"}}'
        (tmp_path / f"pulumi_{name}" / "pulumi-plugin.json").write_text(text)
    (tmp_path / "home" / "plugins" / "resource-there-v1.2.3").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setenv("PULUMI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", downloads)
    packages = required_packages()
    assert [package.name for package in packages] == expected
    assert {(package.kind, package.version) for package in packages} == {("resource", "1.2.3")}


def test_direct_dependencies_are_those_that_nobody_requires() -> None:
    """`grpcio` comes with Pulumi: it is listed only when transitive ones are asked for."""
    every = {each.name for each in dependencies(transitive=True)}
    direct = {each.name for each in dependencies(transitive=False)}
    assert "grpcio" in every - direct
    assert direct < every


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["127.0.0.1:1"], "127.0.0.1:1"), (["--logtostderr", "-v=9", "h:2"], "h:2"), ([], "")],
)
def test_the_engine_s_address_comes_after_the_flags(arguments: list[str], expected: str) -> None:
    """The engine may pass logging flags first."""
    assert engine_address(arguments) == expected
