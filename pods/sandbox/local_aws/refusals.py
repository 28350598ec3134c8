"""Errors in the form that the calling client understands, for services no model is loaded for."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from xml.sax.saxutils import escape

from pods.sandbox.local_aws.recorder import Fault
from pods.sandbox.local_aws.recorder.call import action_of, scope_of

__all__ = ["name_of", "send", "service_of", "unknown"]

# The services that speak XML over REST; every other REST service speaks JSON.
_REST_XML = frozenset({"s3", "route53", "cloudfront", "s3control"})


def service_of(environ: dict[str, Any]) -> str:
    """Answer the service of a request, as its signature names it; unsigned ones are S3's."""
    scope = scope_of(environ)
    return scope.signing_name if scope else "s3"


def name_of(environ: dict[str, Any]) -> str:
    """Answer the service and operation of a request, as a person would name them."""
    action = None
    if hasattr(environ["wsgi.input"], "seek"):
        environ["wsgi.input"].seek(0)
        action = action_of(environ)
    query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
    called = action or f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}{query}"
    return f"{service_of(environ)}:{called}"


def unknown(environ: dict[str, Any]) -> Fault:
    """Refuse a call that neither moto nor the recorder knows."""
    return Fault.not_simulated(name_of(environ))


def send(environ: dict[str, Any], start_response: Any, fault: Fault) -> Iterable[bytes]:
    """Answer with the fault."""
    is_xml = service_of(environ) in _REST_XML or str(environ.get("CONTENT_TYPE", "")).startswith(
        "application/x-www-form-urlencoded"
    )
    status = HTTPStatus(fault.status or HTTPStatus.BAD_REQUEST)
    headers = [
        ("Content-Type", "text/xml" if is_xml else "application/x-amz-json-1.1"),
        ("x-amzn-ErrorType", fault.code),
    ]
    start_response(f"{status.value} {status.phrase}", headers)
    return [(_xml if is_xml else _json)(fault).encode()]


def _json(fault: Fault) -> str:
    return json.dumps({"__type": fault.code, "message": fault.message})


def _xml(fault: Fault) -> str:
    # All clients read the code and message of this form, EC2's and S3's own included.
    return (
        "<ErrorResponse><Error>"
        f"<Code>{escape(fault.code)}</Code><Message>{escape(fault.message)}</Message>"
        "</Error><RequestId>sandbox</RequestId></ErrorResponse>"
    )
