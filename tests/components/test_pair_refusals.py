"""What a pair refuses of the args of its parts together, and that it says it in one go."""

from typing import Any

import pulumi
import pytest

from pods.components import PodPair
from pods.errors import TopologyError
from tests.components.test_pod_pair import ARGS

AWAY = {"recovery": {"region": "us-west-2"}}
CERTIFICATE = "arn:aws:acm:{}:111111111111:certificate/one"
PAGE = {"region": "us-west-2", "certificate_arn": CERTIFICATE.format("us-east-1")}
PLATFORM = {
    "vpc_id": "vpc-1",
    "vpc_cidr_block": "10.120.0.0/16",
    "public_subnet_ids": ["subnet-1", "subnet-2"],
    "private_subnet_ids": {"us-east-1a": "subnet-3", "us-east-1b": "subnet-4"},
    "data_subnet_ids": ["subnet-5", "subnet-6"],
    "alert_topic_arn": "arn:aws:sns:us-east-1:111111111111:alerts",
}
CONTAINERS = {"image": "registry.example/clinic:1"}


def refusals(**changes: Any) -> list[str]:
    """Return what a pair with these args changed is refused for, before anything is made."""
    args: Any = {**ARGS, **changes}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pulumi.ComponentResource, "__init__", _registered)
        with pytest.raises(TopologyError) as raised:
            PodPair("clinic", args)
    told = [str(problem) for problem in raised.value.problems]
    assert all(message.startswith("clinic: ") for message in told)
    return [message.removeprefix("clinic: ") for message in told]


