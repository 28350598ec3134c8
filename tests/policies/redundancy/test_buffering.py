"""Cases of BC-HA-014."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-HA-014"
QUEUE = "aws:sqs/queue:Queue"
FUNCTION = "aws:lambda/function:Function"
PERMISSION = "aws:lambda/permission:Permission"
DAYS = 86_400
NOWHERE = "events that it fails on go nowhere"
LATER = "is not known before the update"


def queue(called: str = "it", *, to: Declared | str | None = None, **properties: Any) -> Declared:
    """Return a queue; `to` is its dead-letter queue, by dependency or by ARN."""
    uses: dict[str, list[Declared]] = {}
    if isinstance(to, Declared):
        properties["redrivePolicy"] = UNKNOWN
        uses = {"redrivePolicy": [to]}
    elif to is not None:
        properties["redrivePolicy"] = json.dumps({"deadLetterTargetArn": to, "maxReceiveCount": 3})
    return Declared(QUEUE, called, properties, uses=uses)


def beside(of: Declared, to: Declared) -> Declared:
    """Return a redrive policy of its own."""
    return Declared(
        "aws:sqs/redrivePolicy:RedrivePolicy",
        "redrive",
        {"queueUrl": UNKNOWN, "redrivePolicy": UNKNOWN},
        uses={"queueUrl": [of], "redrivePolicy": [to]},
    )


def permission(of: Declared, principal: Any = "s3.amazonaws.com") -> Declared:
    """Return what lets a service call a function."""
    given = {"function": UNKNOWN, "principal": principal}
    return Declared(PERMISSION, "may", given, uses={"function": [of]})


def on_failure(of: Declared) -> Declared:
    """Return where the failures of a function go."""
    return Declared(
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        "failures",
        {
            "functionName": UNKNOWN,
            "destinationConfig": {"onFailure": {"destination": UNKNOWN}},
        },
        uses={"functionName": [of]},
    )


LETTERS = queue("letters", messageRetentionSeconds=14 * DAYS)
SHORT = queue("letters", messageRetentionSeconds=4 * DAYS)
OPEN = queue("letters", messageRetentionSeconds=UNKNOWN)
WRONG = queue("letters", messageRetentionSeconds="long")
MADE = Declared(QUEUE, "letters", LETTERS.properties, outputs={"arn": "arn:aws:sqs:::letters"})
PLAIN = queue()
CALLED = Declared(FUNCTION, "it", {})
DECOY = Declared(FUNCTION, "decoy", {})
WITH_LETTERS = Declared(FUNCTION, "it", {"deadLetterConfig": {"targetArn": UNKNOWN}})

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [LETTERS, queue(to=LETTERS)], []),
    ("pass: by ARN", [MADE, queue(to="arn:aws:sqs:::letters")], []),
    ("pass: by a policy of its own", [LETTERS, PLAIN, beside(PLAIN, LETTERS)], []),
    ("pass: dead letters of another stack", [queue(to="arn:aws:sqs:::elsewhere")], []),
    ("pass: a function with dead letters", [WITH_LETTERS, permission(WITH_LETTERS)], []),
    (
        "pass: a function with a destination",
        [CALLED, permission(CALLED), on_failure(CALLED)],
        [],
    ),
    (
        "fail: it forgets too early",
        [LETTERS, queue(to=LETTERS, messageRetentionSeconds=600)],
        ["it: message_retention_seconds is 600"],
    ),
    (
        "fail: a policy that names nothing",
        [queue(redrivePolicy='{"maxReceiveCount": 3}')],
        ["it: redrive_policy names no deadLetterTargetArn"],
    ),
    (
        "fail: a policy that is no document",
        [queue(redrivePolicy="yes")],
        ["it: redrive_policy names no deadLetterTargetArn"],
    ),
    (
        "fail: a number that is none",
        [LETTERS, queue(to=LETTERS, messageRetentionSeconds="long")],
        ["it: message_retention_seconds is not a number"],
    ),
    ("fail: a function", [CALLED, permission(CALLED)], [f"it: {NOWHERE}"]),
    (
        "fail: a function that a schedule calls",
        [
            CALLED,
            Declared(
                "aws:scheduler/schedule:Schedule",
                "nightly",
                {"target": {"arn": UNKNOWN}},
                uses={"target": [CALLED]},
            ),
        ],
        [f"it: {NOWHERE}"],
    ),
    (
        "fail: the destination is another function's",
        [CALLED, DECOY, permission(CALLED), on_failure(DECOY)],
        [f"it: {NOWHERE}"],
    ),
    (
        "boundary: dead letters live as long as the queue's own",
        [SHORT, queue(to=SHORT)],
        ["it: letters keeps a message for 345600 s, the queue itself for 345600 s"],
    ),
    (
        "boundary: as long as the outage",
        [LETTERS, queue(to=LETTERS, messageRetentionSeconds=3000)],
        [],
    ),
    (
        "boundary: a second less than the outage",
        [LETTERS, queue(to=LETTERS, messageRetentionSeconds=2999)],
        ["it: message_retention_seconds is 2999"],
    ),
    ("absent: no dead-letter queue", [PLAIN], ["it: it has no dead-letter queue"]),
    (
        "unknown: how long it keeps",
        [LETTERS, queue(to=LETTERS, messageRetentionSeconds=UNKNOWN)],
        [
            f"undecided: it: message_retention_seconds {LATER}",
            f"undecided: it: how long a message is kept {LATER}",
        ],
    ),
    (
        "unknown: how long its dead-letter queue keeps",
        [OPEN, queue(to=OPEN)],
        [f"undecided: it: how long a message is kept {LATER}"],
    ),
    (
        "fail: its dead-letter queue keeps for no number",
        [WRONG, queue(to=WRONG)],
        ["it: message_retention_seconds of letters is not a number"],
    ),
    (
        "unknown: its dead-letter queue",
        [queue(redrivePolicy=UNKNOWN)],
        [f"undecided: it: its dead-letter queue {LATER}"],
    ),
    (
        "unknown: who calls a function",
        [CALLED, permission(CALLED, UNKNOWN)],
        [f"undecided: it: whether events that it fails on are kept {LATER}"],
    ),
    ("not applicable: nothing of the kind", [], ["n/a: no queue or function in this stack"]),
    (
        "not applicable: a weaker tier",
        [queue(tags={"pods:tier": "3"})],
        ["n/a: tier 3 may lose what waits"],
    ),
    (
        "not applicable: a function that is waited for",
        [CALLED, permission(CALLED, "apigateway.amazonaws.com")],
        ["n/a: nothing of this stack calls it without waiting"],
    ),
    (
        "not applicable: a queue that takes dead letters of another stack",
        [queue(redriveAllowPolicy='{"redrivePermission": "allowAll"}')],
        ["n/a: a dead-letter queue: judged with the queue that it is of"],
    ),
]


@pytest.mark.requirement("B3", "B5")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_work_that_is_lost_in_an_outage_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """What waits, waits long enough; what fails is kept, and longer."""
    assert case
    assert judge(RULE, *stack) == expected
