"""Judges a stack of declared resources by the policy pack."""

from collections.abc import Iterable, Mapping
from typing import Any

from pods.testing.analyzer import Diagnosis, diagnose
from pods.testing.declared import Declared
from pods_policies.catalogue import RULES
from pods_policies.rule import Rule
from pods_policies.sdk.pack import policies
from pods_policies.sdk.service import service_of

__all__ = ["judged"]


def judged(
    resources: Iterable[Declared],
    *,
    rules: Iterable[Rule] = RULES,
    config_of: Mapping[str, Mapping[str, Any]] | None = None,
) -> Diagnosis:
    """Return what the policy pack answers for a stack, as a preview would show it.

    Args:
        resources: the stack, such as `declared_by` returns it.
        rules: the catalogue, a choice of it, or a team's own rules.
        config_of: settings by rule's id, and under `pods` those of all rules.
    """
    chosen = tuple(rules)
    return diagnose(policies(chosen), *resources, config_of=config_of, service=service_of(chosen))
