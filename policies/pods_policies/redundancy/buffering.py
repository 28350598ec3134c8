"""BC-HA-014: work that cannot be done now waits long enough, and what fails is kept."""

from collections.abc import Iterator
from typing import Final

from pods.continuity.disruptions import Disruption
from pods_policies.clauses import HIGH_AVAILABILITY
from pods_policies.reading import ABSENT, UNKNOWN, Missing, UnreadableValueError, number
from pods_policies.relations.places.networks import FUNCTION
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.dead_letters import QUEUE, REDRIVE, REDRIVE_ALLOW, DeadLetters
from pods_policies.relations.serving.function_calls import (
    CALL_SOURCES,
    INVOKE_CONFIG,
    FunctionCalls,
)
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import objective_of, tier_of
from pods_policies.requiring import Demand, all_kept
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["BUFFERING"]

_RETENTION: Final = "messageRetentionSeconds"
_DEFAULT_SECONDS: Final = 345_600
"""Four days: AWS's default."""
_OUTAGES: Final = (Disruption.AZ, Disruption.REGION, Disruption.DEPENDENCY)


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    queues, functions = stack.of_type(QUEUE), stack.of_type(FUNCTION)
    if not (queues or functions):
        yield NotApplicable("no queue or function in this stack")
        return
    letters, calls = DeadLetters(stack), FunctionCalls(stack)
    for one in (*queues, *functions):
        tier = tier_of(one, settings)
        if tier > settings.max_tier:
            yield NotApplicable(f"tier {tier} may lose what waits", one)
        elif one.type == FUNCTION:
            yield _judge_function(one, calls, tier)
        elif letters.takes(one):
            yield NotApplicable("a dead-letter queue: judged with the queue that it is of", one)
        else:
            verdicts = [_judge_wait(one, tier, settings), _judge_redrive(one, letters, tier)]
            yield from all_kept(one, verdicts)


def _judge_wait(queue: Resource, tier: int, settings: TieredSettings) -> Verdict:
    outage = max(objective_of(queue, settings, kind).rto_seconds for kind in _OUTAGES)
    required = f"tier {tier} lets work wait for an outage of {outage} s (B3, B5)"
    demand = Demand(queue, _RETENTION, required, Change(_RETENTION, str(outage)))
    seconds = _retention(queue)
    if seconds is None:
        return demand.refused("message_retention_seconds is not a number")
    if isinstance(seconds, Missing):
        return demand.unknown
    if seconds < outage:
        return demand.refused(f"message_retention_seconds is {seconds}")
    return Kept(queue)


def _judge_redrive(queue: Resource, letters: DeadLetters, tier: int) -> Verdict:
    required = f"tier {tier} keeps what cannot be worked off, longer than the queue does (B3, B5)"
    words = "set redrive_policy (redrivePolicy) with a deadLetterTargetArn and maxReceiveCount"
    demand = Demand(queue, "redrivePolicy", required, Change("redrivePolicy", "", words))
    redrive = letters.redrive(queue)
    if redrive is UNKNOWN:
        return demand.unknown
    if isinstance(redrive, Missing):
        return demand.refused("it has no dead-letter queue")
    if not redrive.is_readable:
        return demand.refused("redrive_policy names no deadLetterTargetArn")
    if redrive.target is UNKNOWN:
        observed = "its dead-letter queue is not known before the update"
        return Undecided(queue, observed, required, demand.change)
    if isinstance(redrive.target, Missing):
        return Kept(queue)  # of another stack, which judges it
    return _judge_letters(queue, redrive.target, required)


def _judge_letters(queue: Resource, letters: Resource, required: str) -> Verdict:
    """Compare how long both keep a message: its age counts on when it moves."""
    kept, waits = _retention(letters), _retention(queue)
    words = f"raise message_retention_seconds ({_RETENTION}) of {letters.label}"
    change = Change(_RETENTION, "", words)
    if kept is UNKNOWN or waits is UNKNOWN:
        observed = "how long a message is kept is not known before the update"
        return Undecided(queue, observed, required, change)
    if not isinstance(kept, int | float) or not isinstance(waits, int | float):
        observed = f"message_retention_seconds of {letters.name} is not a number"
        return Kept(queue) if waits is None else Finding(queue, observed, required, change)
    if kept > waits:
        return Kept(queue)
    observed = f"{letters.name} keeps a message for {kept} s, the queue itself for {waits} s"
    return Finding(queue, observed, required, change)


def _retention(queue: Resource) -> float | Missing | None:
    """Return for how many seconds a queue keeps a message; None for no number."""
    try:
        seconds = number(queue.declared(_RETENTION))
    except UnreadableValueError:
        return None
    return _DEFAULT_SECONDS if seconds is ABSENT else seconds


def _judge_function(function: Resource, calls: FunctionCalls, tier: int) -> Verdict:
    required = f"tier {tier} keeps the events that a function failed on (B3, B5)"
    words = (
        "set dead_letter_config (deadLetterConfig), or add aws.lambda_.FunctionEventInvokeConfig"
    )
    change = Change("deadLetterConfig.targetArn", "", words)
    asynchronous, place = calls.are_asynchronous(function), calls.have_a_place(function)
    if asynchronous is False:
        return NotApplicable("nothing of this stack calls it without waiting", function)
    if place is True:
        return Kept(function)
    if UNKNOWN in (asynchronous, place):
        observed = "whether events that it fails on are kept is not known before the update"
        return Undecided(function, observed, required, change)
    return Finding(function, "events that it fails on go nowhere", required, change)


BUFFERING = StackRule(
    id="BC-HA-014",
    title="Work of tier 1 or 2 waits for as long as an outage, and what fails is kept",
    severity=Severity.MEDIUM,
    requirements=("B3", "B5"),
    reads=(QUEUE, REDRIVE, REDRIVE_ALLOW, FUNCTION, INVOKE_CONFIG, *CALL_SOURCES),
    checks="Every SQS queue keeps messages for the longest recovery time objective of its service "
    "(loss of a zone, of a Region, of a dependency), has a redrive target, and that dead-letter "
    "queue keeps them longer than the queue does, since a message's age counts on. Functions that "
    "S3, SNS, EventBridge, schedules and others call without waiting have a dead-letter target or "
    "a destination for failures.",
    why="Deferring work to a queue is a promise to do it later. A queue that forgets before the "
    "outage is over breaks it, and so does a message that fails each time and is dropped.",
    remediation="Raise message_retention_seconds, add a dead-letter queue that keeps messages for "
    "14 days, and a failure destination for functions.",
    clauses=HIGH_AVAILABILITY,
    equivalents=(
        "Checkov CKV_AWS_116",
        "AWS Config LAMBDA_DLQ_CHECK",
        "Prowler awslambda_function_no_dead_letter_queue",
    ),
    settings=TieredSettings,
    example=(resource(QUEUE, "clinic-bookings", {_RETENTION: 600}),),
    check=_check,
)
