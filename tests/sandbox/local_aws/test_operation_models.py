"""moto's models of operations: whole for whoever asks, whenever."""

from typing import Any

import pytest
from botocore.loaders import Loader
from moto.core import model

from pods.sandbox.local_aws.operation_models import keep_one_model


def test_nobody_sees_half_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is made the cache has none, and afterwards the same one for everybody."""
    monkeypatch.setattr(model.ServiceModel, "operation_model", model.ServiceModel.operation_model)
    keep_one_model()
    service: Any = model.ServiceModel(Loader().load_service_model("synthetics", "service-2"))
    seen: list[list[Any]] = []
    made = model.OperationModel.__init__

    def watched(self: Any, *positional: Any, **named: Any) -> None:
        seen.append([each for each in service._instance_cache.values() if hasattr(each, "http")])
        made(self, *positional, **named)

    monkeypatch.setattr(model.OperationModel, "__init__", watched)
    first = service.operation_model("StartCanary")
    assert seen == [[]]
    assert isinstance(first, model.OperationModel)
    assert first.http_trait.method == "POST"
    assert service.operation_model("StartCanary") is first
