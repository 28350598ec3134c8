"""The pack's own service: each message is read once, levels are the SDK's, secrets stay hidden."""

from collections.abc import Mapping
from typing import Any

import pytest
from google.protobuf import struct_pb2

from pods.testing import UNKNOWN, Declared, diagnose
from pods_policies import reading
from pods_policies.catalogue import RULES
from pods_policies.redundancy.multi_az import MULTI_AZ
from pods_policies.sdk import messages
from pods_policies.sdk.pack import policies
from pods_policies.sdk.service import PackService

DATABASE = "aws:rds/instance:Instance"
MARK = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"


def test_a_message_is_read_once_for_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost grows with resources and not with rules."""
    read: list[object] = []
    plain = messages.properties

    def counted(message: struct_pb2.Struct) -> dict[str, Any]:
        read.append(message)
        return plain(message)

    monkeypatch.setattr(messages, "properties", counted)
    stack = [Declared("aws:sns/topic:Topic", f"t{index}") for index in range(20)]
    for rules in (RULES[:1], RULES):
        read.clear()
        diagnose(policies(rules), *stack, service=PackService)
        assert len(read) == 20 * 2 * 2  # alone and in the stack, each with its provider


def test_a_finding_of_a_weak_tier_is_advice() -> None:
    """Tier 3 is told and not stopped, unless a team says otherwise."""
    bucket = Declared("aws:s3/bucket:Bucket", "files", {"tags": {"pods:tier": "3"}})
    rules = [rule for rule in RULES if rule.id == "BC-OBJ-001"]
    [found] = diagnose(policies(rules), bucket, service=PackService).violations
    assert (found.level, found.urn) == ("advisory", bucket.urn)
    [found] = diagnose(
        policies(rules), bucket, service=PackService, config={"advisoryFromTier": 4}
    ).violations
    assert found.level == "mandatory"


@pytest.mark.parametrize("level", ["DISABLED", "ADVISORY", "MANDATORY", "REMEDIATE"])
def test_the_configured_level_holds(level: str) -> None:
    """A rule that is switched off says nothing; one that remediates refuses what is left."""
    made = policies([MULTI_AZ])
    for one in made:
        one.enforcement_level = type(one.enforcement_level)[level]  # type: ignore[index]
    found = diagnose(made, Declared(DATABASE, "db"), service=PackService, config={}).violations
    expected = {"DISABLED": [], "ADVISORY": ["advisory"]}.get(level, ["mandatory"])
    assert [one.level for one in found] == expected


@pytest.mark.parametrize("service", [None, PackService])
def test_the_settings_of_all_rules_are_given_once(service: type[Any] | None) -> None:
    """The entry `pods` holds for every rule; a rule's own entry wins."""
    made, database = policies([MULTI_AZ]), Declared(DATABASE, "db", {"multiAz": False})

    def said(**config_of: Mapping[str, Any]) -> list[str]:
        names = {name.replace("_", "-"): config for name, config in config_of.items()}
        found = diagnose(made, database, service=service, config_of=names).violations
        return [one.message for one in found]

    assert len(said()) == 1
    assert said(pods={"defaultTier": 4}) == []
    assert len(said(pods={"defaultTier": 4}, BC_HA_001={"defaultTier": 1})) == 1
    assert said(pods={"defaultTear": 4}) == [
        "the configuration of this rule cannot be used: defaultTear: Extra inputs are not permitted"
    ]


def test_a_secret_can_be_compared_and_not_printed() -> None:
    """A figure that the program keeps secret is judged, and does not reach the message."""
    secret: Mapping[str, Any] = {MARK: SECRET, "value": 7}
    database = Declared(DATABASE, "db", {"backupRetentionPeriod": secret, "multiAz": True})
    rules = [rule for rule in RULES if rule.id == "BC-BKP-001"]
    [found] = diagnose(policies(rules), database, service=PackService).violations
    assert found.message.startswith("db: backup_retention_period is [secret] days; ")
    kept: Mapping[str, Any] = {MARK: SECRET, "value": 35}
    database = Declared(DATABASE, "db", {"backupRetentionPeriod": kept})
    assert diagnose(policies(rules), database, service=PackService).violations == ()


def test_unknown_is_unknown_at_any_depth() -> None:
    """Markers of unknown values are read as such in lists and mappings."""
    struct = struct_pb2.Struct()
    struct.update({"a": [UNKNOWN, {"b": UNKNOWN}], "n": 35.0, "x": None, "f": 0.5})
    read = messages.properties(struct)
    assert read == {
        "a": [reading.UNKNOWN, {"b": reading.UNKNOWN}],
        "n": 35,
        "x": None,
        "f": 0.5,
    }
    assert isinstance(read["n"], int)
