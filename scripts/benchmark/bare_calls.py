"""The provider against bare boto3: the same resources, with and without the provider between.

The calls that change something are recorded while the provider makes a stack's resources, and then
made again by boto3 alone, with the new identifiers put in for the recorded ones.
"""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import boto3
import grpc
from botocore import xform_name
from botocore.exceptions import ClientError
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from pods.sandbox.provider.account import Account
from pods.sandbox.provider.aws_calls import Aws
from pods.sandbox.provider.values import from_struct, to_struct

from .pair_program import PROJECT, STACK

Resource = Mapping[str, Any]
_READING = re.compile(r"^(Describe|Get|List|Head)")
# The provider finds AWS's own egress rule by reading; by hand one names it by what it allows.
_AWS_OWN_RULE = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
NAMES = f"{PROJECT}-{STACK}"
"""How project and stack stand in names that the program fixes: no two copies may share them."""
_LONG_ENOUGH = 6  # shorter texts are not identifiers


@dataclass(frozen=True)
class Recorded:
    """One call that changed something, with its answer."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    region: str
    answer: Mapping[str, Any]


class RecordingAws(Aws):
    """Makes calls as ever, and keeps those that change something."""

    def __init__(self, region: str) -> None:
        """Start with nothing recorded."""
        super().__init__(region)
        self.recorded: list[Recorded] = []

    def call(
        self, service: str, operation: str, parameters: Mapping[str, Any], region: str = ""
    ) -> dict[str, Any]:
        """Make a call and record it."""
        answer = super().call(service, operation, parameters, region)
        if not _READING.match(operation):
            self.recorded.append(
                Recorded(service, operation, dict(parameters), region or self.region, answer)
            )
        return answer


@dataclass
class Renaming:
    """Old identifiers and what they are now, learnt by laying an old answer beside a new one."""

    known: dict[str, str] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def learn(self, old: Any, new: Any) -> None:
        """Remember every text that differs between two values of the same form."""
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            for key in old.keys() & new.keys():
                self.learn(old[key], new[key])
        elif isinstance(old, list) and isinstance(new, list):
            for before, after in zip(old, new, strict=False):
                self.learn(before, after)
        elif (
            isinstance(old, str)
            and isinstance(new, str)
            and old != new
            and len(old) >= _LONG_ENOUGH
        ):
            self.known[old] = new
            self._pattern = None

    def applied(self, value: Any) -> Any:
        """Return a value with the new identifiers in it."""
        if isinstance(value, Mapping):
            return {key: self.applied(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.applied(item) for item in value]
        if not isinstance(value, str) or not self.known:
            return value
        if self._pattern is None:
            longest_first = sorted(self.known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)))
        return self._pattern.sub(lambda match: self.known[match[0]], value)


def recorded_calls(resources: Sequence[Resource], region: str) -> list[Recorded]:
    """Make the resources through the provider's life cycles and return the calls it made."""
    account = Account({"region": region}, None)
    aws = RecordingAws(region)
    account.aws = aws
    renaming = Renaming({NAMES: "pods-recorded"})
    for resource in resources:
        lifecycle = account.lifecycle(resource["type"])
        resource_id, state = lifecycle.create(_fresh(resource, renaming, "recorded"))
        renaming.learn({**resource["outputs"], "id": resource["id"]}, {**state, "id": resource_id})
    return aws.recorded


def replay(calls: Sequence[Recorded], clients: Mapping[tuple[str, str], Any], suffix: str) -> None:
    """Make recorded calls with boto3 alone."""
    renaming = Renaming({"-recorded": f"-{suffix}"})
    for call in calls:
        operation = getattr(clients[call.service, call.region], xform_name(call.operation))
        parameters = dict(call.parameters)
        if parameters.pop("SecurityGroupRuleIds", None):
            parameters["IpPermissions"] = _AWS_OWN_RULE
        try:
            answer = operation(**renaming.applied(parameters))
        except ClientError as error:
            # The VPC's own default group is found by reading too: its rules went the first time.
            if "NotFound" not in error.response.get("Error", {}).get("Code", ""):
                raise
        else:
            renaming.learn(call.answer, answer)


def clients_for(calls: Sequence[Recorded]) -> dict[tuple[str, str], Any]:
    """Return the clients that the calls need: making a client is not part of a call."""
    session = boto3.Session()
    return {
        key: session.client(key[0], region_name=key[1])  # type: ignore[call-overload]
        for key in {(call.service, call.region) for call in calls}
    }


class ProviderProcess:
    """A provider in a process of its own, spoken to as the engine does."""

    def __init__(self, environment: Mapping[str, str], region: str) -> None:
        """Start and configure it."""
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pods.sandbox.provider", "127.0.0.1:0"],
            stdout=subprocess.PIPE,
            text=True,
            env=dict(environment),
        )
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        port = self._process.stdout.readline().strip()
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        self._stub = provider_pb2_grpc.ResourceProviderStub(self._channel)
        self._stub.Configure(provider_pb2.ConfigureRequest(args=to_struct({"region": region})))

    def create(self, resources: Sequence[Resource], suffix: str) -> None:
        """Check and create every resource, one after the other."""
        renaming = Renaming({NAMES: f"pods-{suffix}"} if suffix else {})
        for resource in resources:
            news = to_struct(_fresh(resource, renaming, suffix))
            urn = f"{resource['urn']}-{suffix}"
            checked = self._stub.Check(
                provider_pb2.CheckRequest(
                    urn=urn, type=resource["type"], news=news, randomSeed=b"s"
                )
            )
            made = self._stub.Create(
                provider_pb2.CreateRequest(
                    urn=urn, type=resource["type"], properties=checked.inputs
                )
            )
            new = {**from_struct(made.properties), "id": made.id}
            renaming.learn({**resource["outputs"], "id": resource["id"]}, new)

    def close(self) -> None:
        """Stop it."""
        self._channel.close()
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def _fresh(resource: Resource, renaming: Renaming, suffix: str) -> dict[str, Any]:
    """Return a resource's inputs for another copy of it: new references, and new names."""
    inputs: dict[str, Any] = renaming.applied(resource["inputs"])
    for name in inputs.get("__defaults", []) if suffix else ():
        if isinstance(inputs[name], str):
            inputs[name] = f"{inputs[name][:20].rstrip('-')}-{suffix}"
    inputs.pop("__defaults", None)
    return inputs
