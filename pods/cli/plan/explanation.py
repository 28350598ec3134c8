"""What `pods plan explain` tells of the planner's decisions, as plain values."""

import re
from collections.abc import Mapping
from typing import Any

from moneyed import Money

from pods.continuity import Finding
from pods.topology.planner import KINDS, Alternative, Decision, Figure, ServiceTopology

__all__ = ["explanation", "plain_finding", "plain_value"]


# A name of one word, such as `service`, is a word like any other in a sentence.
_NAME = re.compile(r"[a-z]+(?:[._][a-z]+)+")


def explanation(topologies: Mapping[str, ServiceTopology], figure: str | None) -> dict[str, Any]:
    """Return the decisions by service; with `figure`, only what is about it, or below it."""
    return {name: _service(each, figure) for name, each in topologies.items()}


def _service(topology: ServiceTopology, figure: str | None) -> dict[str, Any]:
    decisions = [each for each in topology.decisions if _is_within(each.figure.name, figure)]
    return {
        "tier": topology.tier,
        "owner": topology.owner,
        "digest": topology.digest,
        "decisions": [_decision(each) for each in decisions],
        "strategies": [
            {
                "capability": capability,
                "disruption": disruption.value,
                "strategy": choice.strategy.value,
                "because": choice.because,
                "weaker": choice.weaker.value if choice.weaker else None,
                "stronger": choice.stronger.value if choice.stronger else None,
            }
            for (capability, disruption), choice in topology.strategies.items()
        ],
        "unmet": [plain_finding(each) for each in topology.unmet if _names(each, figure)],
    }


def _is_within(name: str, figure: str | None) -> bool:
    return figure is None or name == figure or name.startswith(f"{figure}.")


def _names(finding: Finding, figure: str | None) -> bool:
    """Say whether a finding is about a figure, which its words name in full."""
    if figure is None:
        return True
    words = _NAME.findall(f"{finding.observed} {finding.required} {finding.remedy}")
    return any(each in KINDS and _is_within(each, figure) for each in words)


def _decision(decision: Decision) -> dict[str, Any]:
    figure = decision.figure
    return {
        "figure": figure.name,
        "meaning": KINDS[figure.name].meaning,
        "value": figure.plain,
        "carrier": figure.carrier,
        "capability": decision.capability,
        "disruption": decision.disruption.value if decision.disruption else None,
        "requirements": list(decision.requirements),
        "because": decision.because,
        "losers": [
            {
                "capability": loser.capability,
                "disruption": loser.disruption.value if loser.disruption else None,
                "value": plain_value(figure.name, loser.value),
            }
            for loser in decision.losers
        ],
        "weaker": _alternative(figure, decision.weaker),
        "stronger": _alternative(figure, decision.stronger),
    }


def _alternative(figure: Figure, alternative: Alternative | None) -> dict[str, Any] | None:
    if alternative is None:
        return None
    difference = alternative.monthly_difference
    return {
        "value": plain_value(figure.name, alternative.value),
        "monthly_difference": _money(difference) if difference is not None else None,
        "note": alternative.note,
    }


def _money(money: Money) -> dict[str, str]:
    return {"amount": f"{money.amount:.2f}", "currency": money.currency.code}


def plain_value(name: str, value: Any) -> Any:
    """Return a figure's value as components take it."""
    return Figure(name, value).plain


def plain_finding(finding: Finding) -> dict[str, str]:
    """Return a finding of the planner, which knows no file, as plain values."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "path": finding.subject,
        "observed": finding.observed,
        "required": finding.required,
        "remedy": finding.remedy,
    }
