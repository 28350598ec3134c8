"""Cases of BC-RTO-002."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-RTO-002"
SHORT = {"az": {"rtoSeconds": 900, "rpoSeconds": 300}}
LONG = {"az": {"rtoSeconds": 3600, "rpoSeconds": 900}}
NONE = "n/a: no capability and no service of tier 1 to 2 in this stack"


def capability(tier: Any, objectives: Any, *services: str) -> dict[str, Any]:
    """Return a capability as a plan in a stack has it."""
    return {
        "name": "Book",
        "owner": "clinic-team",
        "tier": tier,
        "services": list(services),
        "objectives": objectives,
    }


def plan(**capabilities: Any) -> Declared:
    """Return the plan that a stack carries."""
    services = {"clinic": {"name": "Clinic", "owner": "clinic-team"}}
    content = {"name": "clinic", "capabilities": capabilities, "services": services}
    return Declared("pods:index:ContinuityPlan", "plan", {"plan": content})


def group(service: str, **tags: Any) -> Declared:
    """Return compute of a service."""
    named = {"service": service, "role": "primary", **tags}
    rows = [{"key": f"pods:{key}", "value": value} for key, value in named.items()]
    return Declared("aws:autoscaling/group:Group", service, {"tags": rows})


SHARED = [
    "plan: capability booking of tier 1 has the objectives of billing, which is of tier 2",
    "plan: capability billing of tier 2 has the objectives of booking, which is of tier 1",
]
UNPLANNED = "clinic: no capability of a plan in this stack needs service clinic"

CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    (
        "pass: each its own",
        [plan(booking=capability(1, SHORT, "clinic"), billing=capability(2, LONG))],
        [],
    ),
    (
        "pass: a service that a capability needs",
        [plan(booking=capability(1, SHORT, "clinic")), group("clinic")],
        [],
    ),
    (
        "pass: two of one tier may have the same",
        [plan(booking=capability(1, SHORT, "clinic"), reading=capability(1, SHORT, "clinic"))],
        [],
    ),
    (
        "fail: one figure for two tiers",
        [plan(booking=capability(1, SHORT), billing=capability(2, SHORT))],
        SHARED,
    ),
    (
        "fail: one figure for a tier that is left out",
        [plan(booking=capability(1, SHORT), billing=capability(3, SHORT))],
        ["plan: capability booking of tier 1 has the objectives of billing, which is of tier 3"],
    ),
    ("fail: a service of no plan", [group("clinic")], [UNPLANNED]),
    (
        "fail: a service that no capability needs",
        [plan(booking=capability(1, SHORT)), group("clinic")],
        [UNPLANNED],
    ),
    (
        "fail: a plan that cannot be read",
        [plan(booking=capability("first", SHORT))],
        ["plan: its plan cannot be read at capabilities.booking.tier"],
    ),
    (
        "fail: no plan in the carrier",
        [Declared("pods:index:ContinuityPlan", "plan", {"plan": "clinic"})],
        ["plan: its plan cannot be read at plan"],
    ),
    (
        "boundary: tier 2 counts, tier 3 does not",
        [group("clinic", tier="2"), group("blog", tier="3")],
        [UNPLANNED],
    ),
    (
        "boundary: one disruption differs",
        [
            plan(
                booking=capability(1, {**SHORT, "region": LONG["az"]}),
                billing=capability(2, {**SHORT, "region": SHORT["az"]}),
            )
        ],
        [],
    ),
    (
        "absent: a capability without objectives",
        [plan(booking=capability(1, {}), billing=capability(2, {}))],
        [
            "plan: capability booking has no objectives",
            "plan: capability billing has no objectives",
        ],
    ),
    (
        "unknown: a plan that is not known before the update",
        [Declared("pods:index:ContinuityPlan", "plan", {"plan": UNKNOWN})],
        ["plan: its plan cannot be read at plan"],
    ),
    (
        "not applicable: weaker tiers",
        [plan(billing=capability(3, LONG)), group("blog", tier="3")],
        [NONE],
    ),
    ("not applicable: nothing", [], [NONE]),
]


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_capabilities_without_figures_of_their_own_are_refused(
    judge: Callable[..., list[str]], case: str, stack: Sequence[Declared], expected: list[str]
) -> None:
    """RTO and RPO are of a capability, never of the platform."""
    assert case
    assert judge(RULE, *stack) == expected


def test_the_configuration_may_give_the_objectives(judge: Callable[..., list[str]]) -> None:
    """Where no plan is in the stack, each service has figures there; of another tier others."""
    stack = [group("clinic", tier="1"), group("shop", tier="2")]
    own = {"clinic": {"az": "15 min/5 min"}, "shop": {"az": "1 h/15 min"}}
    assert judge(RULE, *stack, config={"objectives": own}) == []
    same = {"clinic": {"az": "15 min/5 min"}, "shop": {"az": "15 min/5 min"}}
    assert judge(RULE, *stack, config={"objectives": same}) == [
        "shop: service shop has the objectives of clinic, of another tier"
    ]


def test_objectives_that_cannot_be_read_are_refused(judge: Callable[..., list[str]]) -> None:
    """A configuration that is wrong fails; it does not count as none."""
    wrong = {"clinic": {"az": "soon"}}
    (said,) = judge(RULE, group("clinic"), config={"objectives": wrong})
    assert said.endswith("clinic.az: a disruption and RTO/RPO are needed, such as az: 15 min/5 min")
