"""The JSON Schema of a plan: whole, shipped, and where it says other than the model."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from pods.continuity import Plan
from pods.continuity.loading.yaml_format import parse_yaml
from pods.continuity.schema import DIALECT, IDENTIFIER, plan_schema
from tests.continuity.sample_plan import plan_of, sample

STACKS = Path(__file__).parents[2] / "stacks"
SCHEMA = plan_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def _plain(**changes: Any) -> dict[str, Any]:
    """Return the sample as an editor's JSON or YAML gives it, with dotted places changed."""
    plain: dict[str, Any] = json.loads(json.dumps(sample()))
    for path, value in changes.items():
        *above, last = path.split(".")
        place = plain
        for key in above:
            place = place[key]
        place[last] = value
    return plain


def _schema_takes(plain: dict[str, Any]) -> bool:
    return not list(VALIDATOR.iter_errors(plain))


def _model_takes(plain: dict[str, Any]) -> bool:
    try:
        Plan.model_validate(plain)
    except ValidationError:
        return False
    return True


def test_it_says_what_it_is() -> None:
    """Editors show the title; programs tell formats apart by the identifier."""
    Draft202012Validator.check_schema(SCHEMA)
    assert (SCHEMA["$schema"], SCHEMA["$id"]) == (DIALECT, IDENTIFIER)
    assert DIALECT == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "Continuity plan"


def test_the_sample_validates() -> None:
    """What the model takes, an editor takes too."""
    assert [error.message for error in VALIDATOR.iter_errors(_plain())] == []


def test_every_key_of_every_part_is_described() -> None:
    """An editor has words to show for whatever is typed."""
    parts = {"Plan": SCHEMA, **SCHEMA["$defs"]}
    silent = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, field in part.get("properties", {}).items()
        if not field.get("description") and "$ref" not in field
    ]
    assert silent == []
    assert (
        SCHEMA["$defs"]["Capability"]["properties"]["owner"]["description"]
        == "The team that answers for it."
    )


def test_every_choice_is_described_where_the_model_does() -> None:
    """An editor shows what each kind of disruption is, in the order of the choices."""
    kinds = SCHEMA["$defs"]["Disruption"]
    words = dict(zip(kinds["enum"], kinds["enumDescriptions"], strict=True))
    assert words["az"] == "An Availability Zone is lost."
    assert words["account"] == "The cloud account is closed, locked or taken over."
    partly = SCHEMA["$defs"]["ChannelKind"]
    assert dict(zip(partly["enum"], partly["enumDescriptions"], strict=True)) == {
        "email": "",
        "sms": "",
        "voice": "",
        "chat": "",
        "page": "A page of announcements.",
    }


def test_defaults_read_back_as_what_they_are() -> None:
    """A span of a year and a day must not come back as another span."""
    every = SCHEMA["$defs"]["Analysis"]["properties"]["every"]["default"]
    assert every == "366 days"
    assert plan_of(**{"analysis.every": every}).analysis.every == plan_of().analysis.every


BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("a key that is none", {"servises": {}}),
    ("another version", {"version": 2}),
    ("an id in capitals", {"capabilities.Book": _plain()["capabilities"]["book"]}),
    ("a name that is no text", {"capabilities.book.name": 5}),
    ("an empty name", {"capabilities.book.name": ""}),
    ("no services", {"capabilities.book.services": []}),
    ("an unknown disruption", {"capabilities.book.objectives": {"flood": {"reason": "Rain"}}}),
    ("a tier above four", {"capabilities.book.tier": {"is": 5, "reason": "So"}}),
    ("rules for a tier that cannot be", {"releases.7": _plain()["releases"]["1"]}),
    ("a share above all", {"capabilities.book.minimum.percent": 101}),
    ("a store of unknown kind", {"services.booking.stores.records.kind": "mysql"}),
    ("a section without a key", {"governance": {"owner": "continuity-manager"}}),
    ("a date that is none", {"analysis.last": "2026-02-30"}),
    ("a risk above the scale", {"risks.zone-loss.likelihood": 6}),
    ("one zone", {"placement.availability_zones": ["us-east-1a"]}),
    ("a level above ten", {"capabilities.book.impact.outage": {"revenue": {"1 h": 11}}}),
]


@pytest.mark.parametrize(("_", "changes"), BROKEN, ids=[case[0] for case in BROKEN])
def test_what_the_model_refuses_an_editor_shows(_: str, changes: dict[str, Any]) -> None:
    """These mistakes are seen while they are typed."""
    plain = _plain(**changes)
    assert (_schema_takes(plain), _model_takes(plain)) == (False, False)


def test_what_is_missing_may_stand_in_an_included_file() -> None:
    """What united files share between them is required only where none is included."""
    plain = _plain()
    del plain["scales"]
    assert [error.message for error in VALIDATOR.iter_errors(plain)] == [
        "'scales' is a required property"
    ]
    assert _schema_takes({**plain, "include": ["organisation.yaml"]})
    assert not _model_takes({**plain, "include": ["organisation.yaml"]})
    del plain["incidents"]["command"]
    assert _schema_takes({**plain, "include": ["organisation.yaml"]})
    del plain["journeys"]["visit"]["name"]
    assert not _schema_takes({**plain, "include": ["organisation.yaml"]})


@pytest.mark.parametrize("product", ["reference", "handbook", "storefront"])
def test_an_editor_finds_nothing_in_the_example_plans(product: str) -> None:
    """As their authors see them: files as they are, without what they include."""
    file = STACKS / product / "plan.yaml"
    tree = parse_yaml(file.name, file.read_text(encoding="utf-8")).value
    # Editors follow YAML 1.2, in which a date is text.
    plain = json.loads(json.dumps(tree, default=str))
    assert [error.message for error in VALIDATOR.iter_errors(plain)] == []


# Where the two differ: (what, change, whether the schema takes it, whether the model does).
DIFFERENCES: list[tuple[str, dict[str, Any], bool, bool]] = [
    ("a span in no unit", {"analysis.every": "12 moons"}, True, False),
    ("a span as a key", {"capabilities.book.impact.outage": {"legal": {"soon": 1}}}, True, False),
    ("money in no currency", {"capabilities.book.impact.cost_per_hour": "4 XYZ"}, True, False),
    ("a size in no unit", {"services.booking.stores.scans.size": "1 heap"}, True, False),
    ("a zone that is none", {"releases.1.blackouts.month-end.zone": "Mars/Dome"}, True, False),
    (
        "a recurrence that is none",
        {"exercises.zone-drill.repeats": "at times"},
        True,
        False,
    ),
    (
        "a language that is none",
        {"communications.audiences.patients.languages": ["klingonese"]},
        True,
        False,
    ),
    ("blanks alone", {"capabilities.book.name": "   "}, True, False),
    ("a number as text", {"services.booking.load.instances": "2"}, False, True),
    ("a truth as text", {"incidents.severities.sev1.crisis": "true"}, False, True),
]


@pytest.mark.parametrize(
    ("_", "changes", "by_schema", "by_model"), DIFFERENCES, ids=[case[0] for case in DIFFERENCES]
)
def test_where_the_schema_and_the_model_differ(
    _: str, *, changes: dict[str, Any], by_schema: bool, by_model: bool
) -> None:
    """The schema leaves what text means to loading, and is stricter on how numbers are written."""
    plain = _plain(**changes)
    assert (_schema_takes(plain), _model_takes(plain)) == (by_schema, by_model)
