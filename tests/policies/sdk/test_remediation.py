"""What the pack mends by itself, where a team asks for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel
from pulumi_policy import policy as sdk

from pods.testing import UNKNOWN, Declared
from pods.testing.analyzer import requests_of
from pods_policies.catalogue import RULES
from pods_policies.judging.judge import judge_resource
from pods_policies.judging.mend import mending, merged
from pods_policies.relations.plan import Plans
from pods_policies.relations.resource import Options, Resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import ResourceRule
from pods_policies.sdk.pack import policies
from pods_policies.sdk.remediation import mended
from pods_policies.sdk.service import PackService, service_of
from pods_policies.verdicts import Finding

DATABASE = "aws:rds/instance:Instance"
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "pass"}
BY_ID = {rule.id: rule for rule in RULES}
MENDING = [rule for rule in RULES if isinstance(rule, ResourceRule) and rule.mend is not None]
SERVICES = [PackService, sdk._PolicyAnalyzerServicer]


def remediated(
    service: Any, one: Declared, levels: Mapping[str, str]
) -> list[tuple[str, dict[str, Any]]]:
    """Return the rules that mended a resource, and its properties after each of them."""
    made = policies([BY_ID[name] for name in levels])
    servicer = service("test", "0.0.0", made, EnforcementLevel.MANDATORY)
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for name, level in levels.items():
        request.policyConfig[name].enforcementLevel = analyzer_pb2.EnforcementLevel.Value(level)
    servicer.Configure(request, None)
    [message], _ = requests_of([one])
    response = servicer.Remediate(message, None)
    return [
        (each.policyName, json_format.MessageToDict(each.properties))
        for each in response.remediations
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_only_what_is_asked_for_is_mended_and_the_rest_comes_back_as_it_went(service: Any) -> None:
    """Secrets and values that are not known yet are written back untouched."""
    nested = {"secret": SECRET, "list": [UNKNOWN, SECRET]}
    properties = {"password": SECRET, "engine": UNKNOWN, "deletionProtection": False, "a": nested}
    database = Declared(DATABASE, "db", properties)
    levels = {"BC-DEL-001": "REMEDIATE", "BC-BKP-014": "MANDATORY"}
    expected = {**properties, "deletionProtection": True}
    assert remediated(service, database, levels) == [("BC-DEL-001", expected)]


def test_each_rule_sees_what_those_before_it_mended() -> None:
    """The engine takes the last one's properties."""
    database = Declared(DATABASE, "db", {})
    levels = {"BC-BKP-014": "REMEDIATE", "BC-DEL-001": "REMEDIATE"}
    [first, second] = remediated(PackService, database, levels)
    assert first == ("BC-BKP-014", {"copyTagsToSnapshot": True})
    assert second == ("BC-DEL-001", {"copyTagsToSnapshot": True, "deletionProtection": True})


LEFT_ALONE = [
    pytest.param(Declared(DATABASE, "db", {"deletionProtection": True}), id="kept"),
    pytest.param(Declared(DATABASE, "db", {"deletionProtection": UNKNOWN}), id="not known yet"),
    pytest.param(Declared(DATABASE, "db", {"tags": {"pods:tier": "4"}}), id="only advised"),
    pytest.param(Declared("aws:sqs/queue:Queue", "q"), id="of another type"),
    pytest.param(
        Declared(DATABASE, "db", ignore_changes=["deletionProtection"]), id="changes are ignored"
    ),
]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("one", LEFT_ALONE)
def test_nothing_else_is_mended(service: Any, one: Declared) -> None:
    """A value that may be right is no reason to write over it."""
    assert remediated(service, one, {"BC-DEL-001": "REMEDIATE"}) == []


@pytest.mark.parametrize("level", ["ADVISORY", "MANDATORY", "DISABLED"])
def test_mending_is_for_those_who_ask(level: str) -> None:
    """By default a person changes the program."""
    assert remediated(PackService, Declared(DATABASE, "db", {}), {"BC-DEL-001": level}) == []


def test_a_rule_that_cannot_mend_still_refuses() -> None:
    """The level `remediate` makes no rule weaker."""
    made = policies([BY_ID["BC-HA-001"]])
    servicer: Any = PackService("test", "0.0.0", made, EnforcementLevel.MANDATORY)
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    level = analyzer_pb2.EnforcementLevel.Value("REMEDIATE")
    request.policyConfig["BC-HA-001"].enforcementLevel = level
    servicer.Configure(request, None)
    [message], _ = requests_of([Declared(DATABASE, "db", {"multiAz": False})])
    assert list(servicer.Remediate(message, None).remediations) == []
    [found] = servicer.Analyze(message, None).diagnostics
    assert analyzer_pb2.EnforcementLevel.Name(found.enforcementLevel) == "MANDATORY"


