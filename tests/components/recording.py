"""A Pulumi monitor without an engine: it records every resource as the program asked for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import pulumi
from pulumi.runtime import get_root_resource, resource, rpc
from pulumi.runtime import mocks as pulumi_mocks
from pulumi.runtime.proto import source_pb2

ACCOUNT = "111111111111"
REGION = "us-east-1"


@dataclass(frozen=True)
class Recorded:
    """One resource: what it is, what it was given, and with which options."""

    type: str
    name: str
    inputs: dict[str, Any]
    parent: str
    protect: bool | None
    aliases: tuple[str, ...]
    dependencies: tuple[str, ...]
    delete_before_replace: bool = False
    retain_on_delete: bool = False


class AnswersLikeAws(pulumi_mocks.Mocks):
    """Makes up the outputs that the components read."""

    def new_resource(self, args: pulumi_mocks.MockResourceArgs) -> tuple[str, dict[str, Any]]:
        """Return an id and outputs that can be told apart."""
        service, _, kind = args.typ.rpartition(":")[0].partition(":")[2].partition("/")
        region = args.inputs.get("region", REGION)
        made_up = {
            "arn": f"arn:aws:{service}:{region}:{ACCOUNT}:{kind}/{args.name}",
            "arnSuffix": f"{kind}/{args.name}",
            "address": f"{args.name}.rds.example",
            "bucket": f"{args.name}-0a1b2c3",
            "clusterIdentifier": f"{args.name}-0a1b2c3",
            "configurationProfileId": f"profile-{args.name}",
            "dnsName": f"{args.name}.elb.example",
            "endpoint": f"{args.name}.rds.example:5432",
            "environmentId": f"environment-{args.name}",
            "identifier": f"{args.name}-0a1b2c3",
            "keyId": f"key-{args.name}",
            "latestVersion": 1,
            "masterUserSecrets": [{"secretArn": f"arn:aws:secretsmanager:::secret:{args.name}"}],
            "name": f"{args.name}-0a1b2c3",
            "repositoryUrl": f"{ACCOUNT}.dkr.ecr.{region}.amazonaws.com/{args.name}",
            "url": f"https://{service}.{region}.amazonaws.com/{ACCOUNT}/{args.name}",
            "versionNumber": 1,
            "region": region,
            "readerEndpoint": f"{args.name}-readers.rds.example",
            "zoneId": f"Z-{args.name}",
        }
        if args.typ == "aws:acm/certificate:Certificate":
            made_up["domainValidationOptions"] = _asked_for(args.inputs)
        return f"{args.name}-id", {**made_up, **args.inputs}

    def call(self, args: pulumi_mocks.MockCallArgs) -> tuple[dict[str, Any], None]:
        """Refuse look-ups: the components make none, so that previews are stable."""
        message = f"a component looked up {args.token}"
        raise AssertionError(message)


def _asked_for(certificate: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the records that ACM asks for, one a name, in an order of its own."""
    names = [certificate["domainName"], *certificate.get("subjectAlternativeNames", [])]
    return [
        {
            "domainName": name,
            "resourceRecordName": f"_proof.{name.removeprefix('*.')}",
            "resourceRecordType": "CNAME",
            "resourceRecordValue": f"_value.{name.removeprefix('*.')}",
        }
        for name in reversed(names)
    ]


@dataclass
class Recording:
    """Everything that one program asked for."""

    resources: list[Recorded] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)
    """What the program exports."""

    def all_of(self, token: str) -> dict[str, Recorded]:
        """Return every resource of this type, by name."""
        return {each.name: each for each in self.resources if each.type == token}

    def inputs(self, token: str, name: str | None = None) -> dict[str, Any]:
        """Return the inputs of the resource of this type and name, or of the only one."""
        found = self.all_of(token)
        if name is not None:
            return found[name].inputs
        (only,) = found.values()
        return only.inputs


class RecordingMonitor(pulumi_mocks.MockMonitor):
    """Takes the place of the engine's resource monitor."""

    def __init__(self) -> None:
        """Begin with nothing recorded."""
        super().__init__(AnswersLikeAws())
        self.recording = Recording()

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - the name of the protocol
        """Record the request, then answer it."""
        self.recording.resources.append(
            Recorded(
                type=request.type,
                name=request.name,
                inputs=rpc.deserialize_properties(request.object),
                parent=request.parent.rpartition("::")[2],
                protect=request.protect if request.HasField("protect") else None,
                aliases=tuple(alias.spec.name or alias.urn for alias in request.aliases),
                dependencies=tuple(urn.rpartition("::")[2] for urn in request.dependencies),
                delete_before_replace=request.deleteBeforeReplace,
                retain_on_delete=request.retainOnDelete,
            )
        )
        answer: Callable[[Any], Any] = super().RegisterResource
        return answer(request)


def record(program: Callable[[], object], **config: str) -> Recording:
    """Run a program against a new monitor, with this configuration of `pods`."""
    monitor = RecordingMonitor()
    pulumi.runtime.set_mocks(monitor.mocks, project="pods", stack="test", monitor=monitor)
    pulumi.runtime.set_all_config({f"pods:{key}": value for key, value in config.items()})

    def run() -> None:
        program()
        stack: Any = get_root_resource()
        pulumi.Output.all(**stack.outputs).apply(monitor.recording.outputs.update)

    try:
        tested: Callable[[Callable[[], None]], Callable[[], None]] = pulumi.runtime.test
        # The SDK looks for the line of each resource through all frames, of pytest too: a third of
        # the time of a large program, and nothing here reads it.
        with mock.patch.object(resource, "_get_stack_trace", source_pb2.StackTrace):
            tested(run)()
    finally:
        pulumi.runtime.set_all_config({})
    # Resources are asked for as their inputs become known, in no order a test could lean on.
    monitor.recording.resources[:] = sorted(
        (each for each in monitor.recording.resources if each.type != "pulumi:pulumi:Stack"),
        key=lambda each: (each.name, each.type),
    )
    return monitor.recording
