"""How rules become policies of the SDK."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared, diagnose, violations
from pods_policies.catalogue import RULES
from pods_policies.judging.judge import Judgement
from pods_policies.objects.versioning import VERSIONING
from pods_policies.reading import flag
from pods_policies.redundancy.multi_az import MULTI_AZ
from pods_policies.reference_page import examples_of
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Rule, in_order
from pods_policies.sdk import conversion
from pods_policies.sdk.answers import reason_of
from pods_policies.sdk.conversion import plain
from pods_policies.sdk.pack import policies, policy_for
from pods_policies.settings import schema_of, shared_schema
from pods_policies.verdicts import Kept, NotApplicable, Verdict

DATABASE = "aws:rds/instance:Instance"
CONFIG = Path(__file__).parents[3] / "policies" / "config"
SECRET = "hunter2"


def _fails(_resource: Resource, _settings: Any) -> Iterator[Verdict]:
    raise ValueError(SECRET)


def _fails_on_stack(_stack: Stack, _settings: Any) -> Iterator[Verdict]:
    raise KeyError(SECRET)


def _reads_plainly(database: Resource, _settings: Any) -> Iterator[Verdict]:
    assert flag(database.declared("multiAz"), default=False)
    yield Kept(database)


def _broken(*_: object) -> str:
    raise RecursionError


@pytest.mark.parametrize(
    "rule", [replace(MULTI_AZ, check=_fails), replace(VERSIONING, check=_fails_on_stack)]
)
def test_a_rule_that_crashes_refuses_and_says_where(rule: Rule) -> None:
    """The crash is a finding at the rule's level; its text may hold a secret and is not shown."""
    found = diagnose(policy_for(rule), Declared(DATABASE, "db", {"password": SECRET})).violations
    assert [(one.policy, one.level) for one in found] == [(rule.id, "mandatory")]
    assert "the rule itself failed: " in found[0].message
    assert "at test_pack.py:" in found[0].message
    assert SECRET not in found[0].message


def test_a_name_is_shown_and_obeyed_by_no_terminal() -> None:
    """The engine prints what it is told; whoever named the resource may not steer it."""
    named = Declared(DATABASE, "db\x1b[2J\u202e", {"multiAz": False})
    [found] = diagnose(policy_for(MULTI_AZ), named).violations
    assert found.message.startswith("db\\x1b[2J\\u202e: multi_az is False; ")
    assert found.message.isprintable()
    left_out = Judgement(MULTI_AZ, NotApplicable("service \x9b2J is of tier 4"), MULTI_AZ.level)
    assert reason_of([left_out]) == "service \\x9b2J is of tier 4"


def test_a_value_of_the_wrong_kind_refuses_and_is_not_shown() -> None:
    """What cannot be read is not taken for absent."""
    plain = replace(MULTI_AZ, check=_reads_plainly)
    [message] = violations(policy_for(plain), Declared(DATABASE, "db", {"multiAz": SECRET}))
    assert message == (
        'multiAz of aws.rds.Instance "db" cannot be read: true or false was expected. '
        "Change: give multiAz a value that AWS takes."
    )


def test_a_misspelt_setting_refuses() -> None:
    """A setting that nobody reads would leave a rule weaker or stronger than meant."""
    config = {"maxTeir": 3}
    assert violations(policy_for(MULTI_AZ), Declared(DATABASE, "db"), config=config) == [
        "the configuration of this rule cannot be used: maxTeir: Extra inputs are not permitted"
    ]


def test_undecided_blocks_unless_a_team_asks_for_a_note() -> None:
    """The note is advice, and says how many could not be decided."""
    stack = Declared(DATABASE, "db", {"multiAz": UNKNOWN})
    assert [one.level for one in diagnose(policy_for(MULTI_AZ), stack).violations] == ["mandatory"]
    [note] = diagnose(policy_for(MULTI_AZ), stack, config={"undecided": "note"}).violations
    assert note.level == "advisory"
    assert "1 noted\nundecided: db: multi_az is not known before the update" in note.message


def test_a_note_hides_no_finding() -> None:
    """Findings of the same rule keep their level beside what could not be decided."""
    bare = Declared("aws:s3/bucket:Bucket", "bare")
    unsure = Declared("aws:s3/bucket:Bucket", "unsure")
    versioning = Declared(
        "aws:s3/bucketVersioning:BucketVersioning",
        "v",
        {"bucket": UNKNOWN, "versioningConfiguration": {"status": UNKNOWN}},
        uses={"bucket": [unsure]},
    )
    config = {"undecided": "note"}
    found = diagnose(policy_for(VERSIONING), bare, unsure, versioning, config=config).violations
    assert [one.level for one in found] == ["mandatory", "advisory"]


