"""Helpers for tests of a user's own policies.

Policies see more than plain dicts: numbers arrive as floats, unknown values raise when they are
touched, lists and mappings are proxies. A test that passes raw dicts proves little. `violations`
drives the SDK's own analyzer with the protobuf requests that the engine sends: first every resource
with its inputs, then the stack with the final states and the dependencies.

```python
from pods.testing import UNKNOWN, Declared, violations

def test_a_bucket_without_versions_is_refused():
    bucket = Declared("aws:s3/bucket:Bucket", "files", {})
    assert violations(my_policy, bucket) == ["files: …"]
```

Needs the `policy` extra (`pulumi_policy`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel, Policy, policy

__all__ = ["UNKNOWN", "Declared", "Diagnosis", "Violation", "diagnose", "violations"]

UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Stands for a value that is not known before the update; put it anywhere into properties."""

_PREFIX: Final = "urn:pulumi:test::test::"


@dataclass(frozen=True, eq=False)
class Declared:
    """A resource as a program declares it."""

    type: str
    """Type token, such as `aws:rds/instance:Instance`."""
    name: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    """Inputs, in Pulumi's spelling."""
    parent: "Declared | None" = None
    uses: "Mapping[str, Sequence[Declared]]" = field(default_factory=dict)
    """For each property, the resources whose outputs its value comes from."""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """What the provider adds to the inputs in the final state."""
    provider: Mapping[str, Any] = field(default_factory=dict)
    """Settings of the resource's provider."""

    @property
    def urn(self) -> str:
        """The URN that the engine would give the resource."""
        around = "" if self.parent is None else f"{self.parent.urn.split('::')[2]}$"
        return f"{_PREFIX}{around}{self.type}::{self.name}"


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
) -> Diagnosis:
    """Return all that the policies answer for a stack of these resources.

    Args:
        under_test: a policy, or several that run together as a pack.
        resources: the stack; resources that others use, and parents, are listed too.
        config: settings given to every policy, as in a policy pack's configuration file. Defaults
            of a policy's schema are not filled in, since only the engine does that.
    """
    policies = [under_test] if isinstance(under_test, Policy) else list(under_test)
    # The SDK offers no other way in: PolicyPack() serves for ever and never returns.
    servicer: Any = policy._PolicyAnalyzerServicer(  # noqa: SLF001
        "test", "0.0.0", policies, EnforcementLevel.ADVISORY
    )
    if config is not None:
        servicer.Configure(_configuration(policies, config), None)
    responses = [servicer.Analyze(_request(one), None) for one in resources]
    stack = analyzer_pb2.AnalyzeStackRequest(resources=[_final(one) for one in resources])
    responses.append(servicer.AnalyzeStack(stack, None))
    return Diagnosis(
        tuple(_violation(one) for response in responses for one in response.diagnostics),
        tuple(
            (one.policy_name, one.reason)
            for response in responses
            for one in response.not_applicable
        ),
    )


def _configuration(
    policies: Sequence[Policy], config: Mapping[str, Any]
) -> analyzer_pb2.ConfigureAnalyzerRequest:
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for one in policies:
        level = one.enforcement_level or EnforcementLevel.ADVISORY
        request.policyConfig[one.name].enforcementLevel = analyzer_pb2.EnforcementLevel.Value(
            level.name
        )
        request.policyConfig[one.name].properties.update(config)
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
    return analyzer_pb2.AnalyzerResourceOptions(parent=one.parent.urn if one.parent else "")


def _provider(one: Declared) -> analyzer_pb2.AnalyzerProviderResource:
    kind = f"pulumi:providers:{one.type.split(':')[0]}"
    return analyzer_pb2.AnalyzerProviderResource(
        type=kind, name="default", urn=f"{_PREFIX}{kind}::default", properties=_struct(one.provider)
    )


def _struct(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    return json_format.ParseDict(dict(properties), struct_pb2.Struct())


def _violation(one: analyzer_pb2.AnalyzeDiagnostic) -> Violation:
    level = analyzer_pb2.EnforcementLevel.Name(one.enforcementLevel).lower()
    return Violation(
        one.policyName, one.message.removeprefix(f"{one.description}\n"), one.urn, level
    )
