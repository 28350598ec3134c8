"""Every way in which a resource of the stack is backed up, and how well.

A path says what makes backups of the resource, when, for how long they are kept and where copies
go. Versions of objects are no path: they live and die with their bucket. Replicas are none either:
they repeat every mistake.
"""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary, ref

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth
from pods_policies.relations.backups.backup_path import BackupPath, Kind
from pods_policies.relations.backups.backup_plans import PLAN_TYPE, Copy, PlanRule, rules_of
from pods_policies.relations.backups.backup_selections import Selection, Selections
from pods_policies.relations.backups.backup_targets import FSX_FILE_SYSTEMS, View, views_of
from pods_policies.relations.backups.database_windows import without_blocked
from pods_policies.relations.backups.lifecycle_policies import (
    START_MINUTES,
    LifecyclePolicies,
    Schedule,
    schedules_of,
)
from pods_policies.relations.backups.own_backups import (
    FILE_POLICY,
    automated,
    daily,
    file_policy,
    point_in_time,
)
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    DATABASE,
    DATABASE_CLUSTERS,
    FILE_SYSTEM,
    TABLE,
)
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.schedules.run_times import RunTimes

__all__ = [
    "CONTINUOUS",
    "REPLICATED_BACKUPS",
    "BackupPath",
    "Copy",
    "Index",
    "Kind",
    "index_of",
    "paths_of",
]

REPLICATED_BACKUPS: Final = (
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
)

CONTINUOUS: Final = (DATABASE, "aws:rds/cluster:Cluster", *BUCKETS)
"""Types of which AWS Backup keeps every change: the others it snapshots, whatever a rule says."""


def paths_of(stack: Stack, resource: Resource) -> tuple[BackupPath, ...]:
    """Return the paths that reach a resource, or may; none for what nothing backs up."""
    return index_of(stack).paths(resource)


def index_of(stack: Stack) -> "Index":
    """Return what is known of a stack's backups, read once."""
    if stack not in _INDEXES:
        _INDEXES[stack] = Index(stack)
    return _INDEXES[stack]