def test_the_likely_line_ends_the_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is a courtesy: where looking for it fails, the finding stands without it."""
    (tmp_path / "Pulumi.yaml").write_text("name: test\n")
    program = tmp_path / "__main__.py"
    program.write_text('aws.rds.Instance(\n    "db",\n    multi_az=False,\n)\n')
    monkeypatch.setenv("PWD", str(tmp_path))
    database = Declared(DATABASE, "db", {"multiAz": False})
    [message] = violations(policy_for(MULTI_AZ), database)
    assert message.endswith('on aws.rds.Instance "db". Likely line: __main__.py:3.')
    monkeypatch.setattr("pods_policies.sdk.answers.likely_line", _broken)
    [message] = violations(policy_for(MULTI_AZ), database)
    assert message.endswith('on aws.rds.Instance "db".')


def test_secrets_are_read_and_never_repeated() -> None:
    """The SDK hands secrets over in plain text; no message contains one."""
    secret = {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        "value": SECRET,
    }
    database = Declared(DATABASE, "db", {"password": secret, "multiAz": False})
    assert SECRET not in "".join(violations(policies(), database))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_schema_carries_the_defaults_that_hold_without_it(rule: Rule) -> None:
    """The engine fills defaults in from the schema; older engines and tests pass nothing."""
    schema = schema_of(rule.settings)
    filled = {name: one["default"] for name, one in schema.items() if name not in shared_schema()}
    assert not any("default" in one for name, one in schema.items() if name in shared_schema())
    assert rule.settings.model_validate(filled) == rule.settings()
    assert all("$ref" not in json.dumps(one) and one["description"] for one in schema.values())


def test_each_policy_carries_what_its_rule_states() -> None:
    """Name, level, severity and remedy reach the SDK, in the order in which rules run."""
    shared, *made = policies()
    rules = in_order(RULES)
    assert shared.name == "pods"
    assert [one.name for one in made] == [rule.id for rule in rules]
    assert made[-1].name == "BC-GOV-002"
    levels = [one.enforcement_level.value for one in made if one.enforcement_level]
    assert levels == [rule.level.value for rule in rules]
    said = [one.severity.value for one in made if one.severity]
    assert said == [rule.severity.value for rule in rules]
    assert [one.remediation_steps for one in made] == [
        f"{rule.remediation} `pods check --explain {rule.id}` explains it." for rule in rules
    ]
    assert made[0].tags == ["bkp", "A6", "D3"]


def test_the_shipped_configurations_name_known_rules_and_levels() -> None:
    """Production refuses, development advises, a sandbox may be thrown away."""
    found = {path.stem: json.loads(path.read_text()) for path in CONFIG.glob("*.json")}
    unprotected = {f"BC-DEL-00{number}": "advisory" for number in (1, 2, 3, 5)}
    assert found == {
        "production": {"all": "mandatory"},
        "development": {"all": "advisory"},
        "sandbox": {"all": "mandatory", **unprotected},
    }
    assert unprotected.keys() <= {rule.id for rule in RULES}


def test_a_stack_rule_names_every_component_around() -> None:
    """The whole chain is known to rules that see the stack."""
    pair = Declared("pods:index:PodPair", "clinic")
    store = Declared("pods:index:ObjectStore", "clinic-store", parent=pair)
    bucket = Declared("aws:s3/bucket:Bucket", "clinic-files", parent=store)
    [message] = violations(policy_for(VERSIONING), pair, store, bucket)
    assert message.endswith(
        'beside aws.s3.Bucket "clinic-files" '
        '(in component ObjectStore "clinic-store" of PodPair "clinic").'
    )


def test_a_rule_of_no_known_kind_is_refused() -> None:
    """A rule is for one resource or for a stack."""
    bare = Rule(**{one.name: getattr(MULTI_AZ, one.name) for one in fields(Rule)})
    for use in (policy_for, examples_of):
        with pytest.raises(TypeError, match="BC-HA-001 is neither"):
            use(bare)


def test_a_second_request_is_judged_anew() -> None:
    """A pack that lives through preview and update sees what changed between the two."""
    made = policies([MULTI_AZ])
    assert len(violations(made, Declared(DATABASE, "db", {"multiAz": False}))) == 1
    assert violations(made, Declared(DATABASE, "db", {"multiAz": True})) == []
    assert len(violations(made, Declared(DATABASE, "db", {"multiAz": False}))) == 1


def test_conversions_grow_with_resources_and_not_with_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rules of a request share one conversion of each resource."""
    converted: list[object] = []

    def counted(properties: Mapping[str, object]) -> dict[str, object]:
        converted.append(properties)
        return plain(properties)

    monkeypatch.setattr(conversion, "plain", counted)
    stack = [Declared("aws:ebs/volume:Volume", f"v{index}") for index in range(20)]
    violations(policies([MULTI_AZ, VERSIONING]), *stack)
    with_two_rules = len(converted)
    violations(policies(), *stack)
    assert len(converted) - with_two_rules == with_two_rules


def test_the_program_that_the_engine_starts_is_a_pack() -> None:
    """The folder that --policy-pack takes has its two files, and nothing shadows the library."""
    folder = CONFIG.parent
    assert "runtime: python" in (folder / "PulumiPolicy.yaml").read_text()
    assert (folder / "__main__.py").read_text().endswith("\nserve()\n")
    shadows = {"pods", "secrets", "types", "json"} & {path.stem for path in folder.iterdir()}
    assert shadows == set()
