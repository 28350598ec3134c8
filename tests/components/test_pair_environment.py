"""Each POD of a pair is told where its own data is, at home and in the recovery Region."""

import base64
import re

import pytest

from pods.components import PodPair
from pods.continuity.stack_record import document
from tests.components.recording import record
from tests.continuity.sample_plan import plan_of

TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"


@pytest.mark.requirement("C2", "D1")
def test_instances_find_the_data_beside_them() -> None:
    """Database, secret and bucket of the home; the replica's, its copy and its own over there."""
    plan = document(plan_of())
    recording = record(lambda: PodPair("clinic", {"plan": plan, "domain": "clinic.example"}))
    told = {}
    for name, template in recording.all_of(TEMPLATE).items():
        script = base64.b64decode(template.inputs["userData"]).decode()
        told[name] = dict(re.findall(r"^([A-Z_]+)=(\S+)$", script, re.MULTILINE))
    home, away = told["clinic-primary-instance"], told["clinic-recovery-primary-instance"]
    assert told["clinic-secondary-instance"] == home
    assert told["clinic-recovery-secondary-instance"] == away
    assert home["DATABASE_ENDPOINT"] == "clinic-database-postgres.rds.example:5432"
    assert home["BUCKET"].startswith("clinic-store-objects-")
    assert away.keys() == home.keys() == {"DATABASE_ENDPOINT", "DATABASE_SECRET_ARN", "BUCKET"}
    assert away["DATABASE_ENDPOINT"].startswith("clinic-recovery-database")
    assert away["BUCKET"] != home["BUCKET"]
    assert ":us-west-2:" in away["DATABASE_SECRET_ARN"]
