"""What the reference product's application asks of AWS, through the command."""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest

from stacks.reference import application


def test_sqs_is_used_through_the_command() -> None:
    """A message is deleted only once its change was made."""
    asked: list[tuple[str, ...]] = []
    body = json.dumps({"key": "ada"})

    def run(*arguments: str) -> str:
        asked.append(arguments)
        messages = {"Messages": [{"Body": body, "ReceiptHandle": "r1"}]}
        return json.dumps(messages) if arguments[1] == "receive-message" else ""

    url = "https://sqs.us-west-2.amazonaws.com/111111111111/deferred"
    queue = application.Queue(url, run)
    queue.send({"key": "ada"})
    where = ("--queue-url", url, "--region", "us-west-2")
    assert asked == [("sqs", "send-message", *where, "--message-body", body)]

    def refuse(_change: Mapping[str, Any]) -> None:
        raise application.Unavailable("s3")

    with pytest.raises(application.Unavailable):
        queue.work_off(refuse)
    assert asked[-1][1] == "receive-message"
    assert queue.work_off(lambda _change: None) == 1
    assert asked[-1] == ("sqs", "delete-message", *where, "--receipt-handle", "r1")


def test_s3_is_used_through_the_command() -> None:
    """A record that is not there is none; one that is written is read back."""
    kept: dict[str, str] = {}

    def run(*arguments: str, given: str = "") -> str:
        kept.update({arguments[3]: given} if arguments[2] == "-" else {})
        return kept.get(arguments[2], "")

    bucket = application.Bucket("clinic", run)
    assert bucket.get("ada") is None
    bucket["ada"] = {"value": 1, "at": 2}
    assert list(kept) == ["s3://clinic/records/ada"]
    assert bucket.get("ada") == {"value": 1, "at": 2}


@pytest.mark.parametrize(
    ("code", "said", "found"), [(0, "", "found"), (1, "fatal error: (404) Not Found", "")]
)
def test_what_is_not_there_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, code: int, said: str, found: str
) -> None:
    """Any other failure of the command is one of what it asks."""
    answers = [subprocess.CompletedProcess([], code, found, said)]
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answers[0])
    assert application.run_aws("s3", "cp") == found
    answers[0] = subprocess.CompletedProcess([], 1, "", "could not connect")
    with pytest.raises(application.Unavailable, match="s3"):
        application.run_aws("s3", "cp")