def _refused(rule: ResourceRule) -> Iterator[Resource]:
    for one in rule.example:
        if one.type in rule.concerns:
            settings, stack = rule.settings(), Stack([])
            found = judge_resource(rule, one, settings, Plans(), stack.occasion)
            if any(isinstance(each.verdict, Finding) for each in found):
                yield one


@pytest.mark.parametrize("rule", MENDING, ids=lambda rule: rule.id)
def test_a_mended_example_keeps_its_rule(rule: ResourceRule) -> None:
    """What a rule sets is enough, and is set at once."""
    refused = list(_refused(rule))
    assert refused
    for one in refused:
        changes = mending(rule, one, rule.settings(), Plans(), Stack([]).occasion)
        assert changes
        assert merged(dict(one.inputs or {}), changes) != one.inputs


PROTECTED = BY_ID["BC-DEL-001"]
WRONG_MENDS: Sequence[Any] = [
    pytest.param(lambda *_: {}, id="nothing"),
    pytest.param(lambda *_: {"deletionProtection": False}, id="not enough"),
    pytest.param(lambda one, _: {"deletionProtection": one.declared("x")}, id="a marker"),
    pytest.param(lambda *_: {"deletionProtection": True, "a": {"b": [None]}}, id="no value"),
    pytest.param(lambda *_: 1 / 0, id="a crash"),
]


@pytest.mark.parametrize("mend", WRONG_MENDS)
def test_a_mend_that_is_no_cure_is_not_used(mend: Any) -> None:
    """The finding stands."""
    assert isinstance(PROTECTED, ResourceRule)
    one = Resource("urn:pulumi:t::t::x::db", DATABASE, "db", {}, {})
    wrong = replace(PROTECTED, mend=mend)
    assert mending(wrong, one, PROTECTED.settings(), Plans(), Stack([]).occasion) == {}
    assert mending(PROTECTED, one, PROTECTED.settings(), Plans(), Stack([]).occasion) != {}
    hidden = replace(one, options=Options(ignore_changes=("*",)))
    assert mending(PROTECTED, hidden, PROTECTED.settings(), Plans(), Stack([]).occasion) == {}


@pytest.mark.parametrize("service", SERVICES)
def test_a_part_is_mended_beside_what_is_not_known(service: Any) -> None:
    """A key of a mapping is set; its neighbours stay."""
    tags = {"pods:tier": "1", "x": UNKNOWN}
    one = Declared(DATABASE, "db", {"tags": tags, "a": {"b": UNKNOWN, "c": 1}})
    rule = BY_ID["BC-DEL-001"]
    assert isinstance(rule, ResourceRule)
    nested = replace(
        rule, mend=lambda *_: {"deletionProtection": True, "a": {"c": 2, "d": {"e": 1}}}
    )
    made = policies([nested])
    servicer = service_of([nested]) if service is PackService else service
    [message], _ = requests_of([one])
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig[rule.id].enforcementLevel = analyzer_pb2.EnforcementLevel.Value(
        "REMEDIATE"
    )
    running = servicer("test", "0.0.0", made, EnforcementLevel.MANDATORY)
    running.Configure(request, None)
    [found] = running.Remediate(message, None).remediations
    assert json_format.MessageToDict(found.properties) == {
        "tags": tags,
        "a": {"b": UNKNOWN, "c": 2, "d": {"e": 1}},
        "deletionProtection": True,
    }


def test_changes_are_laid_into_what_is_there() -> None:
    """A part that is not known yet stays beside what is set."""
    said = {"pointInTimeRecovery": {"days": UNKNOWN, "enabled": False}, "tags": UNKNOWN}
    message = json_format.ParseDict(said, struct_pb2.Struct())
    after = mended(message, {"pointInTimeRecovery": {"enabled": True}, "tags": {"a": "b"}})
    assert json_format.MessageToDict(after) == {
        "pointInTimeRecovery": {"days": UNKNOWN, "enabled": True},
        "tags": {"a": "b"},
    }
    assert json_format.MessageToDict(message) == said


def test_what_is_no_mapping_is_replaced_whole() -> None:
    """Only mappings are laid into each other."""
    assert merged({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}) == {"a": {"b": 3, "c": 2}}
    assert merged({"a": [1]}, {"a": {"b": 3}}) == {"a": {"b": 3}}
    assert merged({"a": {"b": 1}}, {"a": [2]}) == {"a": [2]}
