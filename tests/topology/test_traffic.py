"""Entries and probes: how long the loss of a POD is felt."""

import pytest

from pods.errors import TopologyError
from pods.topology import plan_traffic


def test_the_default_moves_traffic_in_ninety_seconds() -> None:
    """Thirty seconds to see the loss, sixty until resolvers ask again."""
    plan = plan_traffic(tls=False)
    assert (plan.detection_seconds, plan.redirect_seconds, plan.worst_case_seconds) == (30, 60, 90)
    assert (plan.scheme, plan.port) == ("http", 80)
    assert (plan.primary_weight, plan.secondary_weight) == (100, 0)


def test_a_certificate_means_https() -> None:
    """Probes and users come over TLS."""
    assert (plan_traffic(tls=True).scheme, plan_traffic(tls=True).port) == ("https", 443)


def test_slow_probes_are_planned() -> None:
    """The judge is not the builder: five minutes of blindness are expressible."""
    assert (
        plan_traffic(tls=True, check_interval_seconds=30, failure_threshold=10).detection_seconds
        == 300
    )


def test_figures_that_aws_refuses_are_reported_together() -> None:
    """Interval, threshold, Regions and weights are four problems."""
    with pytest.raises(TopologyError) as raised:
        plan_traffic(
            tls=False,
            check_interval_seconds=5,
            failure_threshold=11,
            checker_regions=["us-east-1", "eu-central-1", "eu-west-1"],
            primary_weight=0,
        )
    assert [problem.subject for problem in raised.value.problems] == [
        "traffic.check_interval_seconds",
        "traffic.failure_threshold",
        "traffic.checker_regions",
        "traffic weights",
    ]


def test_two_checker_regions_are_too_few() -> None:
    """Route 53 itself asks for three."""
    with pytest.raises(TopologyError, match="at least 3"):
        plan_traffic(tls=False, checker_regions=["us-east-1", "us-west-2"])


@pytest.mark.parametrize("domain", ["clinic.example", "a-b.c1.example", "xn--bcher-kva.example"])
def test_names_that_dns_can_hold_are_planned(domain: str) -> None:
    """Labels of letters, digits and hyphens."""
    assert plan_traffic(tls=True, domain=domain).app_port == 8080


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "clinic",
        "https://clinic.example",
        "clinic.example.",
        "clinic..example",
        "-clinic.example",
        "clinic-.example",
        "cli nic.example",
        "clinic.example/ready",
        "10.0.0.1",
        f"{'a' * 64}.example",
        ".".join(["abcdefgh"] * 29),
    ],
)
def test_other_names_are_refused(domain: str) -> None:
    """Schemes, paths, addresses, and labels that are empty, too long or end in a hyphen."""
    with pytest.raises(TopologyError, match="DNS name of two or more labels"):
        plan_traffic(tls=True, domain=domain)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_ports_that_do_not_exist_are_refused(port: int) -> None:
    """A zero is a port that was given, not one that was left out."""
    with pytest.raises(TopologyError, match=f"traffic.app_port: {port}; ports lie between"):
        plan_traffic(tls=True, app_port=port)


@pytest.mark.parametrize("path", ["", "health", "/a b", "/" + "a" * 255])
def test_paths_that_cannot_be_probed_are_refused(path: str) -> None:
    """A path begins with a slash, and Route 53 takes 255 characters of it."""
    with pytest.raises(TopologyError, match=r"traffic[.]health_path"):
        plan_traffic(tls=True, health_path=path)
