"""`pods policy-pack`: where the policy pack is."""

from pathlib import Path

import typer

from pods.cli.output import Json, print_json
from pods.errors import ConfigurationError, Problem

__all__ = ["pack_folder", "pack_in_sandboxes", "policy_pack"]


def pack_folder() -> Path:
    """Return the folder to give to `--policy-pack`; raises ConfigurationError if there is none.

    A wheel carries it inside the package; in a checkout it is the folder around the package.
    """
    try:
        import pods_policies  # noqa: PLC0415 - part of an extra
    except ImportError as error:
        raise ConfigurationError(
            Problem(
                subject="policy pack",
                observed=f"not importable ({error})",
                required="the policy extra",
                remedy="Install it: pip install 'pulumi-pods[policy]'.",
            )
        ) from error
    package = Path(pods_policies.__file__).parent
    folders = (package / "pulumi_pack", package.parent)
    for folder in folders:
        if (folder / "PulumiPolicy.yaml").is_file():
            return folder
    raise ConfigurationError(
        Problem(
            subject="policy pack",
            observed=f"no PulumiPolicy.yaml in {' or '.join(map(str, folders))}",
            required="a whole installation",
            remedy="Install the package again.",
        )
    )


def pack_in_sandboxes(config: Path | None = None) -> tuple[str, ...]:
    """Return what `pulumi` is given: the pack, and settings for stacks that may be thrown away."""
    folder = pack_folder()
    settings = config or folder / "config" / "sandbox.json"
    return ("--policy-pack", str(folder), "--policy-pack-config", str(settings))


def policy_pack(*, as_json: Json = False) -> None:
    """Print the folder to give to `pulumi preview --policy-pack`."""
    folder = str(pack_folder())
    if as_json:
        print_json({"folder": folder})
    else:
        typer.echo(folder)
