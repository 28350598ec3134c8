"""Writes waivers as Pulumi's own policy exceptions.

The form is that of `CreatePolicyExceptionRequest` of Pulumi Cloud's documented REST API: a policy
pack, entries of policies and URNs, a reason, and an expiry. Patterns and names become the URNs of
one stack, since an exception names each resource. How a local pack's configuration file holds the
same entries could not be read anywhere, so no such file is written; the engine that this project
pins knows no exceptions.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from pods_policies.waivers.ledger import LEDGER_RULE, Waiver

__all__ = ["exceptions"]

_HOUR: Final = 3600
_MOST_TARGETS: Final = 100
"""URNs of an entry, and entries of an exception."""
_LONGEST_REASON: Final = 2048


def exceptions(
    waivers: Iterable[Waiver], urns: Iterable[str], now: datetime, pack: str = "pods"
) -> list[dict[str, Any]]:
    """Return one exception for each waiver that is in force and means a resource.

    Args:
        waivers: all waivers; those that are over, not yet approved or mean nothing are left out.
        urns: the resources of the stack.
        now: the present moment, from which an exception's time counts.
        pack: name of the policy pack, with its organization where Pulumi Cloud wants one.
    """
    known = sorted(set(urns))
    found = []
    for one in waivers:
        targets = [urn for urn in known if one.means(urn)]
        if targets and one.holds_on(now.date()) and one.rule != LEDGER_RULE:
            found.append(_exception(one, targets, now, pack))
    return found


def _exception(waiver: Waiver, targets: list[str], now: datetime, pack: str) -> dict[str, Any]:
    groups = [targets[at : at + _MOST_TARGETS] for at in range(0, len(targets), _MOST_TARGETS)]
    return {
        "policyPack": pack,
        "match": [
            {"policies": [waiver.rule], "targets": group} for group in groups[:_MOST_TARGETS]
        ],
        "reason": _reason(waiver),
        "expiresInSeconds": _seconds_left(waiver, now),
    }


def _reason(waiver: Waiver) -> str:
    """Say in one text what an exception has no fields for."""
    said = (
        f"{waiver.reason}. Instead: {waiver.control}. Owner: {waiver.owner}. "
        f"Approved by {waiver.approver} on {waiver.approved}."
    )
    return said if len(said) <= _LONGEST_REASON else f"{said[: _LONGEST_REASON - 1]}…"


def _seconds_left(waiver: Waiver, now: datetime) -> int:
    """Return the time to the end of the last day, in whole hours, and one at least."""
    end = datetime.combine(waiver.expires + timedelta(days=1), time(), UTC)
    hours = int((end - now).total_seconds() // _HOUR)
    return max(hours, 1) * _HOUR
