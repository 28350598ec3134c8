"""The components as other languages would see them."""

import pulumi
from pulumi.provider.experimental.analyzer import Analyzer, PropertyType

import pods
from pods import components

NAMES = sorted(
    name
    for name in components.__all__
    if name[0].isupper() and issubclass(getattr(components, name), pulumi.ComponentResource)
)
ANALYSIS = Analyzer("pods").analyze([getattr(components, name) for name in NAMES])


def test_every_component_can_be_hosted() -> None:
    """Pulumi's own analyzer reads all of them."""
    assert sorted(ANALYSIS["component_definitions"]) == NAMES


def test_every_input_and_output_is_described() -> None:
    """The text below a field is its documentation; a component shares its settings' texts."""
    types = ANALYSIS["type_definitions"]
    missing = []
    for name, definition in ANALYSIS["component_definitions"].items():
        settings = types[f"{name}Settings"].properties if f"{name}Settings" in types else {}
        shared = {field for field, found in settings.items() if found.description}
        described = {**definition.inputs, **definition.outputs}.items()
        missing += [
            f"{name}.{field}"
            for field, found in described
            if not found.description and field not in shared
        ]
    missing += [
        f"{name}.{field}"
        for name, definition in types.items()
        for field, found in definition.properties.items()
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
