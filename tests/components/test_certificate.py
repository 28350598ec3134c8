"""Certificates: one in each Region, and one record for each name."""

from typing import Any

import pytest

from pods.components import Certificate
from pods.errors import TopologyError
from tests.components.recording import Recording, record

CERTIFICATE = "aws:acm/certificate:Certificate"
ISSUED = "aws:acm/certificateValidation:CertificateValidation"
RECORD = "aws:route53/record:Record"


def certificate(**changes: Any) -> tuple[Recording, dict[str, Any]]:
    """Record a certificate, with some args changed; returns its ARNs as well."""
    args: Any = {"domain": "clinic.example", "zone_id": "Z123", **changes}
    arns: dict[str, Any] = {}

    def program() -> None:
        made = Certificate("clinic", args)
        made.arns.apply(arns.update)
        made.arn.apply(lambda arn: arns.update(first=arn))

    return record(program), arns


def test_a_name_is_proved_by_one_record() -> None:
    """As many as there are names, known before ACM has said what is in them."""
    recording, arns = certificate(alternatives=["away.clinic.example"])
    assert recording.inputs(CERTIFICATE) == {
        "domainName": "clinic.example",
        "subjectAlternativeNames": ["away.clinic.example"],
        "validationMethod": "DNS",
        "tags": {"Name": "clinic"},
    }
    shown = {
        name: (each.inputs["name"], each.inputs["type"], each.inputs["records"])
        for name, each in recording.all_of(RECORD).items()
    }
    assert shown == {
        "clinic-clinic.example": ("_proof.clinic.example", "CNAME", ["_value.clinic.example"]),
        "clinic-away.clinic.example": (
            "_proof.away.clinic.example",
            "CNAME",
            ["_value.away.clinic.example"],
        ),
    }
    assert arns == {"first": "arn:aws:acm:us-east-1:111111111111:certificate/clinic"}


def test_a_wildcard_shares_the_record_of_its_domain() -> None:
    """ACM proves both with one: two resources for it would delete each other's."""
    recording, _ = certificate(alternatives=["*.clinic.example"])
    assert list(recording.all_of(RECORD)) == ["clinic-clinic.example"]
    alone, _ = certificate(domain="*.clinic.example")
    assert alone.inputs(RECORD, "clinic-any.clinic.example")["name"] == "_proof.clinic.example"


@pytest.mark.requirement("D7")
def test_regions_share_the_records() -> None:
    """A proof holds in every Region: the end of one certificate leaves the others theirs."""
    recording, arns = certificate(regions=["us-east-1", "us-west-2"])
    assert {name: each.inputs["region"] for name, each in recording.all_of(ISSUED).items()} == {
        "clinic-us-east-1": "us-east-1",
        "clinic-us-west-2": "us-west-2",
    }
    assert len(recording.all_of(RECORD)) == 1
    assert recording.inputs(ISSUED, "clinic-us-west-2")["certificateArn"].endswith(
        "/clinic-us-west-2"
    )
    assert sorted(arns) == ["first", "us-east-1", "us-west-2"]


def test_what_acm_refuses_is_refused_before_the_first_resource() -> None:
    """Under the component's name."""
    with pytest.raises(TopologyError, match="clinic: domain: 'clinic'; a DNS name of two or more"):
        certificate(domain="clinic")
