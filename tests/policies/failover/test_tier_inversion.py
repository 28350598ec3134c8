"""Cases of BC-RTO-003."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.failover.tier_inversion import TIER_INVERSION, InversionSettings
from pods_policies.judging.judge import judge_stack
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import Finding

RULE = "BC-RTO-003"
WEB, DATABASE, KEY = (
    "aws:ecs/service:Service",
    "aws:rds/instance:Instance",
    "aws:kms/key:Key",
)
ARN = "arn:aws:rds:us-east-1:123456789012:db:reports"


def tagged(tier: Any) -> dict[str, Any]:
    """Return tags that state a tier; none for None."""
    return {} if tier is None else {"tags": {"pods:tier": tier}}


def database(tier: Any, *uses: Declared, **outputs: Any) -> Declared:
    """Return a database."""
    return Declared(
        DATABASE,
        "reports",
        {"engine": "postgres", **tagged(tier)},
        uses={"kmsKeyId": uses} if uses else {},
        outputs=outputs,
    )


def web(tier: Any, *uses: Declared, **properties: Any) -> Declared:
    """Return what serves, which uses others."""
    return Declared(
        WEB,
        "web",
        {"taskDefinition": UNKNOWN, **properties, **tagged(tier)},
        uses={"taskDefinition": uses} if uses else {},
    )


def key(tier: Any, *uses: Declared) -> Declared:
    """Return a key."""
    return Declared(KEY, "key", tagged(tier), uses={"policy": uses} if uses else {})


def plan(*needs: str, tier: int = 3) -> Declared:
    """Return a plan in which clinic is of tier 1, and reports of another."""
    services = {
        "clinic": {"name": "Clinic", "owner": "team", "dependsOn": list(needs)},
        "reports": {"name": "Reports", "owner": "team"},
    }
    capabilities = {
        name: {"name": name, "owner": "team", "tier": rank, "services": [service]}
        for name, rank, service in (("book", 1, "clinic"), ("report", tier, "reports"))
    }
    content = {"name": "clinic", "capabilities": capabilities, "services": services}
    return Declared("pods:index:ContinuityPlan", "plan", {"plan": content})


WEAK, STRONG, FREE = database("3"), database("1"), key(None)
MADE = database("3", id="reports-1", arn=ARN)
BEHIND = key(None, WEAK)
FOUND = 'web: taskDefinition depends on aws.rds.Instance "reports" of tier 3'
BY_ARN = 'web: environment depends on aws.rds.Instance "reports" of tier 3'

CASES: list[tuple[str, Sequence[Declared], list[str]]] = [
    ("pass: of the same tier", [STRONG, web("1", STRONG)], []),
    ("pass: the weaker needs the stronger", [STRONG, web("3", STRONG)], []),
    ("fail: by dependency, before anything exists", [WEAK, web("1", WEAK)], [FOUND]),
    ("fail: by ARN", [MADE, web("1", environment={"database": ARN})], [BY_ARN]),
    ("fail: by id", [MADE, web("1", environment={"databaseId": "reports-1"})], [BY_ARN]),
    (
        "fail: through what states no tier",
        [WEAK, BEHIND, web("1", BEHIND)],
        [f'{FOUND}, through aws.kms.Key "key"'],
    ),
    (
        "fail: of several one",
        [STRONG, key("4"), web("2", STRONG, key("4"))],
        ['web: taskDefinition depends on aws.kms.Key "key" of tier 4'],
    ),
    (
        "fail: in the plan",
        [plan("reports")],
        ["plan: service clinic of tier 1 depends on reports of tier 3"],
    ),
    (
        "fail: by its service's place in the plan",
        [
            plan(),
            Declared(DATABASE, "reports", {"tags": {"pods:service": "reports"}}),
            web("1", Declared(DATABASE, "reports", {"tags": {"pods:service": "reports"}})),
        ],
        [FOUND],
    ),
    ("boundary: tier 2 on tier 3", [WEAK, web("2", WEAK)], [FOUND]),
    ("boundary: tier 3 on tier 3", [WEAK, web("3", WEAK)], []),
    ("boundary: a name alone is no dependency", [MADE, web("1", note=ARN[:-1])], []),
    ("absent: what is used states no tier", [FREE, web("1", FREE)], []),
    ("unknown: a value that comes from nothing of this stack", [web("1")], []),
    (
        "unknown: the tier of what is used counts as the strictest",
        [database(UNKNOWN), web("1", database(UNKNOWN))],
        [],
    ),
    (
        "not applicable: no tier",
        [FREE, web(None, FREE)],
        ["n/a: no resource and no plan of this stack states a tier"],
    ),
    ("not applicable: nothing", [], ["n/a: no resource and no plan of this stack states a tier"]),
]


@pytest.mark.requirement("B5")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_what_depends_on_a_weaker_tier_is_refused(
    judge: Callable[..., list[str]], case: str, stack: Sequence[Declared], expected: list[str]
) -> None:
    """A capability is back no sooner than the slowest of what it needs."""
    assert case
    assert judge(RULE, *stack) == expected


def chain(length: int, *, closed: bool) -> list[Resource]:
    """Return keys without a tier that use each other in a row, from a strong to a weak one."""
    names = ["strong", *(f"k{number}" for number in range(length)), "weak"]
    urns = [f"urn:pulumi:example::example::{KEY}::{name}" for name in names]
    tiers = {"strong": "1", "weak": "4"}
    found = []
    for number, name in enumerate(names):
        following = urns[number + 1 : number + 2]
        back = [urns[1]] if closed and name == f"k{length - 1}" else []
        found.append(resource(KEY, name, tagged(tiers.get(name)), {"policy": (*back, *following)}))
    return found


@pytest.mark.parametrize("closed", [False, True], ids=["a row", "a circle on the way"])
def test_a_chain_of_thousands_is_followed_to_its_end(*, closed: bool) -> None:
    """Neither depth nor a circle stops the search, and each link is looked at once."""
    said = judge_stack(TIER_INVERSION, Stack(chain(5000, closed=closed)), InversionSettings())
    found = [one.verdict for one in said if isinstance(one.verdict, Finding)]
    assert [one.observed for one in found] == [
        'policy depends on aws.kms.Key "weak" of tier 4, through aws.kms.Key "k0"'
    ]
