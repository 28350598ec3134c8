"""The way in: two entries, and a name that leaves the one whose POD is lost."""

from typing import Any

import pytest

from pods.components import Traffic
from pods.errors import TopologyError
from tests.components.recording import Recording, record

LISTENER = "aws:lb/listener:Listener"
RECORD = "aws:route53/record:Record"
AUTOSHIFT = "aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration"


def traffic(**changes: Any) -> Recording:
    """Record the way in, with some args changed."""
    args: Any = {
        "domain": "clinic.example",
        "vpc_id": "vpc-1",
        "vpc_cidr_block": "10.20.0.0/16",
        "subnet_ids": ["subnet-a", "subnet-b"],
        **changes,
    }
    return record(lambda: Traffic("clinic", args))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return the way in as it is by default."""
    return traffic()


def forwards(recording: Recording, listener: str) -> dict[str, int]:
    """Return the weight of each target group that a listener forwards to."""
    (action,) = recording.inputs(LISTENER, listener)["defaultActions"]
    groups = action["forward"]["targetGroups"]
    return {each["arn"].rpartition("/")[2]: each["weight"] for each in groups}


def test_the_primary_entry_shifts_by_weight(recording: Recording) -> None:
    """All traffic to the primary POD, until an operator gives the secondary a weight."""
    assert forwards(recording, "clinic-primary") == {"clinic-primary": 100, "clinic-shifted": 0}
    shifted = traffic(primary_weight=90, secondary_weight=10)
    assert forwards(shifted, "clinic-primary") == {"clinic-primary": 90, "clinic-shifted": 10}


def test_the_secondary_entry_knows_the_secondary_only(recording: Recording) -> None:
    """Nothing of the primary POD can make it unhealthy."""
    assert forwards(recording, "clinic-secondary") == {"clinic-secondary": 1}


def test_no_target_group_serves_two_entries(recording: Recording) -> None:
    """AWS allows a target group one load balancer."""
    primary, secondary = (
        forwards(recording, f"clinic-{role}") for role in ("primary", "secondary")
    )
    assert not set(primary) & set(secondary)


@pytest.mark.requirement("A4", "A5")
def test_both_entries_stand_in_both_zones(recording: Recording) -> None:
    """The loss of a zone leaves each entry a node."""
    for balancer in recording.all_of("aws:lb/loadBalancer:LoadBalancer").values():
        assert balancer.inputs["subnets"] == ["subnet-a", "subnet-b"]
        assert balancer.inputs["enableDeletionProtection"] is True
        assert balancer.inputs["clientKeepAlive"] == 300


def test_the_primary_record_follows_its_probe_alone(recording: Recording) -> None:
    """Evaluated targets would include the secondary POD, and its loss would move all traffic."""
    primary = recording.inputs(RECORD, "clinic-primary")
    assert primary["failoverRoutingPolicies"] == [{"type": "PRIMARY"}]
    assert primary["healthCheckId"] == "clinic-primary-id"
    assert primary["aliases"][0]["evaluateTargetHealth"] is False
    assert primary["aliases"][0]["name"] == "clinic-primary.elb.example"


def test_the_secondary_record_follows_its_targets_alone(recording: Recording) -> None:
    """A probe that fails under the load of taking over must not send people back."""
    secondary = recording.inputs(RECORD, "clinic-secondary")
    assert secondary["failoverRoutingPolicies"] == [{"type": "SECONDARY"}]
    assert "healthCheckId" not in secondary
    assert secondary["aliases"][0]["evaluateTargetHealth"] is True
    assert secondary["aliases"][0]["name"] == "clinic-secondary.elb.example"
    assert secondary["name"] == recording.inputs(RECORD, "clinic-primary")["name"]


@pytest.mark.requirement("D8")
@pytest.mark.parametrize("role", ["primary", "secondary"])
def test_each_entry_is_probed_on_its_own_name(recording: Recording, role: str) -> None:
    """Every ten seconds from three Regions, held unhealthy after three failures."""
    check = recording.inputs("aws:route53/healthCheck:HealthCheck", f"clinic-{role}")
    assert check["fqdn"] == f"clinic-{role}.elb.example"
    assert (check["requestInterval"], check["failureThreshold"]) == (10, 3)
    assert check["regions"] == ["us-east-1", "us-west-2", "eu-west-1"]
    assert (check["type"], check["port"], check["resourcePath"]) == ("HTTP", 80, "/health")


def test_a_target_is_out_of_service_in_twenty_seconds(recording: Recording) -> None:
    """Two failures ten seconds apart, not pulumi_aws's three, thirty seconds apart."""
    for group in recording.all_of("aws:lb/targetGroup:TargetGroup").values():
        check = group.inputs["healthCheck"]
        assert check["interval"] * check["unhealthyThreshold"] == 20


def test_a_certificate_brings_https_and_a_redirect() -> None:
    """Users and probes come over TLS; plain HTTP is sent there."""
    recording = traffic(certificate_arn="arn:aws:acm:us-east-1:111111111111:certificate/1")
    assert recording.inputs(LISTENER, "clinic-primary")["port"] == 443
    assert recording.inputs(LISTENER, "clinic-primary")["protocol"] == "HTTPS"
    (redirect,) = recording.inputs(LISTENER, "clinic-secondary-redirect")["defaultActions"]
    assert redirect["redirect"]["statusCode"] == "HTTP_301"
    check = recording.inputs("aws:route53/healthCheck:HealthCheck", "clinic-primary")
    assert (check["type"], check["port"], check["enableSni"]) == ("HTTPS", 443, True)


