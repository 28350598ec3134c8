"""What Pulumi reads off the components, with the text of every field."""

import ast
import inspect
import sys
import textwrap
import typing

import pulumi
from pulumi.provider.experimental.analyzer import Analyzer

from pods import components

__all__ = ["NAME", "DescribedAnalyzer", "hosted"]

NAME = "pods"
"""Name of the package: the first part of every component's type."""


class DescribedAnalyzer(Analyzer):
    """Pulumi's analyzer; it finds the text of a field also in the type that it is inherited from.

    Pulumi's own looks at the args alone, where most texts of a component lie in its settings.
    """

    def get_docstring(self, typ: type, name: str) -> str | None:
        """Return the text below a field, on one line as schemas have it."""
        own = super().get_docstring(typ, name)
        if own is not None:
            return " ".join(inspect.cleandoc(own).split())
        if not typing.is_typeddict(typ):
            return None
        texts = (self.get_docstring(base, name) for base in _bases(typ))
        return next((text for text in texts if text is not None), None)


def _bases(shape: type) -> list[type]:
    """Return what a `TypedDict` is declared to extend; Python 3.11 keeps it in the source only."""
    (declared,) = ast.parse(textwrap.dedent(inspect.getsource(shape))).body
    known = vars(sys.modules[shape.__module__])
    names = [each.id for each in getattr(declared, "bases", ()) if isinstance(each, ast.Name)]
    return [known[name] for name in names if typing.is_typeddict(known.get(name))]


def hosted() -> list[type[pulumi.ComponentResource]]:
    """Return the components that the package offers: all public ones, by name."""
    public = [getattr(components, name) for name in components.__all__]
    return [
        each
        for each in public
        if isinstance(each, type) and issubclass(each, pulumi.ComponentResource)
    ]
