"""`pods plan init`: a first plan that has no error, from an interview or without one."""

import io
import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pods.cli.plan.answers import Answers
from pods.cli.plan.draft import draft
from pods.cli.plan.judgement import judge
from tests.cli.plan.conftest import Outcome, Run

ON = ("--today", "2026-06-01")


def _interviewed(run: Run, monkeypatch: pytest.MonkeyPatch, text: str, *arguments: str) -> Outcome:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return run("init", *arguments, *ON)


def test_without_questions_it_takes_the_defaults(run: Run, tmp_path: Path) -> None:
    """The file names its schema first, has no error, and what is still an example is said."""
    done = run("init", "--yes", *ON)
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        "wrote plan.yaml and plan.schema.json: 0 errors, 12 warnings",
        (
            "still the examples, to be replaced: team.on_call_email, team.on_call_phone, "
            "team.deputy_email, team.deputy_phone, team.director_email, team.director_phone, "
            "customers.email, customers.page"
        ),
        (
            "next: have it approved, and run `pods plan check plan.yaml` and "
            "`pods plan show plan.yaml`"
        ),
    ]
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=plan.schema.json\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.schema.json", "plan.yaml"]
    assert run("check", "plan.yaml", *ON).lines[-1] == (
        "0 errors, 12 warnings in 1 file, on 2026-06-01"
    )


def test_options_are_answers(run: Run, tmp_path: Path) -> None:
    """Names in any script, several capabilities, and any other answer by its key."""
    done = run(
        "init",
        "shop.yaml",
        "--yes",
        "--title",
        'Café "Ü": #1 $x',
        "--capability",
        "Null=3 days/1 day",
        "--capability",
        "null=4 h/2 h",
        "--set",
        "placement.region=eu-west-1",
        "--set",
        "service.objects_size=1.5 TB",
        "--set",
        "dependencies.0.name=Shop",
        "--set",
        'customers.languages=["de", "fr"]',
        *ON,
    )
    assert (done.code, done.err) == (0, "")
    plan = yaml.safe_load((tmp_path / "shop.yaml").read_text(encoding="utf-8"))
    assert (plan["name"], plan["title"]) == ("cafe-u-1-x", 'Café "Ü": #1 $x')
    outages = {name: each["impact"]["outage"] for name, each in plan["capabilities"].items()}
    assert outages == {
        "capability-null": {"revenue": {"18 h": 1, "1 day 12 h": 2, "3 days": 3}},
        "capability-null-2": {"revenue": {"1 h": 1, "2 h": 2, "4 h": 3}},
    }
    assert plan["placement"]["recovery_region"] == "eu-central-1"
    assert plan["services"]["shop"]["stores"]["objects"]["size"] == "1500 GB"
    assert plan["services"]["shop"]["depends_on"] == ["shop-2"]
    assert list(plan["communications"]["templates"]["recovery"]["text"]) == ["de", "fr"]


def test_answers_come_from_a_file(run: Run, tmp_path: Path) -> None:
    """What --json printed can be changed and given again."""
    first = run("init", "--yes", "--json", *ON).document
    assert first["files"] == ["plan.yaml", "plan.schema.json"]
    assert first["warnings"] == 12
    first["answers"]["product"]["title"] = "Another"
    (tmp_path / "answers.json").write_text(json.dumps(first["answers"]), encoding="utf-8")
    done = run("init", "again.yaml", "--from", "answers.json", *ON)
    assert (done.code, done.err) == (0, "")
    assert '\ntitle: "Another"\n' in (tmp_path / "again.yaml").read_text(encoding="utf-8")


def test_every_wrong_answer_is_told(run: Run, tmp_path: Path) -> None:
    """In the model's words, all at once, with places where there is a file; nothing is written."""
    wrong = run(
        "init", "--yes", "--set", "placement.region=here", "--set", "team.on_call_phone=12", *ON
    )
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == (
        "error: placement.region: 'here'; an AWS Region is required. Write it like us-east-1.\n"
        "team.on_call_phone: '12'; a phone number in the international form is required. "
        "Write it like +12025550142.\n"
    )
    (tmp_path / "a.json").write_text('{"product": {"titel": "x"}}', encoding="utf-8")
    unknown = run("init", "--from", "a.json", *ON)
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err == (
        "error: a.json:1:14: product.titel: the key is not known; only known keys are read. "
        "Did you mean `title`?\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "a.yaml cannot be read: No such file or directory; "),
        ("- 1", "the file holds a list of 1 entry; answers are a mapping of keys to values. "),
        ("", "the file is empty; answers are a mapping of keys to values. "),
        ("a: [", "did not find expected node content; valid YAML is required. "),
        ("x: " + "1" * 5_000_000, "a.yaml has 5000003 bytes; answers are shorter. "),
    ],
    ids=["missing", "list", "empty", "malformed", "large"],
)
def test_a_file_that_holds_no_answers(
    run: Run, tmp_path: Path, content: str | None, said: str
) -> None:
    """It is told of answers: nobody who gives them has a plan."""
    if content is not None:
        (tmp_path / "a.yaml").write_text(content, encoding="utf-8")
    done = run("init", "--from", "a.yaml", *ON)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: a\.yaml:\d:1: answers: {re.escape(said)}", done.err)
    assert "a plan" not in done.err


