"""Probes: what lies where, who speaks of it, and what the script takes for an answer."""

import base64
import hashlib
import http.server
import io
import json
import os
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pods.components import Probes
from pods.components.probes.script import packed_script, script_key
from pods.errors import TopologyError
from tests.components.recording import Recording, record

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
CANARY = "aws:synthetics/canary:Canary"
CHECK = "aws:route53/healthCheck:HealthCheck"
SUBSCRIPTIONS: Any = [
    {"protocol": "email", "endpoint": "on-call@clinic.example"},
    {"protocol": "sms", "endpoint": "+12025550142"},
]


def probes(**changes: Any) -> Recording:
    """Record probes of a service, with some args changed."""
    args: Any = {
        "url": "https://clinic.example/",
        "regions": ["us-west-2", "eu-west-1"],
        "subscriptions": SUBSCRIPTIONS,
        **changes,
    }
    return record(lambda: Probes("clinic", args))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return the probes as they are by default."""
    return probes()


@pytest.mark.requirement("D8")
def test_a_canary_runs_in_each_region_every_minute(recording: Recording) -> None:
    """Started with the stack, and gone with it."""
    canaries = recording.all_of(CANARY)
    assert sorted(canaries) == ["clinic-eu-west-1-canary", "clinic-us-west-2-canary"]
    for region in ("eu-west-1", "us-west-2"):
        inputs = canaries[f"clinic-{region}-canary"].inputs
        assert inputs["region"] == region
        assert inputs["schedule"] == {"expression": "rate(1 minute)", "durationInSeconds": 0}
        assert inputs["runConfig"] == {
            "timeoutInSeconds": 30,
            "environmentVariables": {
                "PROBED_URL": "https://clinic.example/health",
                "PATIENCE_MILLISECONDS": "10000",
            },
        }
        assert (inputs["startCanary"], inputs["deleteLambda"]) == (True, True)


@pytest.mark.requirement("D8")
def test_silence_of_a_canary_is_an_alarm_where_it_runs(recording: Recording) -> None:
    """What nobody looks at any more is told like what is down, through a topic beside it."""
    for region in ("eu-west-1", "us-west-2"):
        alarm = recording.inputs(ALARM, f"clinic-{region}-sight")
        assert alarm["treatMissingData"] == "breaching"
        assert (alarm["period"], alarm["evaluationPeriods"]) == (60, 1)
        assert (alarm["region"], alarm["threshold"]) == (region, 100)
        topic = recording.inputs("aws:sns/topic:Topic", f"clinic-{region}-topic")
        assert topic["region"] == region
        assert alarm["alarmActions"] == [
            f"arn:aws:sns:{region}:111111111111:topic/clinic-{region}-topic"
        ]


@pytest.mark.requirement("D8")
def test_two_places_that_see_nothing_are_critical(recording: Recording) -> None:
    """One place may have trouble of its own: the check falls with the second."""
    seen = recording.inputs(CHECK, "clinic-seen")
    assert (seen["type"], seen["childHealthThreshold"]) == ("CALCULATED", 1)
    assert seen["childHealthchecks"] == ["clinic-us-west-2-sight-id", "clinic-eu-west-1-sight-id"]
    for region in ("eu-west-1", "us-west-2"):
        check = recording.inputs(CHECK, f"clinic-{region}-sight")
        assert check["cloudwatchAlarmRegion"] == region
        assert check["insufficientDataHealthStatus"] == "Unhealthy"
    down = recording.inputs(ALARM, "clinic-down")
    assert down["region"] == "us-east-1"
    assert down["dimensions"] == {"HealthCheckId": "clinic-seen-id"}
    assert "CRITICAL" in down["alarmDescription"]
    three = probes(regions=["us-west-2", "eu-west-1", "ap-southeast-2"])
    assert three.inputs(CHECK, "clinic-seen")["childHealthThreshold"] == 2


def test_runs_are_kept_for_a_month_and_the_script_for_good(recording: Recording) -> None:
    """The bucket is private, speaks TLS only, and drops runs but not what runs."""
    (rule,) = recording.inputs(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "clinic-eu-west-1-lifecycle",
    )["rules"]
    assert (rule["filter"], rule["expiration"]) == ({"prefix": "runs/"}, {"days": 31})
    script = recording.inputs("aws:s3/bucketObjectv2:BucketObjectv2", "clinic-eu-west-1-script")
    assert script["key"].startswith("script/")
    canary = recording.inputs(CANARY, "clinic-eu-west-1-canary")
    assert canary["artifactS3Location"] == "s3://clinic-eu-west-1-runs-0a1b2c3/runs"
    assert canary["s3Key"] == script["key"]
    block = recording.inputs(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "clinic-eu-west-1-private"
    )
    assert block["blockPublicPolicy"] is True


def test_a_canary_may_do_what_it_needs_in_its_own_bucket(recording: Recording) -> None:
    """The rest takes no resource, or is limited to the namespace of canaries."""
    policy = json.loads(
        recording.inputs("aws:iam/rolePolicy:RolePolicy", "clinic-eu-west-1-canary")["policy"]
    )
    bucket = "arn:aws:s3:eu-west-1:111111111111:bucket/clinic-eu-west-1-runs"
    assert [(each["Action"], each["Resource"]) for each in policy["Statement"]] == [
        (["s3:GetObject", "s3:PutObject"], [f"{bucket}/runs/*"]),
        (["s3:GetBucketLocation"], [bucket]),
        (["s3:ListAllMyBuckets"], ["*"]),
        (["cloudwatch:PutMetricData"], ["*"]),
        (
            ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            ["arn:aws:logs:eu-west-1:111111111111:log-group:/aws/lambda/cwsyn-*"],
        ),
    ]


def test_a_topic_that_is_there_is_not_made_again() -> None:
    """A product that has one in a Region hands it over."""
    ours = probes(topic_arns={"us-east-1": "arn:aws:sns:us-east-1:111111111111:ours"})
    assert sorted(ours.all_of("aws:sns/topic:Topic")) == [
        "clinic-eu-west-1-topic",
        "clinic-us-west-2-topic",
    ]
    assert ours.inputs(ALARM, "clinic-down")["alarmActions"] == [
        "arn:aws:sns:us-east-1:111111111111:ours"
    ]


def test_everything_belongs_to_the_probes(recording: Recording) -> None:
    """Every resource hangs under them, or under a topic of theirs."""
    topics = {"clinic-eu-west-1", "clinic-us-west-2", "clinic-us-east-1"}
    parents = {each.parent for each in recording.resources if each.name != "clinic"}
    assert parents == {"clinic", *topics}


def test_refusals_carry_the_name_of_the_probes() -> None:
    """The planner's problems reach the program before the first resource."""
    with pytest.raises(TopologyError) as raised:
        probes(regions=["us-west-2"], subscriptions=SUBSCRIPTIONS)
    assert str(raised.value) == (
        "clinic: regions: ['us-west-2']; at least 2 different Regions are required: what one "
        "place sees may be its own trouble. Name two or three that are far from each other."
    )
    with pytest.raises(TopologyError, match="clinic: subscriptions: protocols"):
        probes(subscriptions=SUBSCRIPTIONS[:1])


