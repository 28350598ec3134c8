"""How traffic reaches a pair, and how long it takes to leave a POD that is lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["CHECKER_REGIONS", "TrafficPlan", "plan_traffic"]

CHECKER_REGIONS = ("us-east-1", "us-west-2", "eu-west-1")
"""Where the service is probed from unless told otherwise: three Regions on two continents."""

# https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
_ALL_CHECKER_REGIONS = frozenset(
    {
        "ap-northeast-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "eu-west-1",
        "sa-east-1",
        "us-east-1",
        "us-west-1",
        "us-west-2",
    }
)
_FEWEST_CHECKER_REGIONS = 3
_CHECK_INTERVALS = (10, 30)
_MOST_FAILURES = 10
_HEAVIEST = 999
_LAST_PORT = 65535
_LONGEST_PATH = 255
_PATH = re.compile(r"/[!-~]*")
# Labels of up to 63 letters, digits and hyphens; the last is no number, or it is an address.
_LONGEST_DOMAIN = 253
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?!\d+$){_LABEL}", re.IGNORECASE)
# An alias record has the target's time to live, which for a load balancer is 60 seconds:
# https://aws.amazon.com/route53/faqs/
_ALIAS_TTL_SECONDS = 60


@dataclass(frozen=True, slots=True)
class TrafficPlan:
    """Ports, weights and probes, and the time that they add up to."""

    app_port: int
    """Port on which the application answers."""
    health_path: str
    scheme: str
    """`https` with a certificate, else `http`."""
    port: int
    primary_weight: int
    secondary_weight: int
    check_interval_seconds: int
    failure_threshold: int
    checker_regions: tuple[str, ...]
    detection_seconds: int
    """From the loss of the primary POD until Route 53 holds its entry unhealthy."""
    redirect_seconds: int
    """Until a resolver that had just asked asks again."""

    @property
    def worst_case_seconds(self) -> int:
        """Detection and redirection, for resolvers that respect the time to live."""
        return self.detection_seconds + self.redirect_seconds


def plan_traffic(
    *,
    tls: bool,
    domain: str | None = None,
    app_port: float = 8080,
    health_path: str = "/health",
    check_interval_seconds: float = 10,
    failure_threshold: float = 3,
    checker_regions: Sequence[str] = CHECKER_REGIONS,
    primary_weight: float = 100,
    secondary_weight: float = 0,
) -> TrafficPlan:
    """Plan the entries of a pair; raises `TopologyError` with every figure AWS would refuse."""
    interval, failures = int(check_interval_seconds), int(failure_threshold)
    weights = (int(primary_weight), int(secondary_weight))
    TopologyError.refuse(
        [
            *_address_problems(domain, int(app_port), health_path),
            *_check_problems(interval, failures, checker_regions),
            *_weight_problems(weights),
        ]
    )
    return TrafficPlan(
        app_port=int(app_port),
        health_path=health_path,
        scheme="https" if tls else "http",
        port=443 if tls else 80,
        primary_weight=weights[0],
        secondary_weight=weights[1],
        check_interval_seconds=interval,
        failure_threshold=failures,
        checker_regions=tuple(checker_regions),
        detection_seconds=interval * failures,
        redirect_seconds=_ALIAS_TTL_SECONDS,
    )


def _address_problems(domain: str | None, port: int, path: str) -> list[Problem]:
    problems = []
    if domain is not None and (len(domain) > _LONGEST_DOMAIN or not _DOMAIN.fullmatch(domain)):
        problems.append(
            Problem(
                "domain",
                f"{domain!r}",
                "a DNS name of two or more labels is required",
                "Write it like www.example.com, without a scheme, a path or a dot at the end.",
            )
        )
    if not 1 <= port <= _LAST_PORT:
        problems.append(
            Problem(
                "traffic.app_port",
                f"{port}",
                f"ports lie between 1 and {_LAST_PORT}",
                "Use the port on which the application answers HTTP.",
            )
        )
    if len(path) > _LONGEST_PATH or not _PATH.fullmatch(path):
        problems.append(
            Problem(
                "traffic.health_path",
                f"{path!r}",
                f"a path of up to {_LONGEST_PATH} characters that begins with / is required",
                "Write it like /health.",
            )
        )
    return problems


def _check_problems(interval: int, failures: int, regions: Sequence[str]) -> list[Problem]:
    problems = []
    if interval not in _CHECK_INTERVALS:
        problems.append(
            Problem(
                "traffic.check_interval_seconds",
                f"{interval}",
                "Route 53 probes every 10 or every 30 seconds",
                "Use 10: with three failures the loss of a POD is seen in 30 seconds.",
            )
        )
    if not 1 <= failures <= _MOST_FAILURES:
        problems.append(
            Problem(
                "traffic.failure_threshold",
                f"{failures}",
                f"Route 53 counts from 1 to {_MOST_FAILURES} failures",
                "Use 3.",
            )
        )
    unknown = sorted(set(regions) - _ALL_CHECKER_REGIONS)
    if unknown or len(set(regions)) < _FEWEST_CHECKER_REGIONS:
        problems.append(
            Problem(
                "traffic.checker_regions",
                f"{list(regions)!r}",
                f"Route 53 probes from at least {_FEWEST_CHECKER_REGIONS} of "
                f"{', '.join(sorted(_ALL_CHECKER_REGIONS))}",
                "Name three or more of these, or leave it out.",
            )
        )
    return problems


def _weight_problems(weights: tuple[int, int]) -> list[Problem]:
    if all(0 <= weight <= _HEAVIEST for weight in weights) and any(weights):
        return []
    return [
        Problem(
            "traffic weights",
            f"primary {weights[0]}, secondary {weights[1]}",
            f"weights lie between 0 and {_HEAVIEST}, and one of them above 0",
            "Use 100 and 0.",
        )
    ]