class Index:
    """The plans, selections and policies of a stack, found by what they reach."""

    def __init__(self, stack: Stack) -> None:
        """Read what takes resources by reference or by tag.

        The stack is held weakly: it holds the index, and both end together.
        """
        self._held = ref(stack)
        self.selections = Selections(stack)
        self.policies = LifecyclePolicies(stack)
        self._plan_rules: dict[str, list[PlanRule] | Missing] = {}
        self._schedules: dict[str, list[Schedule] | Missing] = {}
        self._paths: dict[str, tuple[BackupPath, ...]] = {}
        self._beside: dict[str, list[tuple[Resource, Truth]]] = {}
        self._views: dict[str, tuple[tuple[View, ...], ...]] = {}
        for prop, kind, targets in (
            ("fileSystemId", FILE_POLICY, (FILE_SYSTEM,)),
            ("sourceDbInstanceArn", REPLICATED_BACKUPS, (DATABASE,)),
        ):
            for one in stack.of_type(kind):
                self._note(one, resolve(stack, one, (prop,), *targets))

    @property
    def _stack(self) -> Stack:
        stack = self._held()
        if stack is None:
            raise ReferenceError("the stack of this index is gone")
        return stack

    def _note(self, one: Resource, targets: References) -> None:
        for target in targets.certain:
            self._beside.setdefault(target.urn, []).append((one, True))
        for target in targets.possible:
            self._beside.setdefault(target.urn, []).append((one, UNKNOWN))

    def views(self, resource: Resource) -> tuple[tuple[View, ...], ...]:
        """Return the ways in which a resource can be backed up."""
        if resource.urn not in self._views:
            self._views[resource.urn] = views_of(self._stack, resource)
        return self._views[resource.urn]

    def paths(self, resource: Resource) -> tuple[BackupPath, ...]:
        """Return the paths that reach a resource, or may."""
        if resource.urn not in self._paths:
            self._paths[resource.urn] = (
                *self._of_plans(resource),
                *self._of_policies(resource),
                *self._of_its_own(resource),
            )
        return self._paths[resource.urn]

    def selecting(self, resource: Resource) -> list[tuple[Selection, Truth]]:
        """Return the selections that take a resource, or may."""
        groups = self.views(resource)
        views = [view for group in groups for view in group]
        found: list[tuple[Selection, Truth]] = []
        for one in self.selections.candidates(resource, views):
            truths = [one.takes(resource, group) for group in groups]
            if any(truth is not False for truth in truths):
                found.append((one, True if True in truths else UNKNOWN))
        return found

    def plan_rules(self, plan: Resource) -> list[PlanRule] | Missing:
        """Return the rules of a plan, read once."""
        if plan.urn not in self._plan_rules:
            self._plan_rules[plan.urn] = rules_of(self._stack, plan)
        return self._plan_rules[plan.urn]

    def schedules(self, policy: Resource) -> list[Schedule] | Missing:
        """Return the schedules of a lifecycle policy, read once."""
        if policy.urn not in self._schedules:
            self._schedules[policy.urn] = schedules_of(policy)
        return self._schedules[policy.urn]

    def _of_plans(self, resource: Resource) -> Iterator[BackupPath]:
        for selection, reaches in self.selecting(resource):
            plans = resolve(self._stack, selection.resource, ("planId",), PLAN_TYPE)
            for plan in plans.everything:
                certain: Truth = reaches if plan in plans.certain else UNKNOWN
                yield from self._of_plan(resource, plan, certain)
            if not plans.everything and not plans.is_absent:
                # A plan of another stack: that something takes the resource is all that is known.
                yield _unread("backup plan", selection.resource, reaches)

    def _of_plan(self, resource: Resource, plan: Resource, reaches: Truth) -> Iterator[BackupPath]:
        rules = self.plan_rules(plan)
        if isinstance(rules, Missing):
            yield _unread("backup plan", plan, reaches)
            return
        for rule in rules:
            yield BackupPath(
                kind="backup plan",
                source=plan,
                rule=rule.index,
                reaches=reaches,
                runs=_unblocked(resource, rule),
                continuous=rule.continuous if resource.type in CONTINUOUS else False,
                kept_days=rule.kept_days,
                copies=rule.copies,
                vault=rule.vault,
                start_minutes=rule.start_minutes,
                cold_after_days=rule.cold_after_days,
                trouble=rule.trouble,
            )

    def _of_policies(self, resource: Resource) -> Iterator[BackupPath]:
        for policy, reaches in self.policies.reaching(resource, self.views(resource)):
            schedules = self.schedules(policy)
            if isinstance(schedules, Missing):
                yield _unread("snapshot policy", policy, reaches)
                continue
            for one in schedules:
                yield BackupPath(
                    kind="snapshot policy",
                    source=policy,
                    rule=one.index,
                    reaches=reaches,
                    runs=one.runs,
                    continuous=False,
                    kept_days=one.kept_days,
                    copies=tuple(
                        Copy(References(), copy.region, ABSENT, copy.kept_days)
                        for copy in one.copies
                    ),
                    start_minutes=START_MINUTES,
                    trouble=one.trouble,
                )

    def _of_its_own(self, resource: Resource) -> Iterator[BackupPath]:
        if resource.type in (DATABASE, *DATABASE_CLUSTERS):
            beside = self._beside.get(resource.urn, [])
            yield from automated(resource, [one for one, _ in beside])
        elif resource.type == TABLE:
            yield from point_in_time(resource)
        elif resource.type in FSX_FILE_SYSTEMS:
            yield from daily(resource)
        elif resource.type == FILE_SYSTEM:
            for policy, certain in self._beside.get(resource.urn, []):
                yield from file_policy(policy, certain)


_INDEXES: Final[WeakKeyDictionary[Stack, Index]] = WeakKeyDictionary()


def _unread(kind: Kind, source: Resource, reaches: Truth) -> BackupPath:
    """A path of which no more is known than that it reaches the resource, or may."""
    return BackupPath(
        kind=kind,
        source=source,
        rule=None,
        reaches=reaches,
        runs=UNKNOWN,
        continuous=UNKNOWN,
        kept_days=UNKNOWN,
    )


def _unblocked(resource: Resource, rule: PlanRule) -> RunTimes | Missing:
    """Leave out the runs that a window of the database stops; continuous backups need none."""
    if resource.type not in (DATABASE, *DATABASE_CLUSTERS) or not isinstance(rule.runs, RunTimes):
        return rule.runs
    start = rule.start_minutes
    return without_blocked(resource, rule.runs, 0 if isinstance(start, Missing) else start)
