"""Runs rules through the SDK's own analyzer, as part of the whole pack."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pods.testing import Declared, diagnose
from pods_policies.catalogue import RULES
from pods_policies.pack import policies

Judge = Callable[..., list[str]]


@pytest.fixture
def judge() -> Judge:
    """Return what a rule says: the start of each message, and `n/a: <reason>`."""

    def run(
        rule_id: str, *resources: Declared, config: Mapping[str, Any] | None = None
    ) -> list[str]:
        diagnosis = diagnose(policies(), *resources)
        if config is not None:  # settings differ from rule to rule
            rules = [rule for rule in RULES if rule.id == rule_id]
            diagnosis = diagnose(policies(rules), *resources, config=config)
        said = [one.message for one in diagnosis.violations if one.policy == rule_id]
        reasons = [reason for policy, reason in diagnosis.not_applicable if policy == rule_id]
        relevant = [reason for reason in reasons if not reason.startswith("not an aws.")]
        return [text.split("; ")[0] for text in said] + [f"n/a: {reason}" for reason in relevant]

    return run
