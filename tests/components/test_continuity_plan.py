"""A plan in the stack, and a pair that is built from it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from pods.components import ContinuityPlan, PodPair
from pods.continuity.stack_record import document, stack_record
from pods.errors import PlanError, TopologyError
from tests.components.recording import Recording, record
from tests.continuity.sample_plan import plan_of, sample

GROUP = "aws:autoscaling/group:Group"
INSTANCE = "aws:rds/instance:Instance"
SCHEDULE = "aws:dlm/lifecyclePolicy:LifecyclePolicy"

Warned = list[str]


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> Warned:
    """Collect what a program is warned of."""
    said: Warned = []
    monkeypatch.setattr(pulumi.log, "warn", lambda text, **_: said.append(text))
    return said


def pair(plan: dict[str, Any], **args: Any) -> Recording:
    """Record a pair that is built from a plan."""
    given: Any = {"plan": plan, "domain": "clinic.example", **args}
    return record(lambda: PodPair("clinic", given))


def plain(**changes: Any) -> dict[str, Any]:
    """Return the sample plan as a `ContinuityPlan` hands it over, with places changed."""
    return document(plan_of(**changes))


def test_the_stack_carries_what_the_judge_reads(tmp_path: Path) -> None:
    """The component's only input is the record; it has no children."""
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(sample()), encoding="utf-8")
    recording = record(lambda: ContinuityPlan("clinic", {"file": str(file)}))
    (only,) = recording.resources
    assert (only.type, only.name) == ("pods:index:ContinuityPlan", "clinic")
    assert only.inputs == {"plan": stack_record(plan_of())}


def test_the_document_of_the_plan_is_the_whole_plan(tmp_path: Path) -> None:
    """A pair gets every part of it, from JSON as from YAML."""
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(sample()), encoding="utf-8")
    made: list[ContinuityPlan] = []
    record(lambda: made.append(ContinuityPlan("clinic", {"file": str(file)})))
    assert made[0].document == document(plan_of())


def test_what_is_overdue_is_said_and_stops_nothing(tmp_path: Path, warned: Warned) -> None:
    """An update never waits for the calendar, and never hides it: one line says how much is due."""
    overdue = sample()
    overdue["governance"] |= {"last_review": date(2020, 1, 1), "approved": date(2020, 1, 2)}
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(overdue), encoding="utf-8")
    recording = record(lambda: ContinuityPlan("clinic", {"file": str(file)}))
    assert len(recording.resources) == 1
    (said,) = warned
    assert said.startswith(f"{file}: the plan has ")
    assert "review-overdue" in said
    assert said.endswith(f"). `pods plan check {file}` says what each is.")


def test_a_wrong_plan_registers_nothing(tmp_path: Path) -> None:
    """Every problem is told at once, with its line."""
    wrong = sample()
    wrong["capabilities"]["book"]["owner"] = "nobody"
    wrong["capabilities"]["report"]["services"] = ["boking"]
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(wrong), encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        record(lambda: ContinuityPlan("clinic", {"file": str(file)}))
    subjects = [problem.subject for problem in caught.value.problems]
    assert any("capabilities.book.owner" in each for each in subjects)
    assert any("capabilities.report.services[0]" in each for each in subjects)
    assert all(str(file) in each for each in subjects)


def test_every_figure_comes_from_the_plan(warned: Warned) -> None:
    """Zones, capacity, database, copies and people: the program gives only the domain."""
    recording = pair(plain())
    primary = recording.inputs(GROUP, "clinic-primary-group")
    secondary = recording.inputs(GROUP, "clinic-secondary-group")
    assert (primary["minSize"], primary["maxSize"]) == (2, 4)
    assert (secondary["minSize"], secondary["maxSize"]) == (1, 4)
    tags = {tag["key"]: tag["value"] for tag in primary["tags"]}
    assert tags["pods:service"] == "booking"
    assert (tags["pods:tier"], tags["pods:owner"]) == ("1", "clinic-platform")
    database = recording.inputs(INSTANCE, "clinic-database-postgres")
    assert (database["multiAz"], database["backupRetentionPeriod"]) == (True, 35)
    policy = recording.inputs(SCHEDULE, "clinic-snapshots-policy")
    (schedule,) = policy["policyDetails"]["schedules"]
    assert schedule["createRule"]["interval"] == 1
    protocols = {
        each.inputs["protocol"]
        for each in recording.all_of("aws:sns/topicSubscription:TopicSubscription").values()
    }
    assert {"email", "sms"} <= protocols
    assert not [each for each in warned if "weaker" in each]


