"""`pods check --explain`: a rule's page of the reference, in the terminal."""

import difflib
import sys

import typer

from pods.cli.output import console
from pods.errors import ConfigurationError, Problem
from pods_policies.catalogue import RULES
from pods_policies.reference_page import section

__all__ = ["explain_rule"]


def explain_rule(wanted: str) -> None:
    """Print what a rule checks, why, how to mend a finding, and what it says; by its id."""
    found = [rule for rule in RULES if rule.id == wanted.upper()]
    if not found:
        near = difflib.get_close_matches(wanted.upper(), [rule.id for rule in RULES], n=1)
        raise ConfigurationError(
            Problem(
                subject="--explain",
                observed=f"{wanted!r} is no rule of the pack",
                required="the id of a rule is required",
                remedy=f"Did you mean {near[0]}?" if near else "docs/policies.md lists them.",
            )
        )
    text = "\n".join(section(found[0]))
    if not sys.stdout.isatty():
        typer.echo(text)
        return
    from rich.markdown import Markdown  # noqa: PLC0415 - slow to import

    console().print(Markdown(text))
