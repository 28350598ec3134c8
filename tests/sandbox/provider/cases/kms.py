"""KMS: keys and their aliases."""

from tests.sandbox.provider.cases.iam import allow
from tests.sandbox.provider.round_trip import Case, World


def key(world: World) -> dict[str, object]:
    """Return the state of a new key."""
    return world.make("aws:kms/key:Key", {"description": "Clinic"})


def _stop_rotating(world: World, resource_id: str) -> dict[str, object]:
    world.client("kms").disable_key_rotation(KeyId=resource_id)
    return {"enableKeyRotation": False}


def _shut(world: World, resource_id: str) -> dict[str, object]:
    world.client("kms", "us-west-2").disable_key(KeyId=resource_id)
    return {"enabled": False}


CASES = (
    Case(
        token="aws:kms/replicaKey:ReplicaKey",
        inputs=lambda world: {
            "region": "us-west-2",
            "primaryKeyArn": world.make("aws:kms/key:Key", {"multiRegion": True})["arn"],
            "description": "Clinic, in the recovery Region",
            "deletionWindowInDays": 30,
            "enabled": True,
            "policy": allow("kms:*"),
            "tags": {"Name": "clinic"},
        },
        update={
            "description": "Surgery",
            "deletionWindowInDays": 7,
            "policy": allow("kms:Decrypt"),
            "tags": {"pods:tier": "1"},
        },
        outputs={"keySpec": "SYMMETRIC_DEFAULT", "keyRotationEnabled": False},
        replaces={"primaryKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-0"},
        unobserved=frozenset({"deletionWindowInDays"}),
        drift=_shut,
    ),
    Case(
        token="aws:kms/key:Key",
        inputs=lambda _: {
            "description": "Clinic",
            "deletionWindowInDays": 30,
            "enableKeyRotation": True,
            "rotationPeriodInDays": 365,
            "isEnabled": True,
            "keyUsage": "ENCRYPT_DECRYPT",
            "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
            "multiRegion": True,
            "policy": allow("kms:*"),
            "tags": {"Name": "clinic"},
        },
        update={
            "description": "Surgery",
            "deletionWindowInDays": 7,
            "policy": allow("kms:Decrypt"),
            "tags": {"pods:tier": "1"},
        },
        replaces={"multiRegion": False},
        unobserved=frozenset({"deletionWindowInDays", "rotationPeriodInDays"}),
        drift=_stop_rotating,
    ),
    Case(
        token="aws:kms/alias:Alias",
        inputs=lambda world: {"name": "alias/clinic", "targetKeyId": key(world)["keyId"]},
        outputs={"arn": "arn:aws:kms:us-east-1:123456789012:alias/clinic"},
        replaces={"name": "alias/surgery"},
    ),
)
