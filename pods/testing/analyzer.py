"""Drives the SDK's analyzer with the messages that the engine sends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel, Policy, policy

from pods.testing.declared import PREFIX, Declared

__all__ = ["Diagnosis", "Violation", "diagnose", "requests_of", "violations"]


@dataclass(frozen=True)
class Violation:
    """One report of a policy."""

    policy: str
    message: str
    """What the policy reported, without the policy's description."""
    urn: str
    level: str
    """`mandatory` or `advisory`."""


@dataclass(frozen=True)
class Diagnosis:
    """Everything that the policies answered."""

    violations: tuple[Violation, ...]
    not_applicable: tuple[tuple[str, str], ...]
    """Policy and reason, for each answer that the policy does not apply."""


def violations(
    under_test: Policy | Iterable[Policy],
    *resources: Declared,
    config: Mapping[str, Any] | None = None,
) -> list[str]:
    """Return the messages that one or more policies report for a stack of these resources."""
    found = diagnose(under_test, *resources, config=config).violations
    return [violation.message for violation in found]


def diagnose(
    under_test: Policy | Iterable[Policy],
    *resources: Declared,
    config: Mapping[str, Any] | None = None,
    config_of: Mapping[str, Mapping[str, Any]] | None = None,
    service: type[Any] | None = None,
) -> Diagnosis:
    """Return all that the policies answer for a stack of these resources.

    Args:
        under_test: a policy, or several that run together as a pack.
        resources: the stack; resources that others use, and parents, are listed too.
        config: settings given to every policy, as in a policy pack's configuration file. Defaults
            of a policy's schema are not filled in, since only the engine does that.
        config_of: settings of single policies, by name; they go over `config`.
        service: the analyzer that is driven, for a pack that serves one of its own; the SDK's.
    """
    policies = [under_test] if isinstance(under_test, Policy) else list(under_test)
    # The SDK offers no other way in: PolicyPack() serves for ever and never returns.
    made: Any = service or policy._PolicyAnalyzerServicer  # noqa: SLF001
    servicer = made("test", "0.0.0", policies, EnforcementLevel.ADVISORY)
    if config is not None or config_of is not None:
        chosen = {
            one.name: {**(config or {}), **(config_of or {}).get(one.name, {})} for one in policies
        }
        servicer.Configure(_configuration(policies, chosen), None)
    each, stack = requests_of(resources)
    responses = [servicer.Analyze(one, None) for one in each]
    responses.append(servicer.AnalyzeStack(stack, None))
    return Diagnosis(
        tuple(_violation(one) for response in responses for one in response.diagnostics),
        tuple(
            (one.policy_name, one.reason)
            for response in responses
            for one in response.not_applicable
        ),
    )


def requests_of(
    resources: Sequence[Declared],
) -> tuple[list[analyzer_pb2.AnalyzeRequest], analyzer_pb2.AnalyzeStackRequest]:
    """Return what the engine sends for a stack: a message for each resource, then one for all."""
    stack = analyzer_pb2.AnalyzeStackRequest(resources=[_final(one) for one in resources])
    return [_request(one) for one in resources], stack


def _configuration(
    policies: Sequence[Policy], config: Mapping[str, Mapping[str, Any]]
) -> analyzer_pb2.ConfigureAnalyzerRequest:
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for one in policies:
        level = one.enforcement_level or EnforcementLevel.ADVISORY
        request.policyConfig[one.name].enforcementLevel = analyzer_pb2.EnforcementLevel.Value(
            level.name
        )
        request.policyConfig[one.name].properties.update(config[one.name])
    return request


def _request(one: Declared) -> analyzer_pb2.AnalyzeRequest:
    return analyzer_pb2.AnalyzeRequest(
        type=one.type,
        name=one.name,
        urn=one.urn,
        properties=_struct(one.properties),
        options=_options(one),
        provider=_provider(one),
    )


def _final(one: Declared) -> analyzer_pb2.AnalyzerResource:
    return analyzer_pb2.AnalyzerResource(
        type=one.type,
        name=one.name,
        urn=one.urn,
        properties=_struct({**one.properties, **one.outputs}),
        options=_options(one),
        provider=_provider(one),
        parent=one.parent.urn if one.parent else "",
        dependencies=[source.urn for sources in one.uses.values() for source in sources],
        propertyDependencies={
            prop: analyzer_pb2.AnalyzerPropertyDependencies(urns=[one.urn for one in sources])
            for prop, sources in one.uses.items()
        },
    )


def _options(one: Declared) -> analyzer_pb2.AnalyzerResourceOptions:
    return analyzer_pb2.AnalyzerResourceOptions(
        parent=one.parent.urn if one.parent else "",
        protect=one.protect,
        ignoreChanges=one.ignore_changes,
        deleteBeforeReplace=one.delete_before_replace,
        deleteBeforeReplaceDefined=one.delete_before_replace,
    )


def _provider(one: Declared) -> analyzer_pb2.AnalyzerProviderResource:
    kind = f"pulumi:providers:{one.type.split(':')[0]}"
    return analyzer_pb2.AnalyzerProviderResource(
        type=kind, name="default", urn=f"{PREFIX}{kind}::default", properties=_struct(one.provider)
    )


def _struct(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    return json_format.ParseDict(dict(properties), struct_pb2.Struct())


def _violation(one: analyzer_pb2.AnalyzeDiagnostic) -> Violation:
    level = analyzer_pb2.EnforcementLevel.Name(one.enforcementLevel).lower()
    return Violation(
        one.policyName, one.message.removeprefix(f"{one.description}\n"), one.urn, level
    )
