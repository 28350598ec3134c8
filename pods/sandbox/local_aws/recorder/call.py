"""One call, taken apart with the service's own model."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from werkzeug.exceptions import NotFound

from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Service
from pods.sandbox.local_aws.recorder.store import Shelf

__all__ = [
    "Ask",
    "Call",
    "Scope",
    "action_of",
    "parse",
    "protocol_of",
    "route",
    "scope_of",
    "utc_now",
]

Ask = Callable[[str, str, str, Mapping[str, Any]], dict[str, Any]]
"""Calls any service, recorded or simulated: service, Region, operation, parameters."""

_CREDENTIAL = re.compile(r"Credential=(?P<key>[^/]+)/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/")
_ACTION = re.compile(rb"(?:^|&)Action=(\w+)")


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a call is: what its signature says."""

    access_key: str
    region: str
    signing_name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a recorded operation.

    Attributes:
        service: Whose operation it is.
        operation: Its name.
        model: The operation in botocore's service model.
        protocol: How the answer is written.
        parameters: What was given, in the shapes of the model.
        account: The account.
        region: The Region.
        now: The one time stamp of this call, in UTC.
        shelf: The records of this account and Region.
        ask: Calls another operation in the same account.
        ask_moto: The same, past the recorder.
    """

    service: Service
    operation: str
    model: Any
    protocol: str
    parameters: dict[str, Any]
    account: str
    region: str
    now: datetime
    shelf: Shelf
    ask: Ask
    ask_moto: Ask

    @property
    def output(self) -> Any:
        """The shape of the answer, or None."""
        return self.model.output_shape


def scope_of(environ: Mapping[str, Any]) -> Scope | None:
    """Read the credential scope of a signed request, from its header or its query."""
    text = environ.get("HTTP_AUTHORIZATION") or environ.get("QUERY_STRING", "").replace("%2F", "/")
    found = _CREDENTIAL.search(text)
    return Scope(found["key"], found["region"], found["service"].lower()) if found else None


def action_of(environ: Mapping[str, Any]) -> str | None:
    """Answer the operation where the request names it outright (all but the REST protocols)."""
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return str(target).rpartition(".")[2]
    if str(environ.get("CONTENT_TYPE", "")).startswith("application/x-www-form-urlencoded"):
        stream = environ["wsgi.input"]
        body = stream.read()
        stream.seek(0)
        found = _ACTION.search(body)
        return found[1].decode() if found else None
    return None


def route(service_name: str, environ: dict[str, Any]) -> tuple[Any, dict[str, Any], Request] | None:
    """Match a request with the service's model: the operation and the parts of the path."""
    request = Request(environ, populate_request=False)
    try:
        model, path_parts = get_service_router(service_name).match(request)
    except (NotFound, NotImplementedError):
        return None
    return model, path_parts, request


def parse(service: Service, routed: tuple[Any, dict[str, Any], Request]) -> dict[str, Any]:
    """Read the parameters of a routed request; what was not given is left out."""
    model, path_parts, request = routed
    parser = PROTOCOL_PARSERS[protocol_of(service.name, request)](model)
    try:
        parsed = parser.parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": request.get_data(),
                "url_path": request.path,
                "url_params": path_parts,
            }
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Fault(service.invalid_parameter, f"The request cannot be read: {error}") from error
    absent = _absent_in_query(model)
    return {
        name: value
        for name, value in parsed.items()
        if value is not None and not (name in absent and value == [])
    }


def protocol_of(service_name: str, request: Request) -> str:
    """Answer the protocol in which a request came, and in which its answer goes."""
    return str(determine_request_protocol(get_service_model(service_name), request.content_type))


def utc_now() -> datetime:
    """Answer the time, as moto keeps it: UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


@functools.cache
def _absent_in_query(model: Any) -> frozenset[str]:
    # A list in the query string that was not given is parsed as an empty one.
    shape = model.input_shape
    members = shape.members.items() if shape else ()
    return frozenset(
        name for name, member in members if member.serialization.get("location") == "querystring"
    )
