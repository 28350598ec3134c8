"""One of moto's caches, mended: two calls at once of an operation that was never called before.

moto and the class below it keep their models of an operation under one key. The first call writes
the lower class's there for a moment, and a second call at that moment fails on it.
"""

from typing import Any

from botocore.model import ServiceModel as PlainServiceModel
from moto.core import model

__all__ = ["keep_one_model"]


def keep_one_model() -> None:
    """Let nothing but the whole model into the cache; safe to repeat."""
    plain: Any = PlainServiceModel.operation_model
    uncached = plain.__wrapped__

    def operation_model(self: Any, operation_name: str) -> model.OperationModel:
        key = ("operation_model", operation_name)
        found: model.OperationModel | None = self._instance_cache.get(key)
        if found is None:
            described = uncached(self, operation_name)
            found = model.OperationModel(described._operation_model, self, operation_name)  # noqa: SLF001
            self._instance_cache[key] = found
        return found

    services: Any = model.ServiceModel
    services.operation_model = operation_model
