"""Runs a Pulumi program without an engine, and returns what it declared.

It is run as the preview of a new stack: inputs are as the program gives them, what it leaves
unnamed has the name that the provider would choose, and whatever a provider would compute is
unknown. Look-ups are answered by the caller.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import pulumi
from google.protobuf import json_format
from pulumi.runtime import mocks

from pods.testing.declared import Declared
from pods.testing.naming import chosen_name

__all__ = ["declared_by"]

_PROJECT: Final = "test"
_STACK_REFERENCE: Final = "pulumi:pulumi:StackReference"

LookUp = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Answers a look-up: token such as `aws:ec2/getAmi:getAmi`, and its arguments.

The outputs of another stack are looked up as `pulumi:pulumi:StackReference`, with its `name`.
"""


def declared_by(
    program: Callable[[], object],
    config: Mapping[str, str] | None = None,
    look_up: LookUp | None = None,
) -> list[Declared]:
    """Return the resources that a program declares, each with what its values come from.

    Args:
        program: the program, as a function; a folder's program is run by `runpy.run_path`.
        config: Pulumi configuration, such as `{"aws:region": "eu-west-1"}`; a key without a
            namespace is the project's own.
        look_up: answers look-ups (`aws.ec2.get_ami`) and references to other stacks; without it a
            look-up is refused, and the outputs of other stacks are unknown.
    """
    settings = {
        key if ":" in key else f"{_PROJECT}:{key}": value for key, value in (config or {}).items()
    }
    monitor = _Monitor(look_up or _refuse)
    pulumi.runtime.set_mocks(monitor.mocks, _PROJECT, "test", preview=True, monitor=monitor)
    pulumi.runtime.set_all_config(settings)
    try:
        tested: Callable[[Callable[[], object]], Callable[[], None]] = pulumi.runtime.test
        tested(lambda: program() and None)()
    finally:
        pulumi.runtime.set_all_config({})
    return monitor.declared(settings.get("aws:region"))


def _refuse(token: str, _arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    raise LookupError(f"{token}: looked up; no answer is given. Pass look_up.")


class _Unmade(mocks.Mocks):
    """Nothing exists yet: ids and outputs are unknown."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        # A resource that is read, not made, has the id by which it is read.
        state = args.inputs
        if args.typ == _STACK_REFERENCE and self._look_up is not _refuse:
            state = {**state, "outputs": dict(self._look_up(args.typ, state))}
        return args.resource_id or "", state

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        return dict(self._look_up(args.token, args.args)), []


class _Monitor(mocks.MockMonitor):
    """Takes the place of the engine's resource monitor and keeps every request."""

    def __init__(self, look_up: LookUp) -> None:
        super().__init__(_Unmade(look_up))
        self.requests: dict[str, Any] = {}

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - the protocol's
        """Name what is to be made, keep the request, then answer it."""
        urn = self.make_urn(request.parent, request.type, request.name)
        request.object.update(chosen_name(request.type, request.name, urn, request.object))
        self.requests[urn] = request
        answer: Callable[[Any], Any] = super().RegisterResource
        return answer(request)

    def declared(self, region: str | None) -> list[Declared]:
        """Return the requests as resources, in the order of registration."""
        made: dict[str, Declared] = {}
        for urn, request in self.requests.items():
            made[urn] = self._one(request, made, region)
        return list(made.values())

    def _one(self, request: Any, made: Mapping[str, Declared], region: str | None) -> Declared:
        uses = {
            prop: [made[urn] for urn in sources.urns if urn in made]
            for prop, sources in request.propertyDependencies.items()
        }
        return Declared(
            type=request.type,
            name=request.name,
            properties=json_format.MessageToDict(request.object),
            parent=made.get(request.parent),
            uses={prop: sources for prop, sources in uses.items() if sources},
            provider=self._provider(request.provider) or ({"region": region} if region else {}),
            protect=request.protect,
            ignore_changes=tuple(request.ignoreChanges),
            delete_before_replace=request.deleteBeforeReplace,
        )

    def _provider(self, reference: str) -> dict[str, Any]:
        """Return the settings of a provider that the program made, by the reference to it."""
        made = self.requests.get(reference.rpartition("::")[0])
        return {} if made is None else json_format.MessageToDict(made.object)
