"""How traffic reaches a pair, and how long it takes to leave a POD that is lost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pods.errors import Problem, TopologyError
from pods.topology.traffic.autoshift import autoshift_problems
from pods.topology.traffic.dns_names import is_at_or_below, name_problems
from pods.topology.traffic.redirection import (
    ALIAS_TTL_SECONDS,
    USUAL_BUDGET_SECONDS,
    redirection_problems,
)

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
# Instances are registered by their id, containers by the address of their task.
_TARGET_TYPES = ("instance", "ip")


@dataclass(frozen=True, slots=True)
class TrafficPlan:
    """Ports, weights and probes, and the time that they add up to."""

    app_port: int
    """Port on which the application answers."""
    health_path: str
    scheme: str
    """`https` with a certificate, else `http`."""
    port: int
    target_type: str
    """What is registered with the load balancers: `instance` or `ip`."""
    primary_weight: int
    secondary_weight: int
    check_interval_seconds: int
    failure_threshold: int
    checker_regions: tuple[str, ...]
    detection_seconds: int
    """From the loss of the primary POD until Route 53 holds its entry unhealthy."""
    redirect_seconds: int
    """Until a resolver that had just asked asks again."""
    deregistration_seconds: int
    """For which requests of a target that is taken out may still run."""
    keep_alive_seconds: int
    """After which a client's connection ends, so that it asks for the name again."""

    @property
    def worst_case_seconds(self) -> int:
        """Detection and redirection, for resolvers that respect the time to live."""
        return self.detection_seconds + self.redirect_seconds

    @property
    def slowest_client_seconds(self) -> int:
        """The same for a client whose connection began just before the name moved."""
        return self.worst_case_seconds + self.deregistration_seconds + self.keep_alive_seconds


def plan_traffic(
    *,
    tls: bool,
    domain: str | None = None,
    record_name: str | None = None,
    target_type: str = "instance",
    app_port: float = 8080,
    health_path: str = "/health",
    check_interval_seconds: float = 10,
    failure_threshold: float = 3,
    checker_regions: Sequence[str] = CHECKER_REGIONS,
    primary_weight: float = 100,
    secondary_weight: float = 0,
    deregistration_seconds: float = 30,
    keep_alive_seconds: float = 300,
    redirect_budget_seconds: float = USUAL_BUDGET_SECONDS,
    zonal_autoshift: Mapping[str, Any] | None = None,
) -> TrafficPlan:
    """Plan the entries of a pair; raises `TopologyError` with every figure AWS would refuse."""
    interval, failures = int(check_interval_seconds), int(failure_threshold)
    weights = (int(primary_weight), int(secondary_weight))
    TopologyError.refuse(
        [
            *_name_problems(domain, record_name),
            *_target_problems(target_type, int(app_port), health_path),
            *_check_problems(interval, failures, checker_regions),
            *_weight_problems(weights),
            *redirection_problems(
                detection=interval * failures,
                deregistration=int(deregistration_seconds),
                keep_alive=int(keep_alive_seconds),
                budget=int(redirect_budget_seconds),
            ),
            *autoshift_problems(zonal_autoshift),
        ]
    )
    return TrafficPlan(
        app_port=int(app_port),
        health_path=health_path,
        scheme="https" if tls else "http",
        port=443 if tls else 80,
        target_type=target_type,
        primary_weight=weights[0],
        secondary_weight=weights[1],
        check_interval_seconds=interval,
        failure_threshold=failures,
        checker_regions=tuple(checker_regions),
        detection_seconds=interval * failures,
        redirect_seconds=ALIAS_TTL_SECONDS,
        deregistration_seconds=int(deregistration_seconds),
        keep_alive_seconds=int(keep_alive_seconds),
    )


def _name_problems(domain: str | None, record_name: str | None) -> list[Problem]:
    problems = [] if domain is None else name_problems("domain", domain)
    if record_name is None:
        return problems
    wrong = name_problems("traffic.record_name", record_name)
    if not wrong and domain is not None and not is_at_or_below(record_name, domain):
        wrong = [
            Problem(
                "traffic.record_name",
                f"{record_name!r}",
                f"a name at or below {domain} is required, so that both lie in one zone",
                f"Write it like home.{domain}.",
            )
        ]
    return problems + wrong


def _target_problems(target_type: str, port: int, path: str) -> list[Problem]:
    problems = []
    if target_type not in _TARGET_TYPES:
        problems.append(
            Problem(
                "traffic.target_type",
                f"{target_type!r}",
                "instance or ip is required",
                "Use instance for a Pod, and ip for a ContainerPod.",
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
