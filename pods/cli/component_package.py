"""`pods component-package`: where the components are as a package, for other languages."""

from pathlib import Path

import typer

from pods import package
from pods.cli.output import Json, print_json

__all__ = ["component_package", "package_folder"]


def package_folder() -> Path:
    """Return the folder to give to `pulumi package add`."""
    return Path(package.__file__).parent / "plugin"


def component_package(*, as_json: Json = False) -> None:
    """Print the folder to give to `pulumi package add`, for programs in other languages."""
    folder = str(package_folder())
    if as_json:
        print_json({"folder": folder})
    else:
        typer.echo(folder)
