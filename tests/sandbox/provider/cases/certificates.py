"""Certificate Manager: certificates that are proved by DNS, and their issue."""

from collections.abc import Mapping
from typing import Any

from tests.sandbox.provider.round_trip import Case, World

_CERTIFICATE = "aws:acm/certificate:Certificate"


def _issued(world: World) -> Mapping[str, Any]:
    made = world.make(_CERTIFICATE, {"domainName": "clinic.example.com", "validationMethod": "DNS"})
    proof = made["domainValidationOptions"][0]["resourceRecordName"]
    return {"certificateArn": made["id"], "validationRecordFqdns": [proof], "region": "us-east-1"}


CASES = (
    Case(
        token=_CERTIFICATE,
        inputs=lambda _: {
            "region": "us-east-1",
            "domainName": "clinic.example.com",
            "subjectAlternativeNames": ["away.clinic.example.com", "*.clinic.example.com"],
            "validationMethod": "DNS",
            "tags": {"Name": "clinic"},
        },
        update={"tags": {"Name": "practice"}},
        replaces={"domainName": "practice.example.com"},
    ),
    Case(
        token="aws:acm/certificateValidation:CertificateValidation",
        inputs=_issued,
        unobserved=frozenset({"validationRecordFqdns"}),
        replaces={"certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/2"},
    ),
)
