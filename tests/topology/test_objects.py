"""What a bucket keeps."""

import pytest

from pods.errors import TopologyError
from pods.topology import ObjectStorePlan, plan_object_store


def test_the_default_keeps_versions_for_a_year() -> None:
    """Overwritten and deleted objects can be brought back for 365 days."""
    assert plan_object_store() == ObjectStorePlan("Enabled", noncurrent_days=365, multipart_days=7)


def test_a_bucket_without_versions_is_planned() -> None:
    """The judge is not the builder: versioning off is expressible."""
    assert plan_object_store(versioning=False).versioning == "Suspended"


def test_days_below_one_are_refused() -> None:
    """Both figures are reported."""
    with pytest.raises(TopologyError) as raised:
        plan_object_store(noncurrent_days=0, multipart_days=0)
    assert len(raised.value.problems) == 2
