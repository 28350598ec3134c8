"""What is answered when nothing is left: a page that says so, from the edge."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.regions.names import region_name_problems
from pods.topology.traffic.dns_names import name_problems

__all__ = ["PAGE_KEY", "StaticPagePlan", "plan_static_page"]

PAGE_KEY = "index.html"
"""The one object of the bucket."""
_DAY_SECONDS = 86_400
_MOST_NAMES = 100

_HTML = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>We will be back</title>
<h1>We will be back</h1>
<p>The service is not available at the moment. We are working on it. Please try again later.</p>
</html>
"""

# One function for both events. A viewer's response function may change the status, but is not
# asked where the origin answers with an error; so every path becomes the page, which exists:
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
# What changes something (POST, PUT) is refused with the same status, and reaches no origin.
_FUNCTION = """function handler(event) {
    var answer = %s;
    if (event.context.eventType === 'viewer-response') {
        var response = event.response;
        response.statusCode = answer.statusCode;
        response.statusDescription = answer.statusDescription;
        for (var name in answer.headers) {
            response.headers[name] = answer.headers[name];
        }
        return response;
    }
    var request = event.request;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
        return answer;
    }
    request.uri = '/%s';
    request.querystring = {};
    return request;
}
"""


@dataclass(frozen=True, slots=True)
class StaticPagePlan:
    """The page, where it lies, under which names it is served, and how it is answered."""

    region: str
    """Region of the bucket; the edge that answers is in none."""
    domains: tuple[str, ...]
    html: str
    cache_control: str
    """How long the edge keeps the page: a text changed during an outage is seen after that."""
    function_code: str
    """Makes every answer 503, not to be kept, with the time after which to try again."""


def plan_static_page(
    *,
    region: str,
    home_region: str | None = None,
    domains: Sequence[str] = (),
    tls: bool = False,
    html: str = _HTML,
    retry_after_seconds: float = 120,
    cache_seconds: float = 60,
) -> StaticPagePlan:
    """Plan the page; raises `TopologyError` with everything that would keep it from answering."""
    TopologyError.refuse(
        [
            *region_name_problems("region", region),
            *_place_problems(region, home_region),
            *(problem for each in domains for problem in name_problems("domains", each)),
            *_name_problems(domains, tls=tls),
            *_text_problems(html),
            *_seconds_problems("retry_after_seconds", int(retry_after_seconds), 1),
            *_seconds_problems("cache_seconds", int(cache_seconds), 0),
        ]
    )
    return StaticPagePlan(
        region=region,
        domains=tuple(domains),
        html=html,
        cache_control=f"max-age={int(cache_seconds)}",
        function_code=_function(int(retry_after_seconds)),
    )


def _function(retry_after_seconds: int) -> str:
    headers = {"retry-after": str(retry_after_seconds), "cache-control": "no-store"}
    answer = {
        "statusCode": 503,
        "statusDescription": "Service Unavailable",
        "headers": {name: {"value": value} for name, value in headers.items()},
    }
    return _FUNCTION % (json.dumps(answer), PAGE_KEY)


def _place_problems(region: str, home_region: str | None) -> list[Problem]:
    if region != home_region:
        return []
    return [
        Problem(
            "region",
            f"{region} is the stack's own",
            "the page has to outlive the Region of the service",
            "Name another Region.",
        )
    ]


def _name_problems(domains: Sequence[str], *, tls: bool) -> list[Problem]:
    """Hold CloudFront's rule on names of one's own: each is in the certificate."""
    if len(domains) > _MOST_NAMES:
        return [
            Problem(
                "domains",
                f"{len(domains)} names",
                f"a distribution takes {_MOST_NAMES}",
                "Make a page for each domain.",
            )
        ]
    if bool(domains) == tls:
        return []
    if tls:
        return [
            Problem(
                "domains",
                "none, beside a certificate",
                "CloudFront serves a certificate for names that it is told",
                "Name the domain, and the name that stands for what is away.",
            )
        ]
    return [
        Problem(
            "certificate_arn",
            f"missing for {', '.join(domains)}",
            "CloudFront takes names of one's own only with a certificate of us-east-1 for them",
            "Make one with Certificate in us-east-1, or leave the domains out.",
        )
    ]


def _text_problems(html: str) -> list[Problem]:
    if html.strip():
        return []
    return [Problem("html", "an empty page", "a text is required", "Say what users are to do.")]


def _seconds_problems(subject: str, seconds: int, fewest: int) -> list[Problem]:
    if fewest <= seconds <= _DAY_SECONDS:
        return []
    return [
        Problem(
            subject,
            f"{seconds}",
            f"{fewest} to {_DAY_SECONDS} seconds are required",
            "Leave it out for the default.",
        )
    ]
