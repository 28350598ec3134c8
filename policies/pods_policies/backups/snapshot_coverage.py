"""BC-BKP-006: every volume is reached by a snapshot policy or a backup selection."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.reading import UNKNOWN, Truth, every, some
from pods_policies.relations.backups.backup_paths import Index, index_of
from pods_policies.relations.backups.backup_selections import SELECTION
from pods_policies.relations.backups.backup_targets import INSTANCE, TEMPLATE
from pods_policies.relations.backups.lifecycle_policies import LIFECYCLE
from pods_policies.relations.data.data_resources import VOLUME
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import GROUP
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["SNAPSHOT_COVERAGE", "CoverageSettings"]

_CHANGES: Final = {
    VOLUME: Change("tags", "", "put {tag} into tags"),
    INSTANCE: Change("volumeTags", "", "put {tag} into volume_tags (volumeTags)"),
    TEMPLATE: Change(
        "tagSpecifications",
        "",
        "put {tag} into the tags of tag_specifications (tagSpecifications) with "
        'resource_type="volume"',
    ),
}


class CoverageSettings(Settings):
    """What reaches volumes from outside the stack."""

    target_tags: dict[str, str] = Field(
        default_factory=dict,
        description="Tags whose volumes a policy outside this stack snapshots.",
    )


def _check(stack: Stack, settings: CoverageSettings) -> Iterator[Verdict]:
    carriers = stack.of_type(VOLUME, INSTANCE, TEMPLATE)
    if not carriers:
        yield NotApplicable("no volume, instance or launch template in this stack")
        return
    index, tag = index_of(stack), _example_tag(stack)
    has_policy = bool(stack.of_type(LIFECYCLE))
    first = "" if has_policy else "add an aws.dlm.LifecyclePolicy that targets a tag, and "
    for carrier in carriers:
        covered = _is_covered(index, carrier, settings.target_tags)
        yield Kept(carrier) if covered is True else _verdict(carrier, covered, tag, first)


def _verdict(subject: Resource, covered: Truth, tag: str, first: str) -> Finding | Undecided:
    required = "its volumes are snapshotted by a policy or a backup selection (A9)"
    template = _CHANGES[subject.type]
    change = Change(template.prop, "", first + template.words.format(tag=tag))
    if covered is UNKNOWN:
        observed = "whether a snapshot policy reaches it is not known before the update"
        return Undecided(subject, observed, required, change)
    observed = "no enabled snapshot policy or backup selection of this stack reaches it"
    return Finding(subject, observed, required, change)


def _is_covered(index: Index, carrier: Resource, outside: Mapping[str, str]) -> Truth:
    """Each volume by one policy or another, or by a tag of another stack's; or all by one."""
    groups = index.views(carrier)
    by_policy = some(index.policies.covers(carrier, group) for group in groups)
    by_tag = every(view.tags.has_any(outside) for view in groups[-1]) if outside else False
    by_plan = some(reaches for _, reaches in index.selecting(carrier))
    return some([by_policy, by_tag, by_plan])


def _example_tag(stack: Stack) -> str:
    """Name a tag that a policy of this stack already looks for, or the usual one."""
    for policy in stack.of_type(LIFECYCLE):
        wanted = policy.declared("policyDetails", "targetTags")
        for key, value in wanted.items() if isinstance(wanted, dict) else ():
            if isinstance(value, str):
                return f'"{key}": "{value}"'
    return '"pods:snapshot": "<the tag that the snapshot policy targets>"'


SNAPSHOT_COVERAGE = StackRule(
    id="BC-BKP-006",
    title="Every volume is reached by a snapshot policy or a backup selection",
    severity=Severity.CRITICAL,
    requirements=("A9",),
    reads=(VOLUME, INSTANCE, TEMPLATE, GROUP, LIFECYCLE, SELECTION),
    checks="Every volume, and the volumes of every instance and launch template, carry one of the "
    "target tags of an enabled Data Lifecycle Manager policy of their Region, or are reached by an "
    "AWS Backup selection (by ARN, wildcard, tag or condition). A policy for instances is matched "
    "with the tags of the instance, those that an Auto Scaling group propagates included.",
    why="A snapshot policy finds its volumes by tag. One wrong tag, and the policy runs for months "
    "without ever touching the volume.",
    remediation="Give the volume, or the volume tags of the instance or launch template, a tag "
    "that the snapshot policy targets.",
    clauses=BACKUPS,
    settings=CoverageSettings,
    example=(
        resource(VOLUME, "clinic-data", {"tags": {"pods:snapshot": "clinc"}}),
        resource(
            LIFECYCLE,
            "clinic-snapshots",
            {
                "policyDetails": {
                    "resourceTypes": ["VOLUME"],
                    "targetTags": {"pods:snapshot": "clinic"},
                }
            },
        ),
    ),
    check=_check,
)
