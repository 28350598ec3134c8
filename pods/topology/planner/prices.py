"""A small table of prices, to tell a dear step from a cheap one. It is coarse, and no quotation.

US East (N. Virginia), on demand, in US dollars, without tax, traffic, discounts or free tiers. A
price that could not be found in a source of its own is not in the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

__all__ = ["CAVEAT", "HOURS_A_MONTH", "PRICES", "Price", "oldest_price"]

HOURS_A_MONTH = 730
CAVEAT = "coarse: us-east-1, on demand, USD; without tax, traffic, discounts and free tiers"
"""What must be said wherever a price is shown."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit costs."""

    name: str
    amount: Decimal
    """US dollars."""
    unit: str
    as_of: date
    """The day that the figure is of, or the first of its month."""
    source: str
    """AWS's own page."""
    read_in: str
    """Where the figure was read: AWS's pages show prices to browsers only."""


_RDS = "https://aws.amazon.com/rds/postgresql/pricing/"
_RDS_GUIDE = "https://www.usage.ai/blogs/aws/reserved-instances/rds/pricing-calculator/"
_EC2 = "https://aws.amazon.com/ec2/pricing/on-demand/"

_ROWS = (
    Price(
        "ec2.m7i.large",
        Decimal("0.1008"),
        "instance-hour",
        date(2026, 4, 1),
        _EC2,
        "CoreWeave's sunk-anywhere, cost-estimate.py",
    ),
    Price(
        "ec2.m7g.large",
        Decimal("0.0816"),
        "instance-hour",
        date(2026, 6, 17),
        _EC2,
        "https://www.factualminds.com/blog/amazon-ec2-on-demand-pricing-instance-families-2026/",
    ),
    Price(
        "ebs.snapshot",
        Decimal("0.05"),
        "GB-month of changed blocks",
        date(2026, 10, 1),
        "https://aws.amazon.com/ebs/pricing/",
        "a course for AWS's practitioner examination, facts as of October 2026",
    ),
    Price(
        "rds.storage",
        Decimal("0.115"),
        "GB-month in one zone",
        date(2026, 6, 1),
        _RDS,
        _RDS_GUIDE,
    ),
    Price(
        "rds.backup",
        Decimal("0.095"),
        "GB-month above the size of the database",
        date(2026, 6, 1),
        _RDS,
        _RDS_GUIDE,
    ),
    Price(
        "route53.fast_interval",
        Decimal("1.00"),
        "health check of an AWS endpoint, a month",
        date(2026, 9, 20),
        "https://aws.amazon.com/route53/pricing/",
        "api-evangelist/amazon-route53-resolver, plans/, which quotes that page",
    ),
)

PRICES: Mapping[str, Price] = MappingProxyType({row.name: row for row in _ROWS})
"""Every price, by name."""


def oldest_price() -> date:
    """Return the day of the oldest price of the table."""
    return min(row.as_of for row in _ROWS)
