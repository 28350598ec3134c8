"""Elastic Load Balancing: what its types have in common, tags and attributes."""

from collections.abc import Mapping

from pods.sandbox.provider.resource_type import Aspect, Call, Tags

__all__ = ["ELB_TAGS", "attribute_aspect"]

ELB_TAGS = Tags(
    create={"Tags": "{tag_pairs}"},
    add=Call("AddTags", {"ResourceArns": ["{id}"], "Tags": "{tag_pairs}"}, translate=False),
    remove=Call("RemoveTags", {"ResourceArns": ["{id}"], "TagKeys": "{tag_keys}"}, translate=False),
    get=Call("DescribeTags", {"ResourceArns": ["{id}"]}, "TagDescriptions[0]", translate=False),
)


def _attributes(keys: Mapping[str, str]) -> str:
    """Return the template of the attributes whose properties are given."""
    pairs = ", ".join(f"{{Key: '{key}', Value: text({path})}}" for path, key in keys.items())
    return f"{{[{pairs}][?Value != `null`]}}"


def attribute_aspect(operation: str, arn: str, keys: Mapping[str, str]) -> Aspect:
    """Return the aspect of all attributes of a load balancer, target group or listener."""
    flat = {path: f'"{key}"' for path, key in keys.items() if "." not in path}
    nested: dict[str, list[str]] = {}
    for path, key in keys.items():
        name, _, inner = path.partition(".")
        if inner:
            nested.setdefault(name.removesuffix("[0]"), []).append(f'{inner}: "{key}"')
    return Aspect(
        (*flat, *nested),
        put=Call(
            f"Modify{operation}", {arn: "{id}", "Attributes": _attributes(keys)}, translate=False
        ),
        get=Call(f"Describe{operation}", {arn: "{id}"}, "tags(Attributes)", translate=False),
        observe={
            **flat,
            **{name: f"present({{{_object(parts)}}})" for name, parts in nested.items()},
        },
    )


def _object(parts: list[str]) -> str:
    """Return the members of an object expression from dotted paths, one level deep or two."""
    shallow = [part for part in parts if "." not in part.partition(":")[0]]
    deep: dict[str, list[str]] = {}
    for part in parts:
        path, _, value = part.partition(":")
        outer, _, inner = path.partition(".")
        if inner:
            deep.setdefault(outer, []).append(f"{inner}:{value}")
    return ", ".join([*shallow, *(f"{name}: {{{', '.join(p)}}}" for name, p in deep.items())])
