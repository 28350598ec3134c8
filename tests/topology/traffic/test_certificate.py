"""Certificates: which names ACM takes, and which of them need a record."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import plan_certificate


def problems(**asked: Any) -> list[str]:
    """Return what is refused of a certificate of clinic.example."""
    with pytest.raises(TopologyError) as raised:
        plan_certificate(**{"domain": "clinic.example", **asked})
    return [str(problem) for problem in raised.value.problems]


def test_a_certificate_is_of_the_stacks_region_unless_told() -> None:
    """And of as many as are named."""
    assert plan_certificate(domain="clinic.example").regions == (None,)
    plan = plan_certificate(domain="clinic.example", regions=["us-west-2", "us-east-1"])
    assert plan.regions == ("us-west-2", "us-east-1")


@pytest.mark.parametrize(
    ("domain", "alternatives", "proved"),
    [
        ("clinic.example", [], ("clinic.example",)),
        ("clinic.example", ["*.clinic.example"], ("clinic.example",)),
        ("*.clinic.example", ["Clinic.example", "b.example"], ("*.clinic.example", "b.example")),
    ],
)
def test_a_wildcard_and_its_domain_are_proved_together(
    domain: str, alternatives: list[str], proved: tuple[str, ...]
) -> None:
    """ACM asks for the same record of both."""
    assert plan_certificate(domain=domain, alternatives=alternatives).proved == proved


def test_names_that_acm_refuses_are_reported_together() -> None:
    """No name, a name twice, a Region that is none and one twice."""
    assert problems(
        alternatives=["-a.example", "CLINIC.example"], regions=["ohio", "us-east-2", "us-east-2"]
    ) == [
        (
            "alternatives: '-a.example'; a DNS name of two or more labels is required. Write it"
            " like www.example.com, without a scheme, a path or a dot at the end."
        ),
        "alternatives: 'clinic.example' twice; a name is certified once. Name it once.",
        "regions: 'ohio'; the name of an AWS Region is required. Write it like us-west-2.",
        "regions: 'us-east-2' twice; a certificate is requested once in a Region. Name it once.",
    ]


def test_a_long_first_name_is_refused() -> None:
    """A common name has 64 characters; the others may have 253."""
    long = f"{'a' * 57}.example"
    assert problems(domain=long) == [
        (
            "domain: 65 characters; a certificate's first name has 64 at most. Name a shorter one"
            " first, and this one among the alternatives."
        )
    ]
    assert plan_certificate(domain="clinic.example", alternatives=[long]).proved[1] == long


def test_more_names_than_acm_takes_are_refused() -> None:
    """A hundred, the first one included."""
    assert problems(alternatives=[f"c{each}.example" for each in range(100)]) == [
        (
            "alternatives: 101 names with the domain; ACM takes 100 at most, and 10 without a"
            " higher quota. Use a wildcard, or further certificates."
        )
    ]
