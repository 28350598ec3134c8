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


def test_the_slowest_client_is_planned() -> None:
    """One whose connection began just before the name moved keeps it for the keep-alive."""
    plan = plan_traffic(tls=True)
    assert (plan.deregistration_seconds, plan.keep_alive_seconds) == (30, 300)
    assert plan.slowest_client_seconds == 30 + 60 + 30 + 300


def test_a_budget_that_is_kept_to_the_second_is_planned() -> None:
    """The sum may be the budget, and no more."""
    plan = plan_traffic(tls=True, keep_alive_seconds=180, redirect_budget_seconds=300)
    assert plan.slowest_client_seconds == 300


@pytest.mark.requirement("D5")
@pytest.mark.parametrize(
    ("budget", "allowed", "remedy"),
    [
        (
            300,
            "300 s are allowed, 120 fewer",
            "Set keep_alive_seconds to 180, or allow 420.",
        ),
        (
            179,
            "179 s are allowed, 241 fewer",
            "Shorten the probes or the deregistration, or allow 180 with keep_alive_seconds at 60.",
        ),
    ],
)
def test_a_client_that_stays_too_long_is_refused(budget: int, allowed: str, remedy: str) -> None:
    """It says what adds up, by how much it is too much, and what would fit."""
    with pytest.raises(TopologyError) as raised:
        plan_traffic(tls=True, redirect_budget_seconds=budget)
    assert str(raised.value) == (
        "traffic.redirect_budget_seconds: the slowest client leaves a lost POD after 420 s"
        " (30 to see the loss, 60 of an alias's time to live, 30 of deregistration,"
        f" 300 of keep-alive); {allowed}. {remedy}"
    )


def test_delays_that_aws_refuses_are_reported_together() -> None:
    """A load balancer keeps a connection a minute at least, a target an hour at most."""
    with pytest.raises(TopologyError) as raised:
        plan_traffic(tls=True, keep_alive_seconds=59, deregistration_seconds=3601)
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "traffic.keep_alive_seconds: 59; a load balancer ends connections after 60 to 604800"
            " seconds. Use 300."
        ),
        (
            "traffic.deregistration_seconds: 3601; a target is deregistered within 0 to 3600"
            " seconds. Use 30."
        ),
    ]


@pytest.mark.parametrize("name", ["clinic.example", "home.clinic.example", "Home.CLINIC.example"])
def test_the_pair_may_have_a_name_at_or_below_the_domain(name: str) -> None:
    """The domain itself is then free to follow health across Regions."""
    plan = plan_traffic(tls=True, domain="clinic.example", record_name=name, target_type="ip")
    assert plan.target_type == "ip"


def test_a_name_of_another_domain_is_refused() -> None:
    """A record that refers to another must lie in its zone; and no such targets exist."""
    with pytest.raises(TopologyError) as raised:
        plan_traffic(
            tls=True,
            domain="clinic.example",
            record_name="homeclinic.example",
            target_type="lambda",
        )
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "traffic.record_name: 'homeclinic.example'; a name at or below clinic.example is"
            " required, so that both lie in one zone. Write it like home.clinic.example."
        ),
        (
            "traffic.target_type: 'lambda'; instance or ip is required. Use instance for a Pod,"
            " and ip for a ContainerPod."
        ),
    ]
