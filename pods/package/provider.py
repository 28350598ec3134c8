"""The provider behind the package: Pulumi's host of components, with our errors in its words."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import pulumi
from pulumi.errors import InputPropertyErrorDetails
from pulumi.provider import ConstructResult
from pulumi.provider.experimental import component
from pulumi.provider.server import ComponentInitError

from pods.errors import ContinuityError
from pods.package.analysis import NAME, DescribedAnalyzer, hosted

__all__ = ["PackageProvider"]

_DISTRIBUTION = "pulumi-pods"
_SNAKE_CASE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


class PackageProvider(component.ComponentProvider):
    """Serves the schema of the components, and constructs them."""

    def __init__(self) -> None:
        """Read the components."""
        # Pulumi's class takes no analyzer: it makes the one that its module names.
        setattr(component, "Analyzer", DescribedAnalyzer)  # noqa: B010 - its module exports none
        super().__init__(hosted(), NAME, version=version(_DISTRIBUTION))
        definitions = self._component_defs.values()
        self._spellings = dict(
            [
                *(pair for each in definitions for pair in _spellings(each.inputs_mapping)),
                *(
                    pair
                    for each in self._type_defs.values()
                    for pair in _spellings(each.properties_mapping)
                ),
            ]
        )
        # The schema says what is required; the host would tell one missing input at a time, where
        # the component tells all of them, with everything else that is wrong.
        for definition in definitions:
            for each in definition.inputs.values():
                each.optional = True
        for shape in self._type_defs.values():
            for each in shape.properties.values():
                each.optional = True

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: Any,
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """Construct a component; what it refuses is an error of its inputs, with no stack trace.

        Raises InputPropertiesError with every problem, spelt as the schema spells the properties.
        """
        try:
            return super().construct(name, resource_type, inputs, options)
        except ComponentInitError as error:
            if not isinstance(error.inner, ContinuityError):
                raise
            details = [
                InputPropertyErrorDetails(
                    property_path=self._respelt(problem.subject.removeprefix(f"{name}: ")),
                    reason=self._respelt(
                        f"{problem.observed}; {problem.required}. {problem.remedy}"
                    ),
                )
                for problem in error.inner.problems
            ]
            raise pulumi.InputPropertiesError(f"{name} cannot be built", details) from None

    def _respelt(self, text: str) -> str:
        return _SNAKE_CASE.sub(lambda match: self._spellings.get(match[0], match[0]), text)


def _spellings(mapping: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield Python's name of each property with that of the schema."""
    return ((ours, theirs) for theirs, ours in mapping.items())
