"""BC-BKP-010: every backup plan takes something, and puts it into a vault that exists."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.reading import UNKNOWN, Missing, Truth
from pods_policies.relations.backups.backup_paths import Index, index_of
from pods_policies.relations.backups.backup_plans import PLAN_TYPE, PlanRule
from pods_policies.relations.backups.backup_selections import SELECTION, Selection
from pods_policies.relations.backups.backup_targets import SELECTABLE, TEMPLATE
from pods_policies.relations.backups.tag_conditions import equalities, pair_of, rows
from pods_policies.relations.data.data_resources import VAULTS
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.requiring import all_kept
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["WORKING_PLANS", "PlanSettings"]

_REQUIRED: Final = "a backup plan backs something up, in a vault that is there (A6, B4)"


class PlanSettings(Settings):
    """What backup plans of this stack find outside it."""

    vaults: list[str] = Field(
        default_factory=list,
        description="Names of vaults outside this stack that its plans may use, such as Default.",
    )
    tags_elsewhere: dict[str, str] = Field(
        default_factory=dict,
        description="Tags that resources outside this stack carry for its selections.",
    )


def _check(stack: Stack, settings: PlanSettings) -> Iterator[Verdict]:
    plans, selections = stack.of_type(PLAN_TYPE), stack.of_type(SELECTION)
    if not plans and not selections:
        yield NotApplicable("no backup plan or selection in this stack")
        return
    index = index_of(stack)
    planned = {one.resource.urn: _plans_of(stack, one) for one in index.selections.all}
    taken = _taken(stack, index)
    busy = _busy(index, planned, taken)
    for selection in index.selections.all:
        yield _judge_selection(selection, planned[selection.resource.urn], (taken, busy), settings)
    for plan in plans:
        said = [_judge_use(plan, planned), *_judge_vaults(index, plan, settings)]
        yield from all_kept(plan, said)


def _plans_of(stack: Stack, selection: Selection) -> References:
    return resolve(stack, selection.resource, ("planId",), PLAN_TYPE)


def _taken(stack: Stack, index: Index) -> dict[str, Truth]:
    """Return the selections that take a resource of the stack, or may, by URN."""
    found: dict[str, Truth] = {}
    for one in stack.of_type(*SELECTABLE, TEMPLATE):
        for selection, truth in index.selecting(one):
            urn = selection.resource.urn
            found[urn] = True if truth is True else found.get(urn, UNKNOWN)
    return found


def _busy(
    index: Index, planned: Mapping[str, References], taken: Mapping[str, Truth]
) -> frozenset[str]:
    """Return the URNs of plans of which some selection surely takes something."""
    return frozenset(
        plan.urn
        for one in index.selections.all
        if taken.get(one.resource.urn) is True
        for plan in planned[one.resource.urn].certain
    )


def _judge_selection(
    selection: Selection,
    plans: References,
    found: tuple[Mapping[str, Truth], frozenset[str]],
    settings: PlanSettings,
) -> Verdict:
    one = selection.resource
    if selection.is_empty:
        change = Change("resources", "", "name resources, or the tags that they carry")
        return Finding(one, "it names no resource and no tag", _REQUIRED, change)
    taken, busy = found
    asked = _asked(selection)
    helped = any(plan.urn in busy for plan in plans.certain)
    if taken.get(one.urn) is True or helped or not asked or _is_elsewhere(asked, settings):
        return Kept(one)
    tags = ", ".join(f"{key}={value}" for key, value in asked)
    change = Change("tags", "", f"give the resources that it is for the tag {tags}")
    if taken.get(one.urn) is UNKNOWN:
        observed = f"which resources carry {tags} is not known before the update"
        return Undecided(one, observed, _REQUIRED, change)
    return Finding(
        one, f"no resource of this stack that it can take carries {tags}", _REQUIRED, change
    )


def _asked(selection: Selection) -> list[tuple[str, str]]:
    """Return the tags that it asks for; those of which key and value are known."""
    pairs = [pair_of(row) for row in rows(selection.tags)]
    conditions = [pair for row in rows(selection.conditions) for pair in equalities(row)]
    return [*(pair for pair in pairs if pair is not None), *conditions]


def _is_elsewhere(asked: list[tuple[str, str]], settings: PlanSettings) -> bool:
    return any(settings.tags_elsewhere.get(key) == value for key, value in asked)


def _judge_use(plan: Resource, planned: Mapping[str, References]) -> Verdict:
    used = [references.includes(plan) for references in planned.values()]
    change = Change("planId", "", "add an aws.backup.Selection with plan_id", "for")
    if True in used:
        return Kept(plan)
    if UNKNOWN in used:
        observed = "which selection is for it is not known before the update"
        return Undecided(plan, observed, _REQUIRED, change)
    return Finding(plan, "no selection of this stack is for it", _REQUIRED, change)


def _judge_vaults(index: Index, plan: Resource, settings: PlanSettings) -> Iterator[Verdict]:
    rules = index.plan_rules(plan)
    if isinstance(rules, Missing):
        change = Change("rules", "", "write the rules plainly")
        observed = "its rules are not known before the update"
        yield Undecided(plan, observed, _REQUIRED, change)
        return
    if not rules:
        change = Change("rules", "", "give it a rule with a schedule and a target_vault_name")
        yield Finding(plan, "it has no rule", _REQUIRED, change)
    for rule in rules:
        yield _judge_vault(plan, rule, settings)


def _judge_vault(plan: Resource, rule: PlanRule, settings: PlanSettings) -> Verdict:
    prop = f"{rule.path}.targetVaultName"
    change = Change(prop, "vault.name", words_nearby=("target_vault_name",))
    unknown = [name for name in rule.vault.elsewhere if name not in settings.vaults]
    if unknown:
        observed = f"no vault of this stack has the name that {prop} gives"
        return Finding(plan, observed, _REQUIRED, change)
    if rule.vault.is_absent and not rule.vault.elsewhere:
        return Finding(plan, f"{prop} names no vault", _REQUIRED, change)
    if not rule.vault.complete and not rule.vault.everything:
        observed = f"{prop} is not known before the update, and comes from no vault of this stack"
        return Undecided(plan, observed, _REQUIRED, change)
    return Kept(plan)


WORKING_PLANS = StackRule(
    id="BC-BKP-010",
    title="Every backup plan takes something and has a vault to put it in",
    severity=Severity.HIGH,
    requirements=("A6", "B4"),
    reads=(PLAN_TYPE, SELECTION, *VAULTS, *SELECTABLE, TEMPLATE),
    checks="Every backup plan has a selection, and its rules put what they make into a vault of "
    "the stack or one that the configuration names. Every selection names resources or tags; where "
    "it asks for tags, some resource that it can take carries them, or another selection of the "
    "same plan takes something.",
    why="A plan without a selection, or whose selection asks for a tag that nothing carries, is "
    "created without a word and never backs up anything. It looks like a backup in every list.",
    remediation="Give the plan a selection, the resources the tag, and the rule a vault.",
    clauses=BACKUPS,
    settings=PlanSettings,
    example=(
        resource(
            PLAN_TYPE,
            "clinic-plan",
            {"rules": [{"schedule": "cron(0 5 * * ? *)", "targetVaultName": "clinic-vault"}]},
        ),
        resource(VAULTS[0], "clinic-vault", {"name": "clinic-vault"}),
    ),
    check=_check,
)
