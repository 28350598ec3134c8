"""`pods component-package`: where the components are as a package, for other languages."""

from pathlib import Path

import typer

from pods import package

__all__ = ["component_package", "package_folder"]


def package_folder() -> Path:
    """Return the folder to give to `pulumi package add`."""
    return Path(package.__file__).parent / "plugin"


def component_package() -> None:
    """Print the folder to give to `pulumi package add`, for programs in other languages."""
    typer.echo(str(package_folder()))
