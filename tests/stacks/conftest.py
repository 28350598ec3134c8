"""What every test of a stack needs."""

import warnings
from collections.abc import Iterator
from datetime import date

import pytest

with warnings.catch_warnings():
    # pulumi_aws warns, as it is imported, of its own deprecated types, which nothing here uses.
    warnings.simplefilter("ignore", DeprecationWarning)
    import pods.components  # noqa: F401 - imported to load pulumi_aws while it may warn

from pods.continuity.loading import loader
from tests.continuity.example_plans import IN_DATE


class _InDate(date):
    """A calendar that stands still."""

    @classmethod
    def today(cls) -> "_InDate":
        """Return the day on which the examples are in date."""
        return cls(IN_DATE.year, IN_DATE.month, IN_DATE.day)


@pytest.fixture(scope="module", autouse=True)
def in_date() -> Iterator[None]:
    """Read the plans on that day: on the machine's own, their reviews will be overdue once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "date", _InDate)
        yield
