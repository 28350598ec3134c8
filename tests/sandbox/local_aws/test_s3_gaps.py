import inspect

from moto.core.utils import get_service_model
from moto.s3 import responses

from pods.sandbox.local_aws import simulation


def test_every_setting_that_moto_does_not_know_is_refused() -> None:
    """The list is what S3's model has and moto's source does not; a new moto changes it."""
    model = get_service_model("s3")
    source = inspect.getsource(responses)
    named = {
        name
        for operation in model.operation_names
        for name in model.operation_model(operation).http_trait.query_args
    }
    unknown = {name for name in named if f'"{name}"' not in source}
    # Only says which of two forms a selection has; moto reads the other word beside it.
    assert unknown - {"select-type"} == simulation._S3_UNKNOWN
