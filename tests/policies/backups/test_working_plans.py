"""Cases of BC-BKP-010."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-BKP-010"
VAULT = Declared("aws:backup/vault:Vault", "store", {"name": "store"})
TABLE = Declared("aws:dynamodb/table:Table", "visits", {"tags": {"backup": "daily"}})
BARE = Declared("aws:dynamodb/table:Table", "letters")


def plan(target: Any = "store", name: str = "plan", **uses: list[Declared]) -> Declared:
    """Return a plan whose rule puts points into a vault."""
    rules = [{"schedule": "cron(0 5 * * ? *)", "targetVaultName": target}]
    return Declared("aws:backup/plan:Plan", name, {"rules": rules}, uses=uses)


PLAN = plan()


def selection(
    name: str = "s", of: Declared | None = PLAN, named: Declared | None = None, **properties: Any
) -> Declared:
    """Return a selection of a plan."""
    uses: dict[str, list[Declared]] = {} if of is None else {"planId": [of]}
    if named is not None:
        uses["resources"] = [named]
        properties["resources"] = [UNKNOWN]
    given = {"planId": UNKNOWN, **properties}
    return Declared("aws:backup/selection:Selection", name, given, uses=uses)


def tagged(value: Any, **others: Any) -> dict[str, Any]:
    """Return the properties of a selection that asks for a tag."""
    return {
        "selectionTags": [{"type": "STRINGEQUALS", "key": "backup", "value": value}],
        **others,
    }


BY_NAME = selection(named=TABLE)
CONDITIONS = [{"stringEquals": [{"key": "aws:ResourceTag/backup", "value": "weekly"}]}]

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: a vault by name, a selection by reference", [VAULT, PLAN, TABLE, BY_NAME], []),
    (
        "pass: a vault by reference",
        [VAULT, plan(UNKNOWN, rules=[VAULT]), TABLE, selection(of=plan(UNKNOWN), named=TABLE)],
        [],
    ),
    (
        "pass: a plan by its id",
        [
            VAULT,
            Declared(PLAN.type, "plan", PLAN.properties, outputs={"id": "p-1"}),
            TABLE,
            Declared(BY_NAME.type, "s", {"planId": "p-1", **tagged("daily")}),
        ],
        [],
    ),
    ("pass: a tag that a table carries", [VAULT, PLAN, TABLE, selection(**tagged("daily"))], []),
    ("pass: a wildcard, whatever there is", [VAULT, PLAN, selection(resources=["*"])], []),
    (
        "pass: a tag for what comes later, beside what is named",
        [VAULT, PLAN, TABLE, BY_NAME, selection("later", **tagged("weekly"))],
        [],
    ),
    ("fail: no selection", [VAULT, PLAN, TABLE], ["plan: no selection of this stack is for it"]),
    (
        "fail: a selection of another plan",
        [VAULT, PLAN, plan(name="other"), TABLE, BY_NAME],
        ["other: no selection of this stack is for it"],
    ),
    (
        "fail: a tag that nothing carries",
        [VAULT, PLAN, TABLE, selection(**tagged("dayly"))],
        ["s: no resource of this stack that it can take carries backup=dayly"],
    ),
    (
        "fail: a tag that nothing carries, for a plan of another stack",
        [TABLE, Declared("aws:backup/selection:Selection", "s", {"planId": "p-9", **tagged("no")})],
        ["s: no resource of this stack that it can take carries backup=no"],
    ),
    (
        "fail: a condition that nothing meets",
        [VAULT, PLAN, TABLE, selection(resources=["*"], conditions=CONDITIONS)],
        ["s: no resource of this stack that it can take carries backup=weekly"],
    ),
    (
        "fail: a vault that nobody makes",
        [VAULT, plan("stroe"), TABLE, selection(of=plan("stroe"), named=TABLE)],
        ["plan: no vault of this stack has the name that rules[0].targetVaultName gives"],
    ),
    (
        "fail: no rule",
        [Declared(PLAN.type, "plan", {"rules": []}), TABLE, BY_NAME],
        ["plan: it has no rule"],
    ),
    (
        "boundary: the second of two selections takes nothing, of another plan",
        [
            VAULT,
            PLAN,
            plan(name="other"),
            TABLE,
            BY_NAME,
            selection("late", of=plan(name="other"), **tagged("weekly")),
        ],
        ["late: no resource of this stack that it can take carries backup=weekly"],
    ),
    (
        "absent: a selection of nothing",
        [VAULT, PLAN, TABLE, selection()],
        ["s: it names no resource and no tag"],
    ),
    (
        "absent: a rule without a vault",
        [Declared(PLAN.type, "plan", {"rules": [{}]}), TABLE, BY_NAME],
        ["plan: rules[0].targetVaultName names no vault"],
    ),
    (
        "unknown: the vault",
        [plan(UNKNOWN), TABLE, selection(of=plan(UNKNOWN), named=TABLE)],
        [
            (
                "undecided: plan: rules[0].targetVaultName is not known before the update, "
                "and comes from no vault of this stack"
            )
        ],
    ),
    (
        "unknown: the rules",
        [Declared(PLAN.type, "plan", {"rules": UNKNOWN}), TABLE, BY_NAME],
        ["undecided: plan: its rules are not known before the update"],
    ),
    (
        "unknown: the plan of a selection",
        [VAULT, PLAN, TABLE, selection(of=None, named=TABLE)],
        ["undecided: plan: which selection is for it is not known before the update"],
    ),
    (
        "unknown: the tags of a table",
        [
            VAULT,
            PLAN,
            Declared(TABLE.type, "visits", {"tags": UNKNOWN}),
            selection(**tagged("daily")),
        ],
        ["undecided: s: which resources carry backup=daily is not known before the update"],
    ),
    (
        "not applicable: no plan",
        [VAULT, TABLE],
        ["n/a: no backup plan or selection in this stack"],
    ),
]


@pytest.mark.requirement("A6", "B4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_plan_that_backs_nothing_up_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """It has a selection that takes something, and a vault."""
    assert case
    assert judge(RULE, *stack) == expected


def test_what_is_outside_the_stack_can_be_named(judge: Callable[..., list[str]]) -> None:
    """Vaults of another stack, and tags that its resources carry."""
    outside = plan("Default")
    stack = [outside, BARE, selection(of=outside, **tagged("daily"))]
    assert judge(RULE, *stack) != []
    config = {"vaults": ["Default"], "tagsElsewhere": {"backup": "daily"}}
    assert judge(RULE, *stack, config=config) == []
