"""Loading a plan: one report of everything, and never a plan with an error."""

from pathlib import Path

import pytest
import yaml

from pods.continuity.loading import load_plan, read_plan
from pods.errors import PlanError
from tests.continuity import sample_plan
from tests.continuity.loading.small_plan import TODAY, load_small, written

PLAN = """\
version: 1
items:
  book:
    owner: platform
    needs: [pay]
    objectives:
      az: {rto: 60}
  pay:
    owner: billing
"""


def lines(path: Path) -> list[str]:
    """Return the report of a small plan, a finding a line, without its folder."""
    return str(load_small(path).report).replace(f"{path.parent}/", "").splitlines()


def test_a_sound_plan_is_returned(tmp_path: Path) -> None:
    """A plan without findings comes with an empty report and its source."""
    path = written(tmp_path, plan_yaml=PLAN)
    loaded = load_small(path)
    assert loaded.plan is not None
    assert loaded.plan.items["book"].objectives["az"].rto == 60
    assert loaded.report.findings == ()
    assert loaded.sources == (str(path),)


def test_every_kind_of_problem_is_in_one_report(tmp_path: Path) -> None:
    """The form, the model and the checks are reported together, in the order of the lines."""
    text = PLAN.replace("version: 1", "version: 2").replace("[pay]", "[pay, ship]")
    text = text.replace("az: {rto: 60}", "az: {rto: 90}") + "    owner: twice\n    ownr: x\n"
    assert lines(written(tmp_path, plan_yaml=text)) == [
        "plan.yaml:1:10: error: version: 2; 1 is required. Write 1. [not-one-of]",
        (
            "plan.yaml:5:18: error: items.book.needs[1]: 'ship'; an item is named. Name one. "
            "[unknown-reference]"
        ),
        (
            "plan.yaml:7:17: error: items.book.objectives.az.rto: 90 min; whole hours are "
            "required. Round it up. [whole-hours]"
        ),
        (
            "plan.yaml:10:5: error: items.pay.owner: the key stands here and at line 9, column 5; "
            "a key stands once. Keep one of them, or rename one. [duplicate-key]"
        ),
        (
            "plan.yaml:11:5: error: items.pay.ownr: the key is not known; only known keys are "
            "read. Did you mean `owner`? [unknown-key]"
        ),
        (
            "not checked until the errors are mended: every warning, what needs `items`, "
            "what needs `version`, items.book.objectives.az, items.pay.ownr, version"
        ),
        "5 errors, 0 warnings",
    ]


def test_checks_run_on_what_is_valid(tmp_path: Path) -> None:
    """An invalid part does not hide a contradiction in another."""
    text = PLAN.replace("[pay]", "[pay, ship]") + "    note: 7\n"
    assert lines(written(tmp_path, plan_yaml=text)) == [
        (
            "plan.yaml:5:18: error: items.book.needs[1]: 'ship'; an item is named. Name one. "
            "[unknown-reference]"
        ),
        (
            "plan.yaml:10:11: error: items.pay.note: 7; text is required. Put it in quotes. "
            "[wrong-type]"
        ),
        (
            "not checked until the errors are mended: every warning, what needs `items`, "
            "items.pay.note"
        ),
        "2 errors, 0 warnings",
    ]


def test_what_follows_from_an_invalid_part_is_left_out(tmp_path: Path) -> None:
    """A reference to an item that was taken away as invalid is no finding of its own."""
    text = PLAN.replace("owner: billing", "note: no owner")
    assert lines(written(tmp_path, plan_yaml=text)) == [
        (
            "plan.yaml:8:3: error: items.pay.owner: the key is missing; it is required. "
            "Add `owner`: who answers for it. [missing-key]"
        ),
        "not checked until the errors are mended: every warning, what needs `items`, items.pay",
        "1 error, 0 warnings",
    ]


def test_a_warning_does_not_refuse_the_plan(tmp_path: Path) -> None:
    """Warnings stand apart from errors."""
    loaded = load_small(written(tmp_path, plan_yaml=PLAN + "    reviewed: 2027-01-01\n"))
    assert loaded.plan is not None
    assert [item.finding.code for item in loaded.report.warnings] == ["reviewed-tomorrow"]
    assert loaded.report.errors == ()


def test_a_refused_plan_says_where(tmp_path: Path) -> None:
    """The error has the place of every problem in its subject."""
    path = written(tmp_path, plan_yaml="version: 1\nname: Foo\n")
    with pytest.raises(PlanError) as refused:
        load_plan(path, TODAY)
    assert refused.value.exit_code == 2
    first = refused.value.problems[0]
    assert first.subject.startswith(f"{path}:1:1: ")
    assert f"{path}:2:7: name: 'Foo'; lower-case words joined by hyphens" in str(refused.value)
    assert read_plan(path, TODAY).plan is None


def test_a_whole_plan_is_loaded_and_checked(tmp_path: Path) -> None:
    """The real model and its checks: the sample has no finding at all."""
    path = written(tmp_path, plan_yaml=yaml.safe_dump(sample_plan.sample(), sort_keys=False))
    assert str(read_plan(path, sample_plan.TODAY).report) == "0 errors, 0 warnings"
    assert load_plan(path, sample_plan.TODAY) == sample_plan.plan_of()


def test_a_plan_without_a_required_part_is_checked_all_the_same(tmp_path: Path) -> None:
    """Only what needs the absent part stays unchecked, and the report names it."""
    values = sample_plan.sample()
    del values["title"]
    values["capabilities"]["book"]["services"] = ["elsewhere"]
    path = written(tmp_path, plan_yaml=yaml.safe_dump(values, sort_keys=False))
    report = read_plan(path, sample_plan.TODAY).report
    assert [item.finding.code for item in report.errors] == ["missing-key", "unknown-reference"]
    assert report.unchecked == ("every warning", "what needs `title`")


def test_today_is_the_days_own_only_at_the_edge(tmp_path: Path) -> None:
    """Years later the reviews of the same file are overdue."""
    path = written(tmp_path, plan_yaml=yaml.safe_dump(sample_plan.sample(), sort_keys=False))
    later = read_plan(path, sample_plan.TODAY.replace(year=2099)).report
    assert any("overdue" in item.finding.code for item in later.findings)