def test_a_zone_of_the_product_is_used() -> None:
    """With a zone given none is made."""
    recording = traffic(zone_id="Z123")
    assert recording.all_of("aws:route53/zone:Zone") == {}
    assert recording.inputs(RECORD, "clinic-primary")["zoneId"] == "Z123"


def test_load_balancers_reach_the_application_only(recording: Recording) -> None:
    """One way out, to the VPC and the application's port."""
    rule = recording.inputs(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "clinic-front-app"
    )
    assert (rule["cidrIpv4"], rule["fromPort"], rule["toPort"]) == ("10.20.0.0/16", 8080, 8080)


def test_without_protection_the_load_balancers_can_go() -> None:
    """A stack to throw away says so in its configuration."""
    recording = record(
        lambda: Traffic(
            "clinic",
            {
                "domain": "clinic.example",
                "vpc_id": "vpc-1",
                "vpc_cidr_block": "10.20.0.0/16",
                "subnet_ids": ["subnet-a", "subnet-b"],
            },
        ),
        protect="false",
    )
    for balancer in recording.all_of("aws:lb/loadBalancer:LoadBalancer").values():
        assert balancer.inputs["enableDeletionProtection"] is False


def test_both_entries_can_be_shifted_out_of_a_zone(recording: Recording) -> None:
    """AWS leaves zonal shift off unless told otherwise."""
    balancers = recording.all_of("aws:lb/loadBalancer:LoadBalancer").values()
    assert [each.inputs["enableZonalShift"] for each in balancers] == [True, True]
    assert not recording.all_of(AUTOSHIFT)


def test_aws_may_shift_by_itself_when_asked() -> None:
    """With the alarm that ends a practice run, and when none may begin."""
    alarm = "arn:aws:cloudwatch:us-east-1:111111111111:alarm:clinic"
    recording = traffic(
        zonal_autoshift={
            "outcome_alarm_arns": [alarm],
            "blocked_windows": ["Mon:08:00-Mon:18:00"],
            "blocked_dates": ["2027-12-24"],
        }
    )
    assert sorted(recording.all_of(AUTOSHIFT)) == ["clinic-primary", "clinic-secondary"]
    assert recording.inputs(AUTOSHIFT, "clinic-primary") == {
        "resourceArn": "arn:aws:lb:us-east-1:111111111111:loadBalancer/clinic-primary",
        "zonalAutoshiftStatus": "ENABLED",
        "outcomeAlarms": [{"type": "CLOUDWATCH", "alarmIdentifier": alarm}],
        "blockedWindows": ["Mon:08:00-Mon:18:00"],
        "blockedDates": ["2027-12-24"],
    }


def test_connections_end_when_asked() -> None:
    """Keep-alive and deregistration are the plan's."""
    recording = traffic(keep_alive_seconds=60, deregistration_seconds=5)
    for balancer in recording.all_of("aws:lb/loadBalancer:LoadBalancer").values():
        assert balancer.inputs["clientKeepAlive"] == 60
    for group in recording.all_of("aws:lb/targetGroup:TargetGroup").values():
        assert group.inputs["deregistrationDelay"] == 5


def test_containers_are_registered_by_their_address() -> None:
    """A task has an address and no instance."""
    groups = traffic(target_type="ip").all_of("aws:lb/targetGroup:TargetGroup").values()
    assert [each.inputs["targetType"] for each in groups] == ["ip", "ip", "ip"]


def test_the_failover_pair_may_have_another_name_than_the_domain() -> None:
    """The zone stays the domain's; the domain itself is left to `RegionalFailover`."""
    recording = traffic(record_name="home.clinic.example")
    names = [each.inputs["name"] for each in recording.all_of(RECORD).values()]
    assert names == ["home.clinic.example", "home.clinic.example"]
    assert recording.inputs("aws:route53/zone:Zone")["name"] == "clinic.example"


def test_a_budget_is_refused_before_the_first_resource() -> None:
    """Under the component's name, with what would fit."""
    with pytest.raises(TopologyError, match="clinic: redirect_budget_seconds: the slowest client"):
        traffic(redirect_budget_seconds=200)


def test_the_names_across_regions_are_told_what_they_need() -> None:
    """The name of the pair, and the probes of its entries."""
    told: dict[str, Any] = {}

    def program() -> None:
        made = Traffic(
            "clinic",
            {
                "domain": "clinic.example",
                "record_name": "home.clinic.example",
                "vpc_id": "vpc-1",
                "vpc_cidr_block": "10.20.0.0/16",
                "subnet_ids": ["subnet-a", "subnet-b"],
            },
        )
        made.record_name.apply(lambda name: told.update(name=name))
        made.health_check_ids.apply(lambda ids: told.update(probes=ids))

    record(program)
    assert told == {
        "name": "home.clinic.example",
        "probes": ["clinic-primary-id", "clinic-secondary-id"],
    }
