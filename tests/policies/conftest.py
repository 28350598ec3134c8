"""Runs a rule through the SDK's own analyzer, as the engine does, and through the pack's."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pods.testing import Declared, Diagnosis, diagnose
from pods_policies.catalogue import RULES
from pods_policies.sdk.pack import policies
from pods_policies.sdk.service import PackService

Judge = Callable[..., list[str]]


@pytest.fixture
def judge() -> Judge:
    """Return what a rule says: the start of each message, and `n/a: <reason>`."""

    def run(
        rule_id: str, *resources: Declared, config: Mapping[str, Any] | None = None
    ) -> list[str]:
        rules = [rule for rule in RULES if rule.id == rule_id]
        assert rules, f"{rule_id} is not in the catalogue"
        made = policies(rules)
        by_sdk = diagnose(made, *resources, config=config)
        by_pack = diagnose(made, *resources, config=config, service=PackService)
        _assert_alike(by_sdk, by_pack, rule_id)
        said = [one.message for one in by_sdk.violations]
        return [text.split("; ")[0] for text in said] + [
            f"n/a: {reason}" for reason in _reasons(by_sdk, rule_id)
        ]

    return run


def _assert_alike(by_sdk: Diagnosis, by_pack: Diagnosis, rule_id: str) -> None:
    """The pack's service reads each message once; that must change no answer."""
    refusals = [
        sorted((one.urn, one.message) for one in each.violations if one.level == "mandatory")
        for each in (by_sdk, by_pack)
    ]
    assert refusals[0] == refusals[1]
    notes = "\n".join(one.message for one in by_sdk.violations if one.level == "advisory")
    assert all(one.message in notes for one in by_pack.violations if one.level == "advisory")
    assert _reasons(by_sdk, rule_id) == _reasons(by_pack, rule_id)


def _reasons(diagnosis: Diagnosis, rule_id: str) -> list[str]:
    reasons = [why for policy, why in diagnosis.not_applicable if policy == rule_id]
    return [why for why in reasons if not why.startswith("not an aws.")]
