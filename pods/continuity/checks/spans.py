"""Spans of 0 where time must pass; objectives have a check of their own."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from pods.continuity.checks.context import Context, Path
from pods.continuity.findings import Finding
from pods.continuity.plan import Plan

__all__ = ["empty_spans"]

_Span = tuple[Path, timedelta | None]


def empty_spans(context: Context) -> Iterator[Finding]:
    """Find spans of 0 in which something is to happen, to be kept or to be watched."""
    walks = (_of_reviews, _of_stores, _of_fallbacks, _of_people, _of_releases)
    for path, span in chain.from_iterable(walk(context.plan) for walk in walks):
        if span == timedelta(0):
            yield Finding(
                "span-empty",
                path,
                "0 s",
                "a span above 0 is required",
                "Write how long it really is.",
            )


def _of_reviews(plan: Plan) -> Iterator[_Span]:
    yield ("governance", "review_every"), plan.governance.review_every
    yield ("analysis", "every"), plan.analysis.every
    for key, promise in plan.commitments.items():
        yield ("commitments", key, "period"), promise.period


def _of_stores(plan: Plan) -> Iterator[_Span]:
    for key, service in plan.services.items():
        for name, store in service.stores.items():
            path: Path = ("services", key, "stores", name)
            if store.protection is not None:
                yield (*path, "protection", "every"), store.protection.every
                yield (*path, "protection", "keep"), store.protection.keep
            if store.retention is not None:
                yield (*path, "retention", "at_least"), store.retention.at_least
                yield (*path, "retention", "at_most"), store.retention.at_most


def _of_fallbacks(plan: Plan) -> Iterator[_Span]:
    # A provider that promises to be back at once, or a fallback that is there at once, can be;
    # one that lasts no time is none.
    for key, dependency in plan.dependencies.items():
        if dependency.fallback is not None:
            yield ("dependencies", key, "fallback", "lasts"), dependency.fallback.lasts
    for key, mode in plan.degradation_modes.items():
        yield ("degradation_modes", key, "lasts"), mode.lasts
        yield ("degradation_modes", key, "test_every"), mode.test_every


def _of_people(plan: Plan) -> Iterator[_Span]:
    for key, severity in plan.incidents.severities.items():
        yield ("incidents", "severities", key, "responds_within"), severity.responds_within
    for key, priority in plan.incidents.priorities.items():
        yield ("incidents", "priorities", key, "resolves_within"), priority.resolves_within
    for key, audience in plan.communications.audiences.items():
        for name, span in audience.cadence.items():
            yield ("communications", "audiences", key, "cadence", name), span


def _of_releases(plan: Plan) -> Iterator[_Span]:
    for tier, rules in plan.releases.items():
        path: Path = ("releases", str(tier))
        for position, stage in enumerate(rules.stages):
            yield (*path, "stages", position, "watch"), stage.watch
        if rules.canary is not None:
            yield (*path, "canary", "watch"), rules.canary.watch
        yield (*path, "rollback_within"), rules.rollback_within
        for key, blackout in rules.blackouts.items():
            yield (*path, "blackouts", key, "lasts"), blackout.lasts
