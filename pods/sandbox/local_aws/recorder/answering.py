"""Answering what is recorded, in front of moto."""

from typing import Any

from moto.iam.models import get_account_id_from

from pods.sandbox.local_aws.recorder.answers import Wire, serialize
from pods.sandbox.local_aws.recorder.call import (
    Ask,
    Call,
    Scope,
    action_of,
    parse,
    protocol_of,
    route,
    utc_now,
)
from pods.sandbox.local_aws.recorder.catalogue import OPERATIONS, SERVICES, Behaviour
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Service
from pods.sandbox.local_aws.recorder.store import Store
from pods.sandbox.local_aws.recorder.validation import refuse_invalid

__all__ = ["Recorder"]


class Recorder:
    """Answers calls of recorded operations; leaves all others alone."""

    def __init__(self, ask: Ask, ask_moto: Ask) -> None:
        """Record, asking other services through the two."""
        self._ask = ask
        self._ask_moto = ask_moto
        self._store = Store()

    def clear(self) -> None:
        """Forget everything recorded."""
        self._store.clear()

    def answer(self, environ: dict[str, Any], scope: Scope) -> Wire | None:
        """Answer a request, or None when it is moto's; its body can then still be read."""
        service = SERVICES.get(scope.signing_name)
        if service is None:
            return None
        action = action_of(environ)
        if action is not None and (service.name, action) not in OPERATIONS:
            return None
        try:
            return self._routed(service, environ, scope)
        finally:
            environ["wsgi.input"].seek(0)

    def _routed(self, service: Service, environ: dict[str, Any], scope: Scope) -> Wire | None:
        routed = route(service.name, environ)
        behaviour = OPERATIONS.get((service.name, routed[0].name)) if routed else None
        if routed is None or behaviour is None:
            return None
        model, _, request = routed
        account = environ.get("HTTP_X_MOTO_ACCOUNT_ID") or get_account_id_from(scope.access_key)
        call = Call(
            service=service,
            operation=model.name,
            model=model,
            protocol=protocol_of(service.name, request),
            parameters={},
            account=account,
            region=scope.region,
            now=utc_now(),
            shelf=self._store.shelf(account, scope.region),
            ask=self._ask,
            ask_moto=self._ask_moto,
        )
        with self._store.lock:
            try:
                call.parameters.update(parse(service, routed))
                result = _result(behaviour, call)
            except Fault as fault:
                return serialize(call, fault)
        return None if result is None else serialize(call, result)


def _result(behaviour: Behaviour, call: Call) -> dict[str, Any] | None:
    refuse_invalid(call)
    return behaviour(call)
