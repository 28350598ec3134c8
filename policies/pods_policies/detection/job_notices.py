"""Whether the failures of AWS Backup's jobs are told, and through what."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.detection.alarms import ALARM, topics_of
from pods_policies.detection.event_rules import Pattern, rules_with_targets
from pods_policies.reading import ABSENT, UNKNOWN, Truth, some
from pods_policies.relations.data.data_resources import VAULTS
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["JOBS", "VAULT_NOTICES", "jobs_told"]

VAULT_NOTICES: Final = "aws:backup/vaultNotifications:VaultNotifications"

JOBS: Final = ("backup", "copy", "restore")
"""Kinds of AWS Backup's jobs."""

_VAULT_EVENTS: Final = {
    "backup": {"BACKUP_JOB_FAILED", "BACKUP_JOB_COMPLETED"},  # completed is told of failed ones too
    "copy": {"COPY_JOB_FAILED"},
    "restore": {"RESTORE_JOB_FAILED", "RESTORE_JOB_COMPLETED"},
}
_DETAIL_TYPES: Final = {job: f"{job.title()} Job State Change" for job in JOBS}
_METRICS: Final = {f"NumberOf{job.title()}JobsFailed": job for job in JOBS}
_ALL: Final = ""

_Told = dict[tuple[str, str], list[Truth]]
"""What is told, by a vault's URN and a kind of job; `""` stands for all vaults."""
_TOLD: WeakKeyDictionary[Stack, _Told] = WeakKeyDictionary()


def jobs_told(stack: Stack, vault: Resource) -> dict[str, Truth]:
    """Answer, for each kind of job of a vault, whether its failure is told."""
    if stack not in _TOLD:
        found: _Told = {}
        for about, job, truth in _told(stack):
            found.setdefault((about, job), []).append(truth)
        _TOLD[stack] = found
    known = _TOLD[stack]
    return {
        job: some([*known.get((vault.urn, job), []), *known.get((_ALL, job), [])]) for job in JOBS
    }


def _told(stack: Stack) -> Iterator[tuple[str, str, Truth]]:
    yield from _by_vaults(stack)
    for rule, pattern in rules_with_targets(stack):
        for job in JOBS:
            if pattern.is_known:
                yield _ALL, job, _admits(pattern, job)
                continue
            # Before the update the text is unknown where it names a vault by its ARN. A rule on
            # events that is made from a vault is about that vault's jobs; the text is judged once
            # it is known.
            sources = stack.sources(rule, "eventPattern", *VAULTS)
            yield from ((vault.urn, job, True) for vault in sources)
            if not sources:
                yield _ALL, job, UNKNOWN
    for alarm in stack.of_type(ALARM):
        metric = alarm.declared("metricName")
        if isinstance(metric, str) and metric in _METRICS and _tells(stack, alarm):
            yield _ALL, _METRICS[metric], True


def _by_vaults(stack: Stack) -> Iterator[tuple[str, str, Truth]]:
    for notice in stack.of_type(VAULT_NOTICES):
        named = resolve(stack, notice, ("backupVaultName",), *VAULTS)
        for job in JOBS:
            told = _told_by_vault(notice, job)
            yield from ((vault.urn, job, told) for vault in named.certain)
            if told is not False:
                yield from ((vault.urn, job, UNKNOWN) for vault in named.possible)
                if not named.complete:
                    yield _ALL, job, UNKNOWN


def _told_by_vault(notice: Resource, job: str) -> Truth:
    if notice.declared("snsTopicArn") is ABSENT:
        return False
    events = notice.declared("backupVaultEvents")
    if not isinstance(events, list):
        return UNKNOWN if events is UNKNOWN else False
    wanted = _VAULT_EVENTS[job]
    return some(
        UNKNOWN if one is UNKNOWN else isinstance(one, str) and one in wanted for one in events
    )


def _admits(pattern: Pattern, job: str) -> bool:
    status = "status" if job == "restore" else "state"
    asked = [
        pattern.admits("aws.backup", "source"),
        pattern.admits(_DETAIL_TYPES[job], "detail-type"),
        pattern.admits("FAILED", "detail", status),
    ]
    return False not in asked


def _tells(stack: Stack, alarm: Resource) -> bool:
    topics = topics_of(stack, alarm, "alarmActions")
    return bool(topics.everything or topics.elsewhere or not topics.complete)
