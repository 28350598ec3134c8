"""Secrets Manager: secrets and their values."""

from tests.sandbox.provider.cases.iam import allow
from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.round_trip import Case, World


def _secret(world: World) -> str:
    inputs = {"name": "clinic", "recoveryWindowInDays": 0}
    return str(world.make("aws:secretsmanager/secret:Secret", inputs)["arn"])


def _redescribe(world: World, resource_id: str) -> dict[str, object]:
    world.client("secretsmanager").update_secret(SecretId=resource_id, Description="by hand")
    return {"description": "by hand"}


CASES = (
    Case(
        token="aws:secretsmanager/secret:Secret",
        inputs=lambda world: {
            "name": "clinic",
            "description": "Password",
            "kmsKeyId": key(world)["keyId"],
            "policy": allow("secretsmanager:GetSecretValue"),
            "recoveryWindowInDays": 0,
            "replicas": [{"region": "us-west-2", "kmsKeyId": "alias/away"}],
            "tags": {"Name": "clinic"},
        },
        update={
            "description": "Passphrase",
            "replicas": [{"region": "eu-west-1"}],
            "policy": allow("secretsmanager:*"),
            "tags": {"pods:tier": "1"},
        },
        replaces={"name": "other"},
        unobserved=frozenset({"recoveryWindowInDays"}),
        drift=_redescribe,
    ),
    Case(
        token="aws:secretsmanager/secretVersion:SecretVersion",
        inputs=lambda world: {"secretId": _secret(world), "secretString": "open sesame"},
        outputs={"versionStages": ["AWSCURRENT"], "hasSecretStringWo": False},
        replaces={"secretString": "open barley"},
    ),
)
