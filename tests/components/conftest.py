"""Recording mocks: every resource a program asks for, with its inputs, and no engine."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pytest
from pulumi.runtime import mocks as pulumi_mocks

with warnings.catch_warnings():
    # pulumi_aws warns, as it is imported, of its own deprecated types, which nothing here uses.
    warnings.simplefilter("ignore", DeprecationWarning)
    import pods.components  # noqa: F401 - imported for the side effect of loading pulumi_aws

ACCOUNT = "111111111111"
REGION = "us-east-1"


@dataclass(frozen=True)
class Recorded:
    """One resource as the program asked for it."""

    type: str
    name: str
    inputs: dict[str, Any]


@dataclass
class RecordingMocks(pulumi_mocks.Mocks):
    """Answers like AWS where a program reads an output, and remembers what it was asked for."""

    resources: list[Recorded] = field(default_factory=list)

    def new_resource(self, args: pulumi_mocks.MockResourceArgs) -> tuple[str, dict[str, Any]]:
        """Record the resource and make up its outputs."""
        self.resources.append(Recorded(args.typ, args.name, dict(args.inputs)))
        service, _, kind = args.typ.partition("/")
        kind = kind.partition(":")[0] or "component"
        service = service.rpartition(":")[2]
        outputs = {
            "arn": f"arn:aws:{service}:{REGION}:{ACCOUNT}:{kind}/{args.name}",
            "arnSuffix": f"{kind}/{args.name}",
            "bucket": f"{args.name}-0a1b2c3",
            "dnsName": f"{args.name}.elb.example",
            "endpoint": f"{args.name}.rds.example:5432",
            "identifier": f"{args.name}-0a1b2c3",
            "keyId": f"key-{args.name}",
            "latestVersion": 1,
            "masterUserSecrets": [{"secretArn": f"arn:aws:secretsmanager:::secret:{args.name}"}],
            "name": f"{args.name}-0a1b2c3",
            "zoneId": f"Z-{args.name}",
            **args.inputs,
        }
        return f"{args.name}-id", outputs

    def call(self, args: pulumi_mocks.MockCallArgs) -> dict[str, Any]:
        """Refuse look-ups: the components make none, so that previews are stable."""
        message = f"a component looked up {args.token}"
        raise AssertionError(message)

    def of_type(self, token: str) -> dict[str, dict[str, Any]]:
        """Return the inputs of every resource of this type, by name."""
        return {each.name: each.inputs for each in self.resources if each.type == token}

    def one(self, token: str, name: str | None = None) -> dict[str, Any]:
        """Return the inputs of the one resource of this type, and name if given."""
        found = self.of_type(token)
        if name is not None:
            return found[name]
        (inputs,) = found.values()
        return inputs


@pytest.fixture
def recorded() -> Iterator[RecordingMocks]:
    """Run the test's program against recording mocks, in a stack without configuration."""
    recording = RecordingMocks()
    pulumi.runtime.set_mocks(recording, project="pods", stack="test")
    yield recording
