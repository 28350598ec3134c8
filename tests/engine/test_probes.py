"""Probes on the real engine: what looks at a service, and tells of it, lies outside its Region."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pods.sandbox.environment import Prepared
from tests.engine.pulumi_project import REPOSITORY, Project

pytestmark = pytest.mark.engine

HOME = "ca-central-1"
PLACES = ("ap-southeast-2", "sa-east-1")


@pytest.fixture(scope="module")
def probes(sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The example, as the probes of a service whose home has nothing in it."""
    folder: Path = tmp_path_factory.mktemp("probes")
    settings = {"name": "example", "runtime": "python"}
    (folder / "Pulumi.yaml").write_text(json.dumps(settings), encoding="utf-8")
    program = (REPOSITORY / "docs/components/probes.py").read_text(encoding="utf-8")
    elsewhere = program.replace('["us-west-2", "eu-west-1"]', str(list(PLACES)))
    assert elsewhere != program
    (folder / "__main__.py").write_text(elsewhere, encoding="utf-8")
    config = {"config": {"aws:region": HOME, "pods:protect": False}}
    (folder / "Pulumi.seen.yaml").write_text(json.dumps(config), encoding="utf-8")
    project = Project(folder, "seen", sandbox.environment())
    for command in (("stack", "init"), ("up", "--yes", "--skip-preview")):
        outcome = project.run(*command)
        assert outcome.code == 0, str(outcome)
    return project


@pytest.mark.requirement("D8")
def test_nothing_that_tells_lies_at_home(probes: Project, aws: Callable[..., Any]) -> None:
    """Each place has a canary that runs, an alarm and a topic; home has none of them."""
    for region in PLACES:
        (canary,) = aws("synthetics", region).describe_canaries()["Canaries"]
        assert canary["Status"]["State"] == "RUNNING"
        (alarm,) = aws("cloudwatch", region).describe_alarms()["MetricAlarms"]
        assert alarm["Dimensions"] == [{"Name": "CanaryName", "Value": canary["Name"]}]
        (topic,) = aws("sns", region).list_topics()["Topics"]
        assert alarm["AlarmActions"] == [topic["TopicArn"]]
        attributes = aws("sns", region).get_topic_attributes(TopicArn=topic["TopicArn"])
        assert f":kms:{region}:" in attributes["Attributes"]["KmsMasterKeyId"]
        (test,) = aws("scheduler", region).list_schedules()["Schedules"]
        assert test["Target"]["Arn"] == topic["TopicArn"]
    assert aws("synthetics", HOME).describe_canaries()["Canaries"] == []
    assert aws("cloudwatch", HOME).describe_alarms()["MetricAlarms"] == []
    assert aws("sns", HOME).list_topics()["Topics"] == []
    assert probes.outputs().keys() == {"canaries"}


@pytest.mark.requirement("D8")
def test_the_verdict_follows_the_alarm_of_each_place(
    probes: Project, aws: Callable[..., Any]
) -> None:
    """By its name and Region; one healthy place keeps it healthy, two lost ones do not."""
    route53 = aws("route53")
    checks = {each["Id"]: each["HealthCheckConfig"] for each in _checks(route53)}
    # Other stacks of the account have verdicts of their own.
    (seen,) = (each for each in probes.export() if each["urn"].endswith("HealthCheck::clinic-seen"))
    verdict = checks[seen["id"]]
    assert verdict["Type"] == "CALCULATED"
    followed = {
        checks[child]["AlarmIdentifier"]["Region"] for child in verdict["ChildHealthChecks"]
    }
    assert (followed, verdict["HealthThreshold"]) == (set(PLACES), 1)
    for child in verdict["ChildHealthChecks"]:
        alarm = checks[child]["AlarmIdentifier"]
        found = aws("cloudwatch", alarm["Region"]).describe_alarms(AlarmNames=[alarm["Name"]])
        assert len(found["MetricAlarms"]) == 1
    assert probes.run("preview", "--expect-no-changes").code == 0


def test_the_script_lies_whole_where_the_canary_looks_for_it(
    probes: Project, aws: Callable[..., Any]
) -> None:
    """Byte for byte the file of the package, in the folder that Synthetics wants."""
    (script,) = (
        each["outputs"]
        for each in probes.export()
        if each["urn"].endswith(f"::clinic-{PLACES[0]}-script")
    )
    body = aws("s3", PLACES[0]).get_object(Bucket=script["bucket"], Key=script["key"])["Body"]
    with zipfile.ZipFile(io.BytesIO(body.read())) as archive:
        found = archive.read("nodejs/node_modules/look.js")
    assert found == (REPOSITORY / "pods/components/probes/look.js").read_bytes()


def _checks(route53: Any) -> list[Any]:
    return [
        route53.get_health_check(HealthCheckId=each["Id"])["HealthCheck"]
        for each in route53.list_health_checks()["HealthChecks"]
    ]
