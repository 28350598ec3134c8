"""Cases of BC-CPY-005."""

from collections.abc import Callable

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import RECOVERY, data, plan, selection, vault

RULE = "BC-CPY-005"
HOME, COPIES = vault("home"), vault("copies", RECOVERY)
GAP = vault("gap", RECOVERY, "LogicallyAirGappedVault")
DB, BUCKET = data(), data("aws:s3/bucket:Bucket")
FOREIGN = Declared(
    "aws:backup/vault:Vault", "foreign", {"name": "foreign"}, outputs={"arn": UNKNOWN}
)
ALONE = ["data: every copy of it lies within its own account"]
OPEN = ["undecided: data: whose vault its copies go to is not known before the update"]


def backed(*copies: Declared, literal: bool = False, home: Declared = HOME) -> list[Declared]:
    """Return a stack that backs the database up, with these copies."""
    made = plan(home, copies, literal=literal)
    return [DB, home, *copies, made, selection(made, DB)]


def copied_to(arn: str) -> list[Declared]:
    """Return a stack that copies into a vault of another stack."""
    rule = {
        "targetVaultName": "home",
        "schedule": "cron(0 5 * * ? *)",
        "copyActions": [{"destinationVaultArn": arn}],
    }
    outputs = {"id": "p", "arn": "arn:aws:backup:us-east-1:111111111111:backup-plan:p"}
    made = Declared("aws:backup/plan:Plan", "plan", {"rules": [rule]}, outputs=outputs)
    return [DB, HOME, made, selection(made, DB)]


READER = Declared("pods:index:ExportReader", "exports")
PULLED = Declared(
    "aws:iam/rolePolicy:RolePolicy", "exports", {"policy": UNKNOWN}, READER, {"policy": [BUCKET]}
)
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: an air-gapped vault, by dependency", backed(COPIES, GAP), []),
    ("pass: an air-gapped vault, by ARN", backed(COPIES, GAP, literal=True), []),
    (
        "pass: a vault of another account",
        copied_to("arn:aws:backup:us-west-2:222222222222:backup-vault:far"),
        [],
    ),
    ("pass: pulled by an export reader", [READER, BUCKET, PULLED], []),
    ("fail: copies of its own account", backed(COPIES), ALONE),
    (
        "fail: a vault of its own account, made elsewhere",
        copied_to("arn:aws:backup:us-west-2:111111111111:backup-vault:far"),
        ALONE,
    ),
    ("fail: an air-gapped vault that nothing fills", [*backed(COPIES), GAP], ALONE),
    ("boundary: no copy at all", backed(), ALONE),
    ("absent: a copy of automated backups", [data(backupRetentionPeriod=35)], ALONE),
    ("unknown: whose vault it is", copied_to(UNKNOWN), OPEN),
    (
        "not applicable: without a backup, which another rule refuses",
        [DB],
        ["n/a: nothing backs it up: BC-BKP-007 judges that"],
    ),
    ("not applicable: nothing", [], ["n/a: no data resource in this stack"]),
    (
        "not applicable: tier 3",
        [data(tags={"pods:tier": "3"})],
        ["n/a: tier 3 may be lost with the account"],
    ),
]


@pytest.mark.requirement("B10", "D4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_data_that_one_account_can_destroy_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """One copy survives the loss of the account, or whoever took it over."""
    assert judge(RULE, *stack) == expected, case


def test_what_no_other_rule_judges_is_refused_here(judge: Callable[..., list[str]]) -> None:
    """Of tier 3 a backup plan is not required; who asks for a copy out of reach gets an answer."""
    third = data(tags={"pods:tier": "3"})
    [said] = judge(RULE, third, config={"maxTier": 3})
    assert said.endswith("data: it has neither backup nor copy")


def test_what_is_exported_otherwise_can_be_named(judge: Callable[..., list[str]]) -> None:
    """The stack does not show every export."""
    assert judge(RULE, DB, config={"exported": ["da*"]}) == []


def test_what_a_plan_outside_the_stack_copies_is_not_known(
    judge: Callable[..., list[str]],
) -> None:
    """Another rule is content with that plan, so that this one may not leave it to that rule."""
    tagged = data(tags={"backup": "daily"})
    said = "undecided: data: where a backup plan outside this stack copies it is not known here"
    assert judge(RULE, tagged, config={"centralBackupTags": {"backup": "daily"}}) == [said]
    unnamed = judge(RULE, tagged, config={"centralBackupTags": {"backup": "weekly"}})
    assert unnamed == ["n/a: nothing backs it up: BC-BKP-007 judges that"]
