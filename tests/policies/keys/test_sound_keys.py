"""Cases of BC-KEY-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.keys.sound_keys import SOUND_KEYS, KeySettings
from pods_policies.relations.resource import resource

RULE = "BC-KEY-001"
KEY = "aws:kms/key:Key"
REPLICA = "aws:kms/replicaKey:ReplicaKey"
NEVER = "key: enable_key_rotation is not set, so it never rotates"

CASES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("pass: all of it", KEY, {"enableKeyRotation": True, "deletionWindowInDays": 30}, []),
    ("pass: a replica rotates with its primary key", REPLICA, {}, []),
    (
        "fail: none of it",
        KEY,
        {"enableKeyRotation": False, "deletionWindowInDays": 7, "isEnabled": False},
        [
            "key: is_enabled is False",
            "key: deletion_window_in_days is 7 days",
            "key: enable_key_rotation is False",
        ],
    ),
    (
        "fail: a replica that is switched off",
        REPLICA,
        {"enabled": False, "deletionWindowInDays": "a month"},
        ["key: enabled is False", "key: deletion_window_in_days is not a number"],
    ),
    (
        "boundary: one day short",
        KEY,
        {"enableKeyRotation": True, "deletionWindowInDays": 29},
        ["key: deletion_window_in_days is 29 days"],
    ),
    ("boundary: an asymmetric key", KEY, {"customerMasterKeySpec": "RSA_4096"}, []),
    ("boundary: a key for signatures", KEY, {"keyUsage": "GENERATE_VERIFY_MAC"}, []),
    ("boundary: a key of another store", KEY, {"customKeyStoreId": "cks-1234"}, []),
    (
        "boundary: symmetric, and said so",
        KEY,
        {"customerMasterKeySpec": "SYMMETRIC_DEFAULT"},
        [NEVER],
    ),
    ("absent: the window is thirty days by itself, rotation is off", KEY, {}, [NEVER]),
    (
        "unknown: all of it",
        KEY,
        {"enableKeyRotation": UNKNOWN, "deletionWindowInDays": UNKNOWN, "isEnabled": UNKNOWN},
        [
            "undecided: key: is_enabled is not known before the update",
            "undecided: key: deletion_window_in_days is not known before the update",
            "undecided: key: enable_key_rotation is not known before the update",
        ],
    ),
    ("unknown: the kind of key does not excuse it", KEY, {"keyUsage": UNKNOWN}, [NEVER]),
    ("not applicable: an alias", "aws:kms/alias:Alias", {}, []),
]


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("case", "kind", "properties", "expected"), CASES, ids=[one[0] for one in CASES]
)
def test_keys_that_are_lost_or_never_change_are_refused(
    judge: Callable[..., list[str]],
    case: str,
    kind: str,
    properties: dict[str, Any],
    expected: list[str],
) -> None:
    """Each fault of a key is said by itself."""
    assert case
    assert judge(RULE, Declared(kind, "key", properties)) == expected


def test_a_shorter_window_can_be_allowed(judge: Callable[..., list[str]]) -> None:
    """Down to the seven days that KMS asks for."""
    key = Declared(KEY, "key", {"enableKeyRotation": True, "deletionWindowInDays": 7})
    assert judge(RULE, key, config={"deletionWindowDays": 7}) == []


@pytest.mark.parametrize(
    ("kind", "properties", "expected"),
    [
        (KEY, {}, {"deletionWindowInDays": 30, "enableKeyRotation": True}),
        (KEY, {"keyUsage": "SIGN_VERIFY"}, {"deletionWindowInDays": 30}),
        (REPLICA, {"enabled": False}, {"deletionWindowInDays": 30}),
    ],
)
def test_the_mend_leaves_a_disabled_key_disabled(
    kind: str, properties: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Somebody may have disabled it on purpose."""
    assert SOUND_KEYS.mend is not None
    assert SOUND_KEYS.mend(resource(kind, "key", properties), KeySettings()) == expected
