"""Cases of BC-DNS-001."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-DNS-001"
NAME = "clinic.example"
HERE, THERE = "one.elb.example", "two.elb.example"
ZONE = Declared("aws:route53/zone:Zone", "domain", {"name": NAME})
LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
ONE, TWO = Declared(LOAD_BALANCER, "one"), Declared(LOAD_BALANCER, "two")
PAGE = Declared("aws:cloudfront/distribution:Distribution", "page")


def record(label: str, role: Any, **properties: Any) -> Declared:
    """Return a failover record of addresses, with a health check unless told otherwise."""
    chosen = {
        "zoneId": "Z1",
        "name": NAME,
        "type": "A",
        "records": ["192.0.2.1" if role == "PRIMARY" else "192.0.2.2"],
        "healthCheckId": f"check-{label}",
        "failoverRoutingPolicies": [{"type": role}],
        **properties,
    }
    return Declared(
        "aws:route53/record:Record",
        label,
        {key: value for key, value in chosen.items() if value is not None},
    )


def alias(
    label: str, role: str, target: Declared | str, *, health: Any = True, called: str = NAME
) -> Declared:
    """Return an alias, to a name that is known or to what is made in the same update."""
    known = target if isinstance(target, str) else UNKNOWN
    return Declared(
        "aws:route53/record:Record",
        label,
        {
            "zoneId": UNKNOWN,
            "name": called,
            "type": "A",
            "aliases": [{"name": known, "zoneId": UNKNOWN, "evaluateTargetHealth": health}],
            "failoverRoutingPolicies": [{"type": role}],
        },
        uses={
            "zoneId": [ZONE],
            **({} if isinstance(target, str) else {"aliases": [target, ZONE]}),
        },
    )


def stack(*records: Declared) -> Sequence[Declared]:
    """Return records among the zone and the load balancers that they use."""
    return [ZONE, ONE, TWO, PAGE, *records]


PRIMARY, SECONDARY = record("first", "PRIMARY"), record("second", "SECONDARY")
UNPAIRED = "first: it has no SECONDARY beside it"
SAME = "second: it leads where the PRIMARY leads"
UNSURE_TARGET = (
    "undecided: second: whether it leads elsewhere than the PRIMARY is not known before the update"
)
UNSURE_HEALTH = (
    "undecided: first: whether it follows the health of its target is not known before the update"
)
HOME = "home.clinic.example"
INNER = [
    alias("in-first", "PRIMARY", ONE, called=HOME),
    alias("in-second", "SECONDARY", TWO, called=HOME),
]
INNER_SAME = [
    alias("in-first", "PRIMARY", ONE, called=HOME),
    alias("in-second", "SECONDARY", ONE, called=HOME),
]

CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    ("pass: by address", [PRIMARY, SECONDARY], []),
    (
        "pass: by dependency, before the load balancers exist",
        stack(alias("first", "PRIMARY", ONE), alias("second", "SECONDARY", TWO)),
        [],
    ),
    (
        "pass: by name",
        stack(alias("first", "PRIMARY", HERE), alias("second", "SECONDARY", THERE)),
        [],
    ),
    (
        "pass: a known name and one that is still to be made",
        stack(alias("first", "PRIMARY", HERE), alias("second", "SECONDARY", TWO)),
        [],
    ),
    (
        "pass: the last answer is a static page",
        stack(alias("first", "PRIMARY", ONE), alias("second", "SECONDARY", PAGE, health=False)),
        [],
    ),
    (
        "pass: the static page by its name",
        stack(
            alias("first", "PRIMARY", HERE),
            alias("second", "SECONDARY", "d1.cloudfront.net", health=False),
        ),
        [],
    ),
    (
        "pass: a pair that stands in, above one that leads apart",
        stack(alias("first", "PRIMARY", HOME), alias("second", "SECONDARY", HOME), *INNER),
        [],
    ),
    (
        "pass: a pair that stands in, below one that leads apart",
        stack(alias("first", "PRIMARY", HERE), alias("second", "SECONDARY", HOME), *INNER_SAME),
        [],
    ),
    (
        "pass: written differently",
        [PRIMARY, record("second", "SECONDARY", name="Clinic.Example.")],
        [],
    ),
    ("fail: no secondary", [PRIMARY], [UNPAIRED]),
    ("fail: no primary", [SECONDARY], ["second: it has no PRIMARY beside it"]),
    (
        "fail: the secondary has another type",
        [PRIMARY, record("second", "SECONDARY", type="AAAA")],
        [UNPAIRED, "second: it has no PRIMARY beside it"],
    ),
    (
        "fail: the secondary is of another zone",
        [PRIMARY, record("second", "SECONDARY", zoneId="Z2")],
        [UNPAIRED, "second: it has no PRIMARY beside it"],
    ),
    (
        "fail: the primary follows no health",
        [record("first", "PRIMARY", healthCheckId=None), SECONDARY],
        ["first: the PRIMARY follows no health"],
    ),
    (
        "fail: the secondary follows no health",
        [PRIMARY, record("second", "SECONDARY", healthCheckId=None)],
        ["second: the SECONDARY follows no health"],
    ),
    (
        "fail: a static page as the primary",
        stack(alias("first", "PRIMARY", PAGE, health=False), alias("second", "SECONDARY", TWO)),
        ["first: the PRIMARY follows no health"],
    ),
    (
        "fail: the same load balancer, before it exists",
        stack(alias("first", "PRIMARY", ONE), alias("second", "SECONDARY", ONE)),
        [SAME],
    ),
    (
        "fail: the same load balancer by name",
        stack(alias("first", "PRIMARY", HERE), alias("second", "SECONDARY", f"{HERE}.")),
        [SAME],
    ),
    (
        "fail: two pairs, and neither leads apart",
        stack(alias("first", "PRIMARY", HOME), alias("second", "SECONDARY", HOME), *INNER_SAME),
        [SAME, "in-second: it leads where the PRIMARY leads"],
    ),
    (
        "fail: neither primary nor secondary",
        [record("first", "FIRST")],
        ["first: failoverRoutingPolicies names neither PRIMARY nor SECONDARY"],
    ),
    (
        "fail: no policy at all",
        [record("first", None, failoverRoutingPolicies="PRIMARY")],
        ["first: failoverRoutingPolicies names neither PRIMARY nor SECONDARY"],
    ),
    (
        "fail: health that is neither true nor false",
        stack(alias("first", "PRIMARY", ONE, health="often"), alias("second", "SECONDARY", TWO)),
        ["first: evaluateTargetHealth is neither true nor false"],
    ),
    (
        "boundary: of several addresses one is shared",
        [
            record("first", "PRIMARY", records=["192.0.2.1", "192.0.2.3"]),
            record("second", "SECONDARY", records=["192.0.2.2", "192.0.2.3"]),
        ],
        [],
    ),
    (
        "boundary: a check whose id is not known yet is one",
        [record("first", "PRIMARY", healthCheckId=UNKNOWN), SECONDARY],
        [],
    ),
    (
        "absent: neither check nor alias",
        [
            record("first", "PRIMARY", healthCheckId=None),
            record("second", "SECONDARY", healthCheckId=""),
        ],
        ["first: the PRIMARY follows no health", "second: the SECONDARY follows no health"],
    ),
    (
        "unknown: where the secondary leads",
        [PRIMARY, record("second", "SECONDARY", records=[UNKNOWN])],
        [UNSURE_TARGET],
    ),
    (
        "unknown: which of two load balancers each leads to",
        stack(
            *(
                Declared(
                    one.type, one.name, one.properties, uses={**one.uses, "aliases": [ONE, TWO]}
                )
                for one in (alias("first", "PRIMARY", ONE), alias("second", "SECONDARY", TWO))
            )
        ),
        [UNSURE_TARGET],
    ),
    (
        "unknown: which of the two is the secondary",
        [PRIMARY, record("second", UNKNOWN)],
        [
            "undecided: second: whether it is PRIMARY or SECONDARY is not known before the update",
            "undecided: first: whether it has a SECONDARY beside it is not known before the update",
        ],
    ),
    (
        "unknown: the secondary's name",
        [PRIMARY, record("second", "SECONDARY", name=UNKNOWN)],
        [
            "undecided: first: whether it has a SECONDARY beside it is not known before the update",
            "undecided: second: whether it has a PRIMARY beside it is not known before the update",
        ],
    ),
    (
        "unknown: whether health is evaluated",
        stack(alias("first", "PRIMARY", ONE, health=UNKNOWN), alias("second", "SECONDARY", TWO)),
        [
            UNSURE_HEALTH,
        ],
    ),
    (
        "not applicable: no failover",
        [record("first", None, failoverRoutingPolicies=None)],
        ["n/a: no failover record in this stack"],
    ),
]


@pytest.mark.requirement("C2", "D1")
@pytest.mark.parametrize(("case", "declared", "expected"), CASES, ids=[one[0] for one in CASES])
def test_failover_without_health_or_another_place_is_refused(
    judge: Callable[..., list[str]], case: str, declared: Sequence[Declared], expected: list[str]
) -> None:
    """A pair of records follows health and leads to two places."""
    assert case
    assert judge(RULE, *declared) == expected
