"""The names of a pair that runs: a recovery Region or a page may come and go, and none moves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import Project

pytestmark = pytest.mark.engine

# The names of a home are two aliases of load balancers; so is the entry of the recovery Region.
_PROGRAM = """
import json

import pulumi
import pulumi_aws as aws

from pods import RegionalFailover
from pods.components.ordering import once

zone = aws.route53.Zone("clinic", name="clinic.example")
entries = [
    aws.route53.Record(
        f"entry-{role}",
        zone_id=zone.zone_id,
        name="home.clinic.example",
        type="A",
        set_identifier=role,
        failover_routing_policies=[{"type": role.upper()}],
        aliases=[
            {
                "name": f"{role}-1.us-east-1.elb.amazonaws.com",
                "zone_id": "Z35SXDOTRQ7X7K",
                "evaluate_target_health": True,
            }
        ],
    )
    for role in ("primary", "secondary")
]
probe = aws.route53.HealthCheck(
    "entry",
    type="HTTP",
    fqdn="primary-1.us-east-1.elb.amazonaws.com",
    port=80,
    resource_path="/health",
    request_interval=10,
    failure_threshold=3,
)
RegionalFailover(
    "clinic",
    {
        "domain": "clinic.example",
        "zone_id": once(zone.zone_id, *(each.id for each in entries)),
        "home_name": "home.clinic.example",
        "home_check_ids": [probe.id],
        **json.loads(pulumi.Config("test").require("elsewhere")),
    },
)
pulumi.export("zone_id", zone.zone_id)
"""
_ENTRY, _PAGE = "recovery-1.us-west-2.elb.amazonaws.com", "d111111abcdef8.cloudfront.net"
_RECOVERY = {"recovery_entry": {"dns_name": _ENTRY, "zone_id": "Z1H1FL5HABSF5"}}
# A Region that is made anew has another load balancer.
_NEXT = "recovery-2.us-west-2.elb.amazonaws.com"
_ANEW = {"recovery_entry": {"dns_name": _NEXT, "zone_id": "Z1H1FL5HABSF5"}}
_WITH_PAGE = {"page": {"dns_name": _PAGE, "zone_id": "Z2FDTNDATAQYW2"}}
_HOME, _AWAY = "home.clinic.example", "away.clinic.example"

# What is elsewhere, and where each of the records leads then.
_STEPS: tuple[tuple[dict[str, Any], dict[str, str]], ...] = (
    ({}, {"elsewhere": _HOME}),
    (_RECOVERY, {"elsewhere": _AWAY, "recovery": _ENTRY, "last": _ENTRY}),
    (_RECOVERY | _WITH_PAGE, {"elsewhere": _AWAY, "recovery": _ENTRY, "last": _PAGE}),
    (_WITH_PAGE, {"elsewhere": _PAGE}),
    (_ANEW | _WITH_PAGE, {"elsewhere": _AWAY, "recovery": _NEXT, "last": _PAGE}),
    (_ANEW, {"elsewhere": _AWAY, "recovery": _NEXT, "last": _NEXT}),
    ({}, {"elsewhere": _HOME}),
)


@pytest.fixture
def project(sandbox: Prepared, tmp_path: Path) -> Project:
    """The names alone."""
    settings = {"name": "names", "runtime": "python"}
    (tmp_path / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    (tmp_path / "__main__.py").write_text(_PROGRAM, encoding="utf-8")
    made = Project(tmp_path, "names", sandbox.environment())
    _set(made, {})
    outcome = made.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return made


def _set(project: Project, elsewhere: dict[str, Any]) -> None:
    config = {"aws:region": "us-east-1", "test:elsewhere": json.dumps(elsewhere)}
    path = project.folder / "Pulumi.names.yaml"
    path.write_text(json.dumps({"config": config}), encoding="utf-8")


@pytest.mark.requirement("B3", "D1")
def test_a_name_leads_elsewhere_in_place(project: Project, aws: Callable[[str], Any]) -> None:
    """Every change is one `up`, and the records of the domain are the same ones throughout."""
    zone_id = ""
    for elsewhere, led in _STEPS:
        _set(project, elsewhere)
        outcome = project.run("up", "--yes", "--skip-preview")
        assert outcome.code == 0, str(outcome)
        assert "replaced" not in outcome.summary, str(outcome)
        zone_id = zone_id or project.outputs()["zone_id"]
        listed = aws("route53").list_resource_record_sets(HostedZoneId=zone_id)
        expected = {
            (_HOME, "primary"): "primary-1.us-east-1.elb.amazonaws.com",
            (_HOME, "secondary"): "secondary-1.us-east-1.elb.amazonaws.com",
            ("clinic.example", "home"): _HOME,
            ("clinic.example", "elsewhere"): led["elsewhere"],
        }
        expected |= {(_AWAY, each): led[each] for each in ("recovery", "last") if each in led}
        assert expected == {
            (each["Name"].rstrip("."), each["SetIdentifier"]): _led_to(each)
            for each in listed["ResourceRecordSets"]
            if "SetIdentifier" in each
        }


def _led_to(record: dict[str, Any]) -> str:
    return str(record["AliasTarget"]["DNSName"]).rstrip(".")