def _registered(*_: object) -> None:
    pytest.fail("registered before it was refused")


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        pytest.param(
            {"page": {"certificate_arn": PAGE["certificate_arn"]}},
            [
                (
                    "page.region: missing, without a recovery Region to take it from; the page "
                    "has to outlive the Region of the service. Name another Region, such as "
                    '"us-west-2".'
                )
            ],
            id="page nowhere",
        ),
        pytest.param(
            {"page": {"region": "us-west-2"}},
            [
                (
                    "page.certificate_arn: missing; the page is reached by clinic.example, which "
                    "CloudFront takes only with a certificate of us-east-1 for them. Make one "
                    "with Certificate in us-east-1, and hand it over."
                )
            ],
            id="page without certificate",
        ),
        pytest.param(
            {**AWAY, "page": {}},
            [
                (
                    "page.certificate_arn: missing; the page is reached by clinic.example and "
                    "away.clinic.example, which CloudFront takes only with a certificate of "
                    "us-east-1 for them. Make one with Certificate in us-east-1, and hand it "
                    "over."
                )
            ],
            id="page without certificate, behind another Region",
        ),
        pytest.param(
            {"held_away": True},
            [
                (
                    "held_away: true, with neither a recovery Region nor a page; a domain is "
                    "held away where something else can answer. Give one of them, or leave "
                    "held_away out."
                )
            ],
            id="held nowhere",
        ),
        pytest.param(
            {
                **AWAY,
                "database": {"replica_region": "eu-west-1", "replica_kind": "read_replica"},
                "object_store": {"replica_region": "eu-west-1"},
                "backups": {"region": "eu-west-1"},
            },
            [
                (
                    "database.replica_region: eu-west-1, with recovery in us-west-2; what takes "
                    "over needs the database in its own Region. Name us-west-2 here, or "
                    "eu-west-1 as recovery.region."
                ),
                (
                    "object_store.replica_region: eu-west-1, with recovery in us-west-2; what "
                    "takes over needs the objects in its own Region. Name us-west-2 here, or "
                    "eu-west-1 as recovery.region."
                ),
            ],
            id="copies elsewhere, of which backups may lie anywhere",
        ),
        pytest.param(
            {"database": {"replica_region": "us-west-2", "replica_kind": "read_replica"}},
            [
                (
                    "database.replica_kind: read_replica, without recovery; a replica stands in "
                    "the network of a recovery Region: without one, none is made. Add "
                    '"recovery": {"region": "us-west-2"}, or choose automated_backups.'
                )
            ],
            id="read replica nowhere",
        ),
        pytest.param(
            {"database": {"kind": "aurora", "replica_region": "us-west-2"}},
            [
                (
                    "database.replica_region: us-west-2 for Aurora, without recovery; a replica "
                    "stands in the network of a recovery Region: without one, none is made. Add "
                    '"recovery": {"region": "us-west-2"}, or leave it out.'
                )
            ],
            id="Aurora nowhere",
        ),
        pytest.param(
            {"containers": CONTAINERS, "pod": {"data_gb": 50}, "snapshots": {"interval_hours": 1}},
            [
                (
                    "pod: given beside containers; PODs are of containers or of instances. Leave "
                    "out pod, or containers."
                ),
                (
                    "snapshots: given beside containers; containers have no volumes to copy. "
                    "Leave out snapshots, or containers."
                ),
            ],
            id="instances beside containers",
        ),
        pytest.param(
            {
                "platform": PLATFORM,
                "network": {"cidr_block": "10.9.0.0/16"},
                "boundary": {"denied_actions": ["s3:PutBucketPolicy"]},
                "isolation": {"session_hours": 1},
            },
            [
                (
                    "network: given beside platform; the platform has the network of every pair "
                    "on it. Leave out network, or platform."
                ),
                (
                    "boundary: given beside platform; the platform has the boundary of every "
                    "workload on it. Leave out boundary, or platform."
                ),
                (
                    "isolation: given beside platform; the platform has the isolation of "
                    "everything on it. Leave out isolation, or platform."
                ),
            ],
            id="ground beside a platform",
        ),
        pytest.param(
            {
                "traffic": {"certificate_arn": CERTIFICATE.format("eu-west-1")},
                "recovery": {
                    "region": "us-west-2",
                    "certificate_arn": CERTIFICATE.format("us-east-1"),
                },
                "page": {"certificate_arn": CERTIFICATE.format("us-west-2")},
            },
            [
                (
                    "traffic.certificate_arn: a certificate of eu-west-1; one of us-east-1 is "
                    "required there. Make one with Certificate in us-east-1."
                ),
                (
                    "recovery.certificate_arn: a certificate of us-east-1; one of us-west-2 is "
                    "required there. Make one with Certificate in us-west-2."
                ),
                (
                    "page.certificate_arn: a certificate of us-west-2; one of us-east-1 is "
                    "required there. Make one with Certificate in us-east-1."
                ),
            ],
            id="certificates of other Regions",
        ),
        pytest.param(
            {**AWAY, "traffic": {"certificate_arn": CERTIFICATE.format("us-east-1")}},
            [
                (
                    "recovery.certificate_arn: missing, beside traffic.certificate_arn; who "
                    "reaches the home by HTTPS reaches the recovery Region by nothing else. Make "
                    "one with Certificate in us-west-2, and hand it over."
                )
            ],
            id="HTTPS at home only",
        ),
        pytest.param(
            {"object_store": {"replica_region": "us-east-1"}},
            [
                (
                    "object_store.replica_region: us-east-1; it is the Region of the bucket "
                    "itself. Name another Region, so that the loss of one leaves the other."
                )
            ],
            id="replica at home, whose Region only the zones name",
        ),
        pytest.param(
            {
                **AWAY,
                "platform": PLATFORM,
                "recovery": {**AWAY["recovery"], "cidr_block": "10.120.0.0/16"},
            },
            [
                (
                    "recovery.cidr_block: 10.120.0.0/16; the home's VPC has 10.120.0.0/16, and "
                    "networks that share addresses can never be joined, as a return to the home "
                    "may need. Name a block that it does not overlap, or leave it out."
                )
            ],
            id="addresses of the platform",
        ),
        pytest.param(
            {"containers": CONTAINERS, "recovery": {**AWAY["recovery"], "running": 2, "warm": 2}},
            [
                (
                    "recovery.warm: 2; Fargate keeps no stopped tasks: only what runs is sure of "
                    "its capacity. Leave it out, and set running to 4."
                )
            ],
            id="stopped tasks",
        ),
        pytest.param(
            {"access": ["not json"]},
            [
                (
                    "access[0]: 'not json'; an IAM policy document with statements is required, "
                    "as JSON. Hand over the `access` of a component, or what `json.dumps` makes "
                    "of a document."
                )
            ],
            id="access that is no document",
        ),
        pytest.param(
            {"dashboard": {"capabilities": []}},
            [
                (
                    "dashboard.capabilities: []; 1 to 20 capabilities, each listed once, are "
                    "required. Make a dashboard for each service."
                )
            ],
            id="empty dashboard",
        ),
        pytest.param(
            {"alerts": {**ARGS["alerts"], "test_at": "noon"}},
            [
                (
                    "alerts.test_at: 'noon'; a time of the day is required. Write it like 09:00, "
                    "in UTC."
                )
            ],
            id="time of the test message",
        ),
    ],
)
def test_parts_that_contradict_each_other_are_refused(
    changes: dict[str, Any], messages: list[str]
) -> None:
    """The message names the arg of the pair that mends it, and nothing is registered before."""
    assert refusals(**changes) == messages
