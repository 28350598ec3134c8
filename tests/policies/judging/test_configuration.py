"""A configuration file, checked where the engine checks nothing."""

import json
from typing import Any

import pytest

from pods.errors import ConfigurationError
from pods_policies.catalogue import RULES
from pods_policies.judging.configuration import Configuration, configuration_of
from pods_policies.judging.run import rules_that_run
from pods_policies.rule import Level, Rule


def _of(tree: Any) -> Configuration:
    return configuration_of("config.json", json.dumps(tree), RULES)


def _rule(rule_id: str) -> Rule:
    return next(one for one in RULES if one.id == rule_id)


def test_a_rules_own_entry_wins_over_the_shared_one() -> None:
    """Settings are given once for all, and differently where it matters."""
    made = _of({"pods": {"defaultTier": 2, "undecided": "note"}, "BC-HA-001": {"defaultTier": 1}})
    assert made.settings(_rule("BC-HA-001")).default_tier == 1
    assert made.settings(_rule("BC-HA-001")).undecided == "note"
    assert made.settings(_rule("BC-BKP-001")).default_tier == 2


@pytest.mark.parametrize(
    ("tree", "level"),
    [
        ({}, Level.MANDATORY),
        ({"all": "advisory"}, Level.ADVISORY),
        ({"all": {"enforcementLevel": "advisory"}}, Level.ADVISORY),
        ({"all": "advisory", "BC-HA-001": "mandatory"}, Level.MANDATORY),
        ({"BC-HA-001": {"enforcementLevel": "remediate"}}, Level.MANDATORY),
        ({"BC-HA-001": "disabled"}, None),
    ],
)
def test_levels_are_the_engines(tree: Any, level: Level | None) -> None:
    """One file serves both."""
    assert _of(tree).level(_rule("BC-HA-001")) is level


WRONG = [
    ("x", "config.json: it is no JSON document"),
    ("[]", "config.json: it is no JSON object"),
    (
        '{"BC-HA-01": "advisory"}',
        "config.json: BC-HA-01: no rule of the pack has this id; the id of",
    ),
    ('{"BC-HA-001": "loud"}', "config.json: BC-HA-001: 'loud' is no level; one of advisory, "),
    ('{"BC-HA-001": 1}', "config.json: BC-HA-001: it is neither a level nor an object"),
    ('{"BC-HA-001": {"tier": 1}}', "config.json: BC-HA-001.tier: no setting of the rule has this"),
    ('{"pods": {"defaultTier": 9}}', "config.json: pods.defaultTier: input should be less than"),
    ('{"pods": {"multiAz": 1}}', "config.json: pods.multiAz: no shared setting has this name; "),
    ('{"BC-BKP-001": {"retentionDays": true}}', "config.json: BC-BKP-001.retentionDays: True is"),
    ('{"pods": {"defaultTier": "2"}}', "config.json: pods.defaultTier: '2' is no number; "),
    ('{"pods": {"waiversBesideCode": "no"}}', "config.json: pods.waiversBesideCode: 'no' is neit"),
    ('{"pods": {"services": {"a": 9}}}', "config.json: pods.services: a: 9 is no tier: they are"),
    ('{"pods": {"services": {"a": true}}}', "config.json: pods.services: a: True is no number"),
    (
        '{"BC-BKP-001": {"retentionDaysByTier": {"5": 35}}}',
        "config.json: BC-BKP-001.retentionDaysByTier: '5' is no tier: they are 1 to 4; a setting",
    ),
    ('{"BC-OBJ-002": {"retentionDays": {"x": 1}}}', "config.json: BC-OBJ-002.retentionDays: 'x' "),
    ('{"all": "advisory", "all": "mandatory"}', "config.json: 'all' is given twice; a policy"),
    ('{"pods": {"defaultTier": 1, "defaultTier": 4}}', "config.json: 'defaultTier' is given tw"),
    ('{"pods": {"defaultTier": NaN}}', "config.json: it is no JSON document"),
    ('{"all": {"defaultTier": 1}}', "config.json: all: it has settings; a level alone is required"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[text for text, _ in WRONG])
def test_what_the_engine_would_ignore_is_refused(text: str, said: str) -> None:
    """A rule that seems to be configured and is not would be a promise that nobody keeps."""
    with pytest.raises(ConfigurationError) as refused:
        configuration_of("config.json", text, RULES)
    assert str(refused.value).startswith(said), refused.value


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({"pods": {"defaulTier": 1}}, "a shared setting is required. Did you mean defaultTier?"),
        (
            {"BC-BKP-001": {"retention_day": 1}},
            "a setting of the rule is required. Did you mean retentionDays?",
        ),
    ],
)
def test_the_nearest_name_is_offered(tree: Any, said: str) -> None:
    """Most wrong names are misspelt ones."""
    with pytest.raises(ConfigurationError) as refused:
        _of(tree)
    assert str(refused.value).endswith(said), refused.value


def test_whole_numbers_may_be_written_as_the_engine_writes_them() -> None:
    """Every number reaches a pack as a float."""
    made = _of({"BC-BKP-001": {"retentionDays": 30.0, "retentionDaysByTier": {"1": 33.0}}})
    days = made.settings(_rule("BC-BKP-001")).model_dump()
    assert (days["retention_days"], days["retention_days_by_tier"]) == (30, {"1": 33})


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Not one mistake a run; a name that is near is offered."""
    with pytest.raises(ConfigurationError) as refused:
        _of({"BC-HA-0001": "advisory", "BC-BKP-001": {"x": 1}, "all": "of it"})
    assert len(refused.value.problems) == 3
    assert "Did you mean BC-HA-001?" in str(refused.value)


def test_a_run_without_rules_is_refused() -> None:
    """It would end well and have judged nothing."""
    with pytest.raises(ConfigurationError, match="all of them are switched off"):
        rules_that_run(RULES, _of({"all": "disabled"}))
    left = rules_that_run(RULES, _of({"all": "disabled", "BC-HA-001": "mandatory"}))
    assert [rule.id for rule in left] == ["BC-HA-001"]
