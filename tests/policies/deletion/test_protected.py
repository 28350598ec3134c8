"""Cases of BC-DEL-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.deletion.protected import PROTECTED
from pods_policies.reading import UNKNOWN as UNTOLD
from pods_policies.relations.resource import Options, resource
from pods_policies.relations.stack import Stack
from pods_policies.settings import Settings
from pods_policies.verdicts import Undecided

RULE = "BC-DEL-002"
BUCKET = "aws:s3/bucket:Bucket"
KEY = "aws:kms/key:Key"
TOPIC = "aws:sns/topic:Topic"
CANARY = "aws:synthetics/canary:Canary"
ENCRYPTION = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
)
ARN = "arn:aws:kms:us-east-1:111111111111:key/1234"

DATABASE = Declared("aws:rds/instance:Instance", "db", {})
KEPT = Declared("aws:rds/instance:Instance", "db", {}, protect=True)
VAULT = Declared("aws:backup/vault:Vault", "vault", {})
UNUSED = Declared(KEY, "key", {})
RUNS = Declared(BUCKET, "runs", {"forceDestroy": True})
FILES = Declared(BUCKET, "files", {}, protect=True)


def user(kind: str, name: str, prop: str, source: Declared, value: Any = UNKNOWN) -> Declared:
    """Declare what names another resource by a property."""
    return Declared(kind, name, {prop: value}, uses={prop: (source,)})


def encrypted(bucket: Declared, key: Declared) -> Declared:
    """Declare the encryption of a bucket with a key."""
    rule = {"applyServerSideEncryptionByDefault": {"kmsMasterKeyId": UNKNOWN}}
    return Declared(
        ENCRYPTION,
        f"{bucket.name}-encryption",
        {"bucket": UNKNOWN, "rules": [rule]},
        uses={"bucket": (bucket,), "rules": (key,)},
    )


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: protected", [KEPT], []),
    (
        "fail: a warehouse",
        [Declared("aws:redshift/cluster:Cluster", "reports")],
        ["reports: protect is not set"],
    ),
    ("fail: a database", [DATABASE], ["db: protect is not set"]),
    (
        "fail: a vault and a key that nothing of the stack uses",
        [VAULT, UNUSED],
        ["vault: protect is not set", "key: protect is not set"],
    ),
    (
        "boundary: a key of a topic and of a database",
        [
            UNUSED,
            user(TOPIC, "alerts", "kmsMasterKeyId", UNUSED),
            Declared(
                "aws:rds/instance:Instance",
                "db",
                {"kmsKeyId": UNKNOWN},
                protect=True,
                uses={"kmsKeyId": (UNUSED,)},
            ),
        ],
        ["key: protect is not set"],
    ),
    (
        "boundary: a key of a topic, of a canary's bucket, and named in a policy",
        [
            UNUSED,
            user(TOPIC, "alerts", "kmsMasterKeyId", UNUSED),
            RUNS,
            user(CANARY, "look", "artifactS3Location", RUNS),
            encrypted(RUNS, UNUSED),
            user("aws:iam/rolePolicy:RolePolicy", "may-read", "policy", UNUSED),
        ],
        [
            (
                "n/a: it holds what canaries leave of their runs; a key of what keeps no data "
                "(aws.s3.BucketServerSideEncryptionConfiguration, aws.sns.Topic)"
            ),
        ],
    ),
    (
        "boundary: a key of a bucket that holds files",
        [FILES, UNUSED, encrypted(FILES, UNUSED)],
        ["key: protect is not set"],
    ),
    (
        "boundary: the key of a database by its alias",
        [
            UNUSED,
            user("aws:kms/alias:Alias", "name", "targetKeyId", UNUSED),
            user(TOPIC, "alerts", "kmsMasterKeyId", UNUSED),
            Declared(
                "aws:rds/cluster:Cluster",
                "db",
                {"kmsKeyId": UNKNOWN},
                protect=True,
                uses={"kmsKeyId": (Declared("aws:kms/alias:Alias", "name"),)},
            ),
        ],
        ["key: protect is not set"],
    ),
    (
        "absent: a volume without options",
        [Declared("aws:ebs/volume:Volume", "disk", {})],
        ["disk: protect is not set"],
    ),
    (
        "unknown: what it is called does not matter",
        [Declared(BUCKET, "files", {"bucket": UNKNOWN, "tags": UNKNOWN})],
        ["files: protect is not set"],
    ),
    (
        "not applicable: a topic's key by its ARN",
        [Declared(KEY, "key", {"arn": ARN}), Declared(TOPIC, "alerts", {"kmsMasterKeyId": ARN})],
        ["n/a: a key of what keeps no data (aws.sns.Topic)"],
    ),
    (
        "not applicable: nothing of the kind",
        [Declared(TOPIC, "alerts", {})],
        ["n/a: no data, vault or key in this stack"],
    ),
]


@pytest.mark.requirement("A6", "B10")
@pytest.mark.parametrize(("case", "resources", "expected"), CASES, ids=[one[0] for one in CASES])
def test_data_that_pulumi_would_delete_is_refused(
    judge: Callable[..., list[str]], case: str, resources: list[Declared], expected: list[str]
) -> None:
    """Data, vaults, and the keys without which they cannot be read."""
    assert case
    assert sorted(judge(RULE, *resources)) == sorted(expected)


def test_what_is_not_told_is_not_taken_as_kept() -> None:
    """A source that does not know the option leaves the question open."""
    untold = resource("aws:backup/vault:Vault", "vault", {}, options=Options(protect=UNTOLD))
    (verdict,) = PROTECTED.check(Stack([untold]), Settings())
    assert isinstance(verdict, Undecided)
    assert verdict.observed == "whether it is protected is not known"