def test_the_program_wins_and_is_warned_where_it_weakens(warned: Warned) -> None:
    """A weaker arg is used, and said aloud with what the plan asks for."""
    recording = pair(plain(), database={"backup_retention_days": 7})
    assert recording.inputs(INSTANCE, "clinic-database-postgres")["backupRetentionPeriod"] == 7
    (weaker,) = [each for each in warned if "backup_retention_days" in each]
    assert "7" in weaker
    assert "35" in weaker


def test_a_stronger_arg_is_used_in_silence(warned: Warned) -> None:
    """More than the plan asks for needs no word."""
    pair(plain(), primary={"running": 6, "maximum": 8}, secondary={"maximum": 8})
    assert not [each for each in warned if "weaker" in each]


def test_all_that_the_plan_asks_for_is_made(warned: Warned) -> None:
    """Copies in vaults, a replica, a second Region, canaries and a page; the vaults say more."""
    recording = pair(plain())
    made = {each.type.rpartition(":")[2] for each in recording.resources}
    assert {"Backups", "RecoveryRegion", "RegionalFailover", "Probes", "Dashboard"} <= made
    assert recording.inputs("aws:s3/bucketReplicationConfig:BucketReplicationConfig")["rules"]
    (replica,) = (
        each
        for each in recording.all_of(INSTANCE).values()
        if each.inputs.get("replicateSourceDb") is not None
    )
    assert replica.inputs["region"] == "us-west-2"
    assert [each.partition(":")[0] for each in warned] == ["clinic-backups"] * 2


@pytest.mark.requirement("B2")
@pytest.mark.usefixtures("warned")
def test_an_objective_moves_the_schedule_and_nothing_else() -> None:
    """From 24 h to 5 min, only the interval between copies changes, in either Region."""

    def with_rpo(rpo: str) -> Recording:
        values = sample()
        for capability in values["capabilities"].values():
            capability["impact"].pop("data_loss", None)
            capability["objectives"] = {
                "data_corruption": {"rpo": "24 h", "reason": "A day can be typed in again"}
            }
        values["capabilities"]["report"]["objectives"]["data_corruption"]["rpo"] = rpo
        return pair(document(plan_of(values)))

    slow, quick = with_rpo("24 h"), with_rpo("5 min")
    before, after = ({(e.type, e.name): e.inputs for e in r.resources} for r in (slow, quick))
    assert before.keys() == after.keys()
    # A password is made up once for a stack, and each recording is a stack of its own.
    changed = [
        key
        for key, inputs in before.items()
        if after[key] != inputs and not key[1].endswith(("-password", "-postgres"))
    ]
    schedules = {"clinic-snapshots-policy", "clinic-recovery-snapshots-policy"}
    assert set(changed) == {(SCHEDULE, each) for each in schedules}
    intervals = [
        each.inputs(SCHEDULE, name)["policyDetails"]["schedules"][0]["createRule"]["interval"]
        for each in (slow, quick)
        for name in sorted(schedules)
    ]
    assert intervals == [12, 12, 1, 1]


def _refused(program: Callable[[], object]) -> list[str]:
    with pytest.raises(TopologyError) as caught:
        program()
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("service", "remedy"),
    [
        ("bookings", "Did you mean booking?"),
        ("shop", "Name one of these, or give the service a load in the plan."),
    ],
)
def test_a_service_that_the_plan_does_not_have_is_refused(service: str, remedy: str) -> None:
    """The message lists those that it has, and names one that is written alike."""
    (problem,) = _refused(lambda: pair(plain(), service=service))
    required = "the plan clinic has a load for booking"
    assert problem == f"clinic: service: {service!r}; {required}. {remedy}"


def test_the_component_itself_is_not_its_document(tmp_path: Path) -> None:
    """A slip that is easily made is answered with what to write."""
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(sample()), encoding="utf-8")

    def program() -> None:
        plan: Any = ContinuityPlan("clinic", {"file": str(file)})
        PodPair("clinic", {"plan": plan, "domain": "clinic.example"})

    (problem,) = _refused(lambda: record(program))
    assert problem.startswith("clinic: plan: a component; ")
    assert problem.endswith("Write `.document` behind it.")


def test_what_is_no_plan_is_refused() -> None:
    """A file's name, or a part of a plan, is not its document."""
    (problem,) = _refused(lambda: pair({"file": "plan.yaml"}))
    assert problem.startswith("clinic: plan: ")
    assert problem.endswith("Hand over `ContinuityPlan(…).document`.")


def test_without_a_plan_the_program_says_it_all() -> None:
    """Everything that neither gives is listed at once."""
    nothing: Any = {"domain": "clinic.example"}
    problems = _refused(lambda: record(lambda: PodPair("clinic", nothing)))
    assert [each.split(";")[0] for each in problems] == [
        "clinic: owner: missing",
        "clinic: availability_zones: missing",
        "clinic: alerts: missing",
    ]
