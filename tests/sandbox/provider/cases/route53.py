"""Route 53: hosted zones, records and health checks."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.networks import vpc
from tests.sandbox.provider.round_trip import Case, World

_RECORD = "aws:route53/record:Record"
_CHECK_TYPE = "aws:route53/healthCheck:HealthCheck"
_CHECK = {"fqdn": "entry.example.com", "port": 80, "type": "HTTP", "resourcePath": "/health"}


def _zone(world: World) -> str:
    inputs = {"name": "clinic.example.com", "comment": "Clinic"}
    return str(world.make("aws:route53/zone:Zone", inputs)["id"])


def _failover(world: World) -> Mapping[str, Any]:
    check = world.make("aws:route53/healthCheck:HealthCheck", _CHECK)["id"]
    return {
        "zoneId": _zone(world),
        "name": "clinic.example.com",
        "type": "A",
        "setIdentifier": "primary",
        "failoverRoutingPolicies": [{"type": "PRIMARY"}],
        "healthCheckId": check,
        "aliases": [
            {
                "name": "entry-1.us-east-1.elb.amazonaws.com",
                "zoneId": "Z35SXDOTRQ7X7K",
                "evaluateTargetHealth": False,
            }
        ],
    }


def _calculated(world: World) -> Mapping[str, Any]:
    probes = [world.make(_CHECK_TYPE, {**_CHECK, "port": port})["id"] for port in (80, 8080)]
    return {
        "type": "CALCULATED",
        "childHealthchecks": probes,
        "childHealthThreshold": 1,
        "tags": {"Name": "home"},
    }


def _point_elsewhere(world: World, resource_id: str) -> dict[str, object]:
    zone = resource_id.partition("_")[0]
    record = {
        "Name": "www.clinic.example.com",
        "Type": "A",
        "TTL": 60,
        "ResourceRecords": [{"Value": "192.0.2.9"}],
    }
    world.client("route53").change_resource_record_sets(
        HostedZoneId=zone,
        ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]},
    )
    return {"records": ["192.0.2.9"]}


CASES = (
    Case(
        token="aws:route53/zone:Zone",
        inputs=lambda _: {
            "name": "clinic.example.com",
            "comment": "Names of the clinic",
            "tags": {"Name": "domain"},
        },
        outputs={"primaryNameServer": "ns-2048.awsdns-64.com"},
        update={"comment": "Names", "tags": {"Name": "names"}},
        replaces={"name": "other.example.com"},
    ),
    Case(
        token="aws:route53/zone:Zone",
        inputs=lambda world: {
            "name": "in.example.com",
            "vpcs": [{"vpcId": vpc(world)}, {"vpcId": vpc(world)}],
        },
    ),
    Case(
        token=_RECORD,
        inputs=_failover,
        outputs={"fqdn": "clinic.example.com"},
        replaces={"setIdentifier": "secondary"},
    ),
    Case(
        token=_RECORD,
        inputs=lambda world: {
            "zoneId": _zone(world),
            "name": "www",
            "type": "A",
            "ttl": 300,
            "records": ["192.0.2.1", "192.0.2.2"],
        },
        outputs={"fqdn": "www.clinic.example.com"},
        update={"ttl": 60},
        replaces={"type": "AAAA"},
        drift=_point_elsewhere,
    ),
    Case(
        # As Certificate Manager asks for it, with a dot at the end.
        token=_RECORD,
        inputs=lambda world: {
            "zoneId": _zone(world),
            "name": "_proof.clinic.example.com.",
            "type": "CNAME",
            "ttl": 300,
            "records": ["_value.acm-validations.aws."],
            "allowOverwrite": True,
        },
        outputs={"fqdn": "_proof.clinic.example.com"},
        update={"ttl": 60},
        unobserved=frozenset({"allowOverwrite"}),
    ),
    Case(
        token=_RECORD,
        inputs=lambda world: {
            "zoneId": _zone(world),
            "name": "_owner.clinic.example.com",
            "type": "TXT",
            "ttl": 300,
            "setIdentifier": "a",
            "weightedRoutingPolicies": [{"weight": 0}],
            "records": ["v=clinic"],
        },
        update={"weightedRoutingPolicies": [{"weight": 10}]},
    ),
    Case(
        token="aws:route53/healthCheck:HealthCheck",
        inputs=lambda _: {
            **_CHECK,
            "requestInterval": 10,
            "failureThreshold": 3,
            "measureLatency": True,
            "regions": ["us-east-1", "us-west-2", "eu-west-1"],
            "tags": {"Name": "primary-entry"},
        },
        update={"failureThreshold": 2, "fqdn": "other.example.com", "tags": {"Name": "entry"}},
        replaces={"requestInterval": 30},
    ),
    Case(
        token="aws:route53/healthCheck:HealthCheck",
        inputs=lambda _: {
            **_CHECK,
            "type": "HTTPS",
            "port": 443,
            "enableSni": True,
            "tags": {"Name": "https-entry"},
        },
        update={"enableSni": False},
        replaces={"requestInterval": 30},
    ),
    Case(
        token="aws:route53/healthCheck:HealthCheck",
        inputs=lambda _: {
            "type": "CLOUDWATCH_METRIC",
            "cloudwatchAlarmName": "seen-from-ireland",
            "cloudwatchAlarmRegion": "eu-west-1",
            "insufficientDataHealthStatus": "Unhealthy",
            "tags": {"Name": "seen-from-ireland"},
        },
        update={
            "cloudwatchAlarmName": "seen-from-oregon",
            "cloudwatchAlarmRegion": "us-west-2",
            "insufficientDataHealthStatus": "LastKnownStatus",
        },
    ),
    Case(
        token="aws:route53/healthCheck:HealthCheck",
        inputs=lambda world: {
            "type": "CALCULATED",
            "childHealthchecks": [
                world.make("aws:route53/healthCheck:HealthCheck", _CHECK)["id"],
                world.make("aws:route53/healthCheck:HealthCheck", {**_CHECK, "port": 8080})["id"],
            ],
            "childHealthThreshold": 1,
        },
        update={"childHealthThreshold": 2},
    ),
    Case(
        token=_CHECK_TYPE,
        inputs=_calculated,
        update={"childHealthThreshold": 256},
    ),
)