def test_nobody_to_ask_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input without a single answer is no interruption, and --yes is named."""
    for nobody in (None, io.TextIOWrapper(io.BufferedReader(io.BytesIO()))):
        monkeypatch.setattr(sys, "stdin", nobody)
        done = run("init", *ON)
        assert (done.code, done.out) == (2, "")
        assert done.err == (
            "error: standard input: there is nobody to ask; answers are required. "
            "Take the defaults with --yes, or give a file of answers with --from.\n"
        )
    assert list(tmp_path.iterdir()) == []
    answered = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"My shop\n")))
    monkeypatch.setattr(sys, "stdin", answered)
    assert run("init", *ON).code == 130


@pytest.mark.parametrize(
    "path", ["product", "product.title.x", "capabilities.7.name", "a", "", "a.²"]
)
def test_an_answer_that_leads_nowhere_is_bad_input(run: Run, tmp_path: Path, path: str) -> None:
    """A misspelt key is no traceback, and is not passed over."""
    done = run("init", "--yes", "--title", "Shop", "--set", f"{path}=1", *ON)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert list(tmp_path.iterdir()) == []


def test_a_plan_with_an_error_is_not_written(run: Run, tmp_path: Path) -> None:
    """Answers that contradict each other are told as the check tells them."""
    done = run("init", "--yes", "--set", "placement.recovery_region=us-east-1", *ON)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: placement.recovery_region: ")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    """A plan that stands stays, unless --force; so does a file that only has the schema's name."""
    (tmp_path / "plan.yaml").write_text("mine", encoding="utf-8")
    refused = run("init", "--yes", *ON)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "error: plan.yaml: it is there already; a new file is required. "
        "Name another one, or overwrite it with --force.\n"
    )
    (tmp_path / "plan.schema.json").write_text("{}", encoding="utf-8")
    other = run("init", "--yes", "--force", *ON)
    assert (other.code, other.out) == (2, "")
    assert other.err.startswith("error: plan.schema.json: it is something else than the schema")
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "mine"
    elsewhere = run("init", "--yes", "--force", "--schema", "../plan.json", *ON)
    assert elsewhere.lines[0] == "wrote plan.yaml: 0 errors, 12 warnings"
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../plan.json\n")


def test_a_folder_is_no_plan(run: Run, tmp_path: Path) -> None:
    """It is told before anything is asked, and nobody is led to overwrite it."""
    (tmp_path / "plan.yaml").mkdir()
    refused = run("init", "plan.yaml", "--force")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "error: plan.yaml: it is a folder; a new file is required. Name one in it.\n"
    )


def test_a_draft_is_yaml(run: Run) -> None:
    """Another ending would promise another format."""
    done = run("init", "plan.toml", "--yes", *ON)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "error: plan.toml: the ending '.toml'; .yaml or .yml is required, since the draft has "
        "comments. Name it so.\n"
    )


def test_an_interview_judges_each_answer_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong answers are asked for again, the steps are counted, and Enter takes the default."""
    text = "My shop\n\n\nSell\nmoney\ntrust\nsoon\n2 h\n\nn\n" + "\n" * 40
    done = _interviewed(run, monkeypatch, text, "plan.yaml", "--json")
    assert done.code == 0
    assert "Step 1 of 7: The product\n" in done.err
    assert "Step 7 of 7: How customers are told\n" in done.err
    assert "'money'; revenue, trust, legal, operational or safety is required." in done.err
    assert "'soon'; a span of time with its unit is required. Write it like 15 min" in done.err
    assert done.document["answers"]["product"]["title"] == "My shop"
    plan = yaml.safe_load((tmp_path / "plan.yaml").read_text(encoding="utf-8"))
    assert plan["capabilities"]["sell"]["impact"]["outage"] == {
        "trust": {"30 min": 1, "1 h": 2, "2 h": 3}
    }


def test_answers_of_a_refused_plan_are_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody answers twice because two answers contradict each other."""
    # three of the product, four of its capability, no further one; then the service
    text = "\n" * 8 + "\n5\n2\n" + "\n" * 40
    done = _interviewed(run, monkeypatch, text)
    assert (done.code, done.out) == (2, "")
    assert "They are kept in plan.answers.json" in done.err
    kept = json.loads((tmp_path / "plan.answers.json").read_text(encoding="utf-8"))
    assert kept["service"] == {
        "name": "Shop",
        "instances": "5",
        "peak_instances": "2",
        "database_size": "100 GB",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["plan.answers.json"]


def test_an_interrupted_interview_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C, or the end of the input, in the midst of it."""
    ended = _interviewed(run, monkeypatch, "My shop\n\n")
    assert (ended.code, ended.out) == (130, "")
    assert ended.err.endswith("\ninterrupted: nothing was written.\n")

    def interrupted(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(typer, "prompt", interrupted)
    assert run("init", *ON).code == 130
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=15)
@given(title=st.text(min_size=1, max_size=20), name=st.text(min_size=1, max_size=20))
def test_whatever_is_answered_the_draft_says_it_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, title: str, name: str
) -> None:
    """No words of a user can change the plan's form."""
    try:
        answers = Answers.model_validate(
            {"product": {"title": title}, "capabilities": [{"name": name}]}
        )
    except ValidationError:
        return
    file = tmp_path_factory.mktemp("draft") / "plan.yaml"
    file.write_text(draft(answers, date(2026, 6, 1), "x"), encoding="utf-8")
    loaded = judge(file, date(2026, 6, 1)).loaded
    if loaded.plan is None:
        assert {each.finding.code for each in loaded.report.errors} <= {"control-character"}
    else:
        assert loaded.plan.title == answers.product.title
        assert [each.name for each in loaded.plan.capabilities.values()] == [
            answers.capabilities[0].name
        ]
