from typing import Any

from moto.core import responses
from moto.sts.responses import TokenResponse

from pods.sandbox.local_aws import moto_changes


def test_the_list_of_methods_is_kept_and_the_same() -> None:
    """The change answers what moto answers, and finds it once."""
    module: Any = responses
    before = module.method_names_from_class(TokenResponse)
    moto_changes.apply()
    moto_changes.apply()
    after = module.method_names_from_class(TokenResponse)
    assert after == before
    assert "get_caller_identity" in after
    assert module.method_names_from_class(TokenResponse) is after
