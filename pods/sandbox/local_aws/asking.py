"""Calling a simulated service from inside the server, without a socket."""

import io
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, urlencode

from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from moto.core.utils import get_service_model

from pods.sandbox.local_aws.answer import Answer
from pods.sandbox.local_aws.recorder import Fault

__all__ = ["ask"]

_PROTOCOLS = ("json", "rest-json", "rest-xml", "query", "ec2")


def ask(
    application: Callable[[dict[str, Any], Any], Any],
    service: str,
    region: str,
    operation: str,
    parameters: Mapping[str, Any],
) -> dict[str, Any]:
    """Call an operation and answer what it returns.

    Raises:
        Fault: The service answered with an error; its code and message are kept.
    """
    service_model = get_service_model(service)
    offered = service_model.metadata.get("protocols", [service_model.protocol])
    protocol = next(name for name in _PROTOCOLS if name in offered)
    model = service_model.operation_model(operation)
    given = {name: value for name, value in parameters.items() if value is not None}
    request = create_serializer(protocol).serialize_to_request(given, model)
    signing_name = service_model.metadata.get("signingName", service_model.endpoint_prefix)
    answer = Answer()
    body = answer.collect(application(_environ(request, signing_name, region), answer.start))
    headers = {name.lower(): value for name, value in answer.headers}
    wire = {"status_code": answer.code, "headers": headers, "body": body}
    parsed: dict[str, Any] = create_parser(protocol).parse(wire, model.output_shape)
    if "Error" in parsed:
        code = parsed["Error"].get("Code", "Unknown")
        # moto leaves some messages out; an answer without one is of no use to anybody.
        message = parsed["Error"].get("Message") or f"{service}:{operation} answered {code}"
        raise Fault(code, message)
    parsed.pop("ResponseMetadata", None)
    return parsed


def _environ(request: dict[str, Any], signing_name: str, region: str) -> dict[str, Any]:
    body = request["body"]
    content = urlencode(body).encode() if isinstance(body, dict) else body or b""
    content = content.encode() if isinstance(content, str) else content
    path, _, in_path = request["url_path"].partition("?")
    query = "&".join(filter(None, [in_path, urlencode(request["query_string"] or {}, doseq=True)]))
    environ = {
        "REQUEST_METHOD": request["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
        "RAW_URI": f"{path}?{query}" if query else path,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_AUTHORIZATION": (
            f"AWS4-HMAC-SHA256 Credential=sandbox/20000101/{region}/{signing_name}/aws4_request, "
            "SignedHeaders=host, Signature=0"
        ),
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(content),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
    }
    for name, value in (request["headers"] or {}).items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ
