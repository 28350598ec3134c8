"""moto's services, with every gap made plain: nothing that is not simulated looks as if it were."""

import functools
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from pods.sandbox.local_aws import moto_changes, refusals
from pods.sandbox.local_aws.answer import Answer

__all__ = ["Simulation"]

_HTML = (b"<!doctype html", b"<html")
# moto takes a bucket's or an object's settings by these names for the bucket or object itself, and
# answers as if it had done what was asked.
_S3_UNKNOWN = frozenset(
    {
        *("abac", "analytics", "annotation", "intelligent-tiering", "metadataAnnotationTable"),
        *("metadataConfiguration", "metadataInventoryTable", "metadataJournalTable"),
        *("metadataTable", "metrics", "renameObject", "requestPayment", "session", "torrent"),
    }
)
_UNROUTED = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})


class Simulation:
    """A WSGI application: moto, whose gaps are answered as AWS errors."""

    def __init__(self) -> None:
        moto_changes.apply()
        # State machines run, instead of only being stored, and roles find AWS's own policies.
        default_user_config["stepfunctions"]["execute_state_machine"] = True
        default_user_config["iam"]["load_aws_managed_policies"] = True
        self._moto = _Dispatcher(moto_changes.changed_app)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        if refusals.service_of(environ) == "s3" and _S3_UNKNOWN & _query_names(environ):
            return refusals.send(environ, start_response, refusals.unknown(environ))
        answer = Answer()
        try:
            body = answer.collect(self._moto(environ, answer.start))
        except NotImplementedError:
            return refusals.send(environ, start_response, refusals.unknown(environ))
        if answer.code in _UNROUTED and _is_unrouted(environ, body):
            return refusals.send(environ, start_response, refusals.unknown(environ))
        start_response(answer.status, answer.headers)
        return [body]


class _Dispatcher(DomainDispatcherApplication):
    """moto's choice of a service by host, remembered: it walks a folder for each request."""

    def get_backend_for_host(self, host: str | None) -> Any:
        backend = None if host is None else _backend_for(self, host)
        if host is not None and backend is None:
            raise NotImplementedError(host)
        return backend


@functools.lru_cache(maxsize=1024)
def _backend_for(dispatcher: _Dispatcher, host: str) -> Any:
    return DomainDispatcherApplication.get_backend_for_host(dispatcher, host)


def _query_names(environ: dict[str, Any]) -> set[str]:
    query = environ["QUERY_STRING"]
    return {part.partition("=")[0] for part in query.split("&")} if query else set()


def _is_unrouted(environ: dict[str, Any], body: bytes) -> bool:
    """Whether a 404 or 405 is the web framework's own, and not one that a service gives.

    S3 answers HEAD requests of what does not exist with 404 and no body.
    """
    if body.lstrip()[:20].lower().startswith(_HTML):
        return True
    return not body and refusals.service_of(environ) != "s3"
