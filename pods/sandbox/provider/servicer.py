"""The gRPC face of the provider: Pulumi's protocol on one side, `Lifecycle` on the other."""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import any_pb2, empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc, status_pb2

from pods.errors import ContinuityError
from pods.sandbox.provider import creation, functions
from pods.sandbox.provider.account import Account, sdk_version
from pods.sandbox.provider.lifecycle import Incomplete
from pods.sandbox.provider.values import UNKNOWN, Properties, from_struct, has_unknown, to_struct

__all__ = ["AwsProvider"]

Handler = Callable[[Any, Any, grpc.ServicerContext], Any]


def _answering(handler: Handler) -> Handler:
    """Turn the project's errors into answers that the engine prints as they are."""

    @wraps(handler)
    def answer(self: Any, request: Any, context: grpc.ServicerContext) -> Any:
        try:
            return handler(self, request, context)
        except Incomplete as incomplete:
            return _abort_incomplete(incomplete, request, context)
        except ContinuityError as error:
            return context.abort(grpc.StatusCode.FAILED_PRECONDITION, str(error))

    return answer


def _abort_incomplete(incomplete: Incomplete, request: Any, context: grpc.ServicerContext) -> None:
    """Answer that the resource exists though not all of it, so that the engine keeps it."""
    inputs = request.properties if hasattr(request, "properties") else request.news
    detail = provider_pb2.ErrorResourceInitFailed(
        id=incomplete.resource_id,
        properties=to_struct({**incomplete.state, "id": incomplete.resource_id}),
        reasons=[str(incomplete.cause)],
        inputs=inputs,
    )
    packed = any_pb2.Any()
    packed.Pack(detail)
    code = grpc.StatusCode.UNKNOWN
    status = status_pb2.Status(code=code.value[0], message=str(incomplete), details=[packed])
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    context.abort(code, str(incomplete))


class AwsProvider(provider_pb2_grpc.ResourceProviderServicer):
    """The `aws` provider over the local AWS."""

    def __init__(self, folder: Path | None = None) -> None:
        """Serve one engine; `folder` is the sandbox's, for kept schemas and the journal."""
        self._folder = folder
        self._account = Account({}, folder)

    def GetPluginInfo(self, request: Any, context: Any) -> plugin_pb2.PluginInfo:
        """Say which version this is: that of the SDK whose types it serves."""
        return plugin_pb2.PluginInfo(version=sdk_version())

    def GetSchema(self, request: Any, context: Any) -> provider_pb2.GetSchemaResponse:
        """Answer an empty schema: programs bring their own SDK."""
        return provider_pb2.GetSchemaResponse(
            schema=json.dumps({"name": "aws", "version": sdk_version()})
        )

    def CheckConfig(self, request: Any, context: Any) -> provider_pb2.CheckResponse:
        """Accept the provider's configuration as given."""
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: Any, context: Any) -> provider_pb2.DiffResponse:
        """Replace a provider, and so its resources, when it moves to another Region."""
        old, new = from_struct(request.olds), from_struct(request.news)
        moved = ["region"] if old.get("region") != new.get("region") else []
        return provider_pb2.DiffResponse(replaces=moved, diffs=moved)

    @_answering
    def Configure(self, request: Any, context: Any) -> provider_pb2.ConfigureResponse:
        """Take Region and default tags; secrets are left to the engine, which marks them again."""
        self._account = Account(from_struct(request.args), self._folder)
        self._account.refuse_unusable()
        return provider_pb2.ConfigureResponse(supportsPreview=True)

    @_answering
    def Check(self, request: Any, context: Any) -> provider_pb2.CheckResponse:
        """Name what the program left unnamed, and hold the inputs against the SDK's types."""
        inputs, faults = creation.checked(
            self._account,
            token=request.type,
            urn=request.urn,
            seed=request.randomSeed,
            old=from_struct(request.olds),
            new=from_struct(request.news),
        )
        return provider_pb2.CheckResponse(
            inputs=to_struct(inputs),
            failures=[
                # With a property the engine would add its path again, and an empty value.
                provider_pb2.CheckFailure(reason=f"{fault.path}: {fault.reason}")
                for fault in faults
            ],
        )

    @_answering
    def Diff(self, request: Any, context: Any) -> provider_pb2.DiffResponse:
        """Compare old and new inputs."""
        self._account.journal.acknowledge(request.urn, request.id)
        found = self._account.lifecycle(request.type).changes(
            from_struct(request.old_inputs), from_struct(request.news)
        )
        some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(
            changes=some if found.changed else none,
            diffs=sorted(found.changed),
            replaces=sorted(found.replacing),
            deleteBeforeReplace=found.delete_first,
        )

    @_answering
    def Create(self, request: Any, context: Any) -> provider_pb2.CreateResponse:
        """Make a resource, or promise what a preview can."""
        inputs = from_struct(request.properties)
        lifecycle = self._account.lifecycle(request.type)
        if request.preview:
            promised = {**lifecycle.previewed(inputs), "id": UNKNOWN}
            return provider_pb2.CreateResponse(properties=to_struct(promised))
        resource_id, state = creation.created(lifecycle, self._account.journal, request.urn, inputs)
        # As the official provider does, so that policies find a resource by its id.
        properties = to_struct({**state, "id": resource_id})
        return provider_pb2.CreateResponse(id=resource_id, properties=properties)

    @_answering
    def Read(self, request: Any, context: Any) -> provider_pb2.ReadResponse:
        """Show a resource as AWS has it now; an empty answer says that it is gone."""
        self._account.journal.acknowledge(request.urn, request.id)
        lifecycle = self._account.lifecycle(request.type)
        inputs, state = from_struct(request.inputs), from_struct(request.properties)
        shown = lifecycle.shown(request.id, state or inputs)
        if shown is None:
            return provider_pb2.ReadResponse()
        fresh = lifecycle.refreshed_state(request.id, state or inputs, shown)
        return provider_pb2.ReadResponse(
            id=request.id,
            properties=to_struct({**fresh, "id": request.id}),
            inputs=to_struct(lifecycle.refreshed(inputs, shown, fresh)),
        )

    @_answering
    def Update(self, request: Any, context: Any) -> provider_pb2.UpdateResponse:
        """Change a resource in place."""
        self._account.journal.acknowledge(request.urn, request.id)
        lifecycle = self._account.lifecycle(request.type)
        old, new = from_struct(request.old_inputs), from_struct(request.news)
        state = from_struct(request.olds)
        if request.preview or has_unknown(new):
            properties = lifecycle.previewed_update(state, old, new)
        else:
            properties = lifecycle.update(request.id, state, old, new)
        return provider_pb2.UpdateResponse(properties=to_struct({**properties, "id": request.id}))

    @_answering
    def Delete(self, request: Any, context: Any) -> empty_pb2.Empty:
        """Remove a resource."""
        self._account.journal.acknowledge(request.urn, request.id)
        self._account.lifecycle(request.type).delete(request.id, from_struct(request.properties))
        return empty_pb2.Empty()

    @_answering
    def Invoke(self, request: Any, context: Any) -> provider_pb2.InvokeResponse:
        """Run one of the `get…` functions."""
        arguments = from_struct(request.args)
        answer: Properties = functions.invoke(self._account.aws, request.tok, arguments)
        response = provider_pb2.InvokeResponse()
        # The field is called `return`, a keyword, so that it can only be reached by name.
        getattr(response, "return").CopyFrom(to_struct(answer))
        return response

    def Cancel(self, request: Any, context: Any) -> empty_pb2.Empty:
        """Let calls under way end by themselves: each is short, and none may be lost."""
        return empty_pb2.Empty()
