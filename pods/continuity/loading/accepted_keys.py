"""Which keys a model takes at a path, and what it says of them."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pods.continuity.loading.documents import Path

__all__ = ["accepted_keys"]


def accepted_keys(model: type[BaseModel], path: Path) -> dict[str, str]:
    """Return the keys that the models at the path take, each with the first of its description.

    Empty where the path leads to no model.
    """
    found: dict[str, str] = {}
    for item in _followed([model], path):
        for name, field in item.model_fields.items():
            found.setdefault(field.alias or name, _sentence(field))
    return found


def _followed(annotations: list[Any], path: Path) -> list[type[BaseModel]]:
    for part in path:
        annotations = [below for item in _members(annotations) for below in _step(item, part)]
    return [
        item
        for item in _members(annotations)
        if isinstance(item, type) and issubclass(item, BaseModel)
    ]


def _members(annotations: list[Any]) -> Iterator[Any]:
    """Yield the annotations without `Annotated`, each member of a union by itself."""
    for item in annotations:
        origin = get_origin(item)
        if origin is Annotated:
            yield from _members([get_args(item)[0]])
        elif origin in (Union, UnionType):
            yield from _members(list(get_args(item)))
        else:
            yield item


def _step(annotation: Any, part: str | int) -> Iterator[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if part == (field.alias or name):
                yield field.annotation
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield arguments[1]
    elif isinstance(part, int) and arguments:
        yield from (item for item in arguments if item is not Ellipsis)


def _sentence(field: FieldInfo) -> str:
    text = " ".join((field.description or "").split())
    return text.partition(". ")[0].rstrip(".")