def test_the_same_script_is_the_same_archive() -> None:
    """A preview shows a change of the script, and no change of the day or of the machine."""
    packed = packed_script()
    assert packed == packed_script()
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(packed))) as archive:
        (entry,) = archive.infolist()
    assert (entry.filename, entry.date_time) == (
        "nodejs/node_modules/look.js",
        (1980, 1, 1, 0, 0, 0),
    )
    assert script_key(packed) == f"script/{hashlib.sha256(packed.encode()).hexdigest()[:16]}.zip"


class _Service(http.server.BaseHTTPRequestHandler):
    """Answers by path: well, badly, or not at all."""

    def do_GET(self) -> None:
        """Answer one look."""
        if self.path == "/silent":
            self.server.gone.wait(5)  # type: ignore[attr-defined]
            return
        self.send_response({"/health": 200, "/down": 503}.get(self.path, 404))
        self.end_headers()
        self.wfile.write(b"all is healthy")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a service on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    server.gone = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.gone.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.sandbox
@pytest.mark.skipif(shutil.which("node") is None, reason="the script runs on Node.js")
@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("/health", "", ""),
        ("/health", "is healthy", ""),
        ("/health", "is well", "/health answered without the expected text"),
        ("/down", "", "/down answered 503"),
        ("/nowhere", "", "/nowhere answered 404"),
        ("/silent", "", "within 300 ms"),
    ],
)
def test_only_a_page_that_answers_as_it_should_passes(
    address: str, path: str, text: str, message: str
) -> None:
    """The script throws for everything else, which is how a canary fails."""
    script = Path(__file__).parents[2] / "pods/components/probes/look.js"
    run = (
        f"require({json.dumps(str(script))}).handler()"
        ".catch(e => { console.error(e.message); process.exit(1) })"
    )
    ended = subprocess.run(
        [str(shutil.which("node")), "-e", run],
        env={
            **os.environ,
            "PROBED_URL": f"{address}{path}",
            "EXPECTED_TEXT": text,
            "PATIENCE_MILLISECONDS": "300",
        },
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ended.returncode == (1 if message else 0), ended.stderr
    assert message in ended.stderr
