"""A model without its required keys, so that a plan which lacks one is checked all the same."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, create_model

__all__ = ["absent_keys", "relaxed", "without"]

M = TypeVar("M", bound=BaseModel)


def relaxed(model: type[M]) -> type[M]:
    """Return a subclass that needs none of its keys; what they hold is validated as before.

    The keys that are absent are told, and taken from the instance, by `absent_keys`.
    """
    return _relaxed(model)  # type: ignore[return-value]


def absent_keys(instance: BaseModel) -> list[str]:
    """Return the required keys that a relaxed instance lacks, and take them from it.

    To read one then raises AttributeError: nothing is judged by a value that nobody wrote.
    """
    absent = []
    for name, field in type(instance).model_fields.items():
        if field.default is _ABSENT and name not in instance.model_fields_set:
            absent.append(name)
            del vars(instance)[name]
    return absent


def without(instance: M, names: Iterable[str]) -> M:
    """Return a relaxed copy without these keys, whose parts are shared; to read one raises."""
    gone = {*names}
    kept = {name: part for name, part in vars(instance).items() if name not in gone}
    copy = relaxed(type(instance)).model_construct(**kept)
    for name in {*vars(copy)} - {*kept}:
        del vars(copy)[name]
    return copy


class _Absent:
    """The default of a key that is required otherwise."""


_ABSENT: Any = _Absent()


@lru_cache(maxsize=8)
def _relaxed(model: type[BaseModel]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        name: (Annotated[field.annotation, _ABSENT, *field.metadata], _ABSENT)
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    return create_model(model.__name__, __base__=model, **fields)
