"""What a stack carries of its plan."""

import json
from typing import Any

from pods.continuity import Plan
from pods.continuity.stack_record import digest, document, stack_record
from tests.continuity.sample_plan import plan_of, sample


def test_the_document_reads_back_as_the_same_plan() -> None:
    """Nothing is lost on the way through plain values."""
    plan = plan_of()
    assert Plan.model_validate(json.loads(json.dumps(document(plan)))) == plan


def test_the_digest_is_of_the_values_not_of_their_order() -> None:
    """A plan written in another order is the same plan; another value is another one."""
    plain = sample()
    turned = dict(reversed(plain.items()))
    assert digest(plan_of(turned)) == digest(plan_of())
    assert digest(plan_of(**{"capabilities.book.owner": "shop-team"})) != digest(plan_of())
    assert digest(plan_of(**{"services.booking.load.start_time": "PT3M"})) == digest(plan_of())


def test_the_record_says_what_a_judge_needs() -> None:
    """Tier and objectives are derived already, in seconds."""
    record = stack_record(plan_of())
    book = record["capabilities"]["book"]
    assert (book["tier"], book["mtpdSeconds"], book["minimumPercent"]) == (1, 14_400, 50)
    assert book["objectives"]["az"] == {"rtoSeconds": 900, "rpoSeconds": 300}
    assert len(book["objectives"]) == 9
    assert record["services"]["booking"]["stores"]["work"] == {
        "kind": "volume",
        "classification": "internal",
        "sizeBytes": 50_000_000_000,
        "derivedFrom": "records",
    }
    assert record["dependencies"]["payments"]["fallback"] == "queue"
    assert record["placement"]["recoveryRegion"] == "us-west-2"
    assert record["releases"]["1"]["blackouts"]["month-end"] == {
        "recurs": "FREQ=MONTHLY;BYMONTHDAY=-1",
        "lastsSeconds": 86_400,
        "zone": "America/New_York",
    }


def test_a_blackout_that_comes_once_is_told_by_its_moments() -> None:
    """And a plan without blackouts tells none."""
    once = {"reason": "Fair", "start": "2026-12-20T00:00:00-05:00", "end": "2027-01-02T00:00:00Z"}
    record = stack_record(plan_of(**{"releases.2.blackouts": {"fair": once}}))
    assert record["releases"]["2"]["blackouts"]["fair"] == {
        "start": "2026-12-20T00:00:00-05:00",
        "end": "2027-01-02T00:00:00+00:00",
        "zone": "UTC",
    }
    none: dict[str, Any] = {f"releases.{tier}.blackouts": {} for tier in (1, 2, 3, 4)}
    assert "releases" not in stack_record(plan_of(**none))


def test_nobody_can_be_reached_through_the_record() -> None:
    """Addresses and numbers of people stay out of the state."""
    text = json.dumps(stack_record(plan_of()))
    for private in ("@", "+1202", "paging", "merchant portal", "billing"):
        assert private not in text.lower()
