"""The page: where it may lie, under which names, and what it is answered as."""

import json
import re
from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import plan_static_page


def problems(**asked: Any) -> list[str]:
    """Return what is refused of a page in us-west-2."""
    with pytest.raises(TopologyError) as raised:
        plan_static_page(**{"region": "us-west-2", "home_region": "us-east-1", **asked})
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.requirement("B3")
def test_a_page_is_answered_as_what_it_is() -> None:
    """Neither users nor search engines nor caches take it for the service."""
    plan = plan_static_page(region="us-west-2", retry_after_seconds=30)
    found = re.search(r"var answer = (.*);", plan.function_code)
    assert found is not None
    assert json.loads(found[1]) == {
        "statusCode": 503,
        "statusDescription": "Service Unavailable",
        "headers": {"retry-after": {"value": "30"}, "cache-control": {"value": "no-store"}},
    }
    answered, _, asked = plan.function_code.partition("var request = ")
    assert "response.statusCode = answer.statusCode;" in answered
    assert "response.headers[name] = answer.headers[name];" in answered
    assert "request.uri = '/index.html';" in asked
    assert "request.method !== 'GET' && request.method !== 'HEAD'" in asked


def test_a_function_fits_cloudfronts_limit() -> None:
    """Ten kilobytes of code."""
    assert len(plan_static_page(region="us-west-2").function_code) < 10_240


def test_a_page_in_the_services_own_region_is_refused() -> None:
    """It would go with what it stands in for."""
    assert problems(region="us-east-1") == [
        (
            "region: us-east-1 is the stack's own; the page has to outlive the Region of the"
            " service. Name another Region."
        )
    ]


def test_what_could_not_answer_is_refused_together() -> None:
    """Names, text and seconds."""
    assert problems(
        region="oregon", domains=["clinic"], tls=True, html=" ", retry_after_seconds=0
    ) == [
        "region: 'oregon'; the name of an AWS Region is required. Write it like us-west-2.",
        (
            "domains: 'clinic'; a DNS name of two or more labels is required. Write it like"
            " www.example.com, without a scheme, a path or a dot at the end."
        ),
        "html: an empty page; a text is required. Say what users are to do.",
        "retry_after_seconds: 0; 1 to 86400 seconds are required. Leave it out for the default.",
    ]


def test_a_certificate_without_names_is_refused() -> None:
    """It would be served to nobody."""
    assert problems(tls=True) == [
        (
            "domains: none, beside a certificate; CloudFront serves a certificate for names that it"
            " is told. Name the domain, and the name that stands for what is away."
        )
    ]


def test_more_names_than_a_distribution_takes_are_refused() -> None:
    """A hundred."""
    assert problems(domains=[f"c{each}.example" for each in range(101)], tls=True) == [
        "domains: 101 names; a distribution takes 100. Make a page for each domain."
    ]


def test_without_a_known_home_any_region_will_do() -> None:
    """Where a provider was handed over, the program does not say where it is."""
    assert plan_static_page(region="us-east-1").region == "us-east-1"
