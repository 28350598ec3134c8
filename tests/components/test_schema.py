"""The components as other languages would see them."""

from pulumi.provider.experimental.analyzer import PropertyType

import pods
from pods import components
from pods.package.analysis import NAME, DescribedAnalyzer, hosted

NAMES = [each.__name__ for each in hosted()]
ANALYSIS = DescribedAnalyzer(NAME).analyze(hosted())


def test_every_component_can_be_hosted() -> None:
    """Pulumi's own analyzer reads all of them."""
    assert sorted(ANALYSIS["component_definitions"]) == NAMES


def test_every_input_and_output_is_described() -> None:
    """The text below a field is its documentation, wherever the field is declared."""
    definitions = ANALYSIS["component_definitions"].items()
    described = {
        **{name: {**found.inputs, **found.outputs} for name, found in definitions},
        **{name: found.properties for name, found in ANALYSIS["type_definitions"].items()},
    }
    missing = [
        f"{name}.{field}"
        for name, fields in described.items()
        for field, found in fields.items()
        if not found.description
    ]
    assert missing == []


def test_the_pair_needs_a_domain() -> None:
    """A plan, or the program, says the rest; everything else has a safe default."""
    inputs = ANALYSIS["component_definitions"]["PodPair"].inputs
    required = sorted(name for name, found in inputs.items() if not found.optional)
    assert required == ["domain"]
    assert inputs["tier"].type is PropertyType.INTEGER


def test_the_front_door_is_the_components() -> None:
    """`from pods import …` offers what `pods.components` does, and nothing is hidden."""
    assert pods.__all__ == components.__all__ == sorted(components.__all__)
    assert all(getattr(pods, name) is getattr(components, name) for name in pods.__all__)
    assert set(pods.__all__) <= set(dir(pods))
