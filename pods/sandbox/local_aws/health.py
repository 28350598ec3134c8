"""Asking the local AWS which one it is."""

import http.client
import json

from pods.sandbox.local_aws.standing import Running

__all__ = ["HEALTH_PATH", "INSTANCE_HEADER", "RESET_PATH", "ask", "ask_to_reset"]

# No bucket may have such a name, so no call of an AWS client is ever taken for ours.
HEALTH_PATH = "/_sandbox/health"
RESET_PATH = "/_sandbox/reset"
INSTANCE_HEADER = "X-Sandbox-Instance"
"""A reset must name the instance it means; a browser's stray request cannot."""

_HOST = "127.0.0.1"
_RESET_SECONDS = 30.0


def ask(port: int, *, timeout_seconds: float = 2.0) -> Running | None:
    """Answer what listens on the port, or None when it is no local AWS (or silent)."""
    return _request(port, "GET", HEALTH_PATH, {}, timeout_seconds)


def ask_to_reset(running: Running) -> Running | None:
    """Have the server forget everything; answers the new instance, or None when it did not."""
    headers = {INSTANCE_HEADER: running.instance_id}
    return _request(running.port, "POST", RESET_PATH, headers, _RESET_SECONDS)


def _request(
    port: int, method: str, path: str, headers: dict[str, str], timeout_seconds: float
) -> Running | None:
    # http.client knows no proxy variables: the question goes to this machine and nowhere else.
    connection = http.client.HTTPConnection(_HOST, port, timeout=timeout_seconds)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        return Running.of(json.loads(body)) if answer.status == http.client.OK else None
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    finally:
        connection.close()
