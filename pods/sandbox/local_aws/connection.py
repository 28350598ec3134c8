"""Serving HTTP/1.1 with connections that stay open.

Werkzeug's own handler closes the connection after each answer, and first waits 10 ms for stray
input; an AWS client makes hundreds of calls in a row. Here the request is read whole, the answer
is sent whole with its length, and the connection is kept.
"""

import http.client
import io
import logging
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler

from pods.sandbox.local_aws.answer import Answer

__all__ = ["Connection"]

_log = logging.getLogger(__name__)

_IDLE_SECONDS = 900.0
_NO_BODY = frozenset({http.client.NO_CONTENT, http.client.NOT_MODIFIED})


class Connection(MotoRequestHandler):
    """One client's connection: requests one after another until the client leaves."""

    protocol_version = "HTTP/1.1"
    # An answer is one small write; waiting to fill a packet would cost 40 ms a call.
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _IDLE_SECONDS

    def run_wsgi(self) -> None:
        """Read one request whole, have the application answer it, send the answer whole."""
        if self.headers.get("Expect", "").strip().lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
        environ = self.make_environ()
        environ["wsgi.input"] = io.BytesIO(self._body(environ))
        answer = Answer()
        content = answer.collect(self.server.app(environ, answer.start))
        self._send(answer, content)

    def _body(self, environ: dict[str, Any]) -> bytes:
        stream = environ["wsgi.input"]
        if environ.get("wsgi.input_terminated"):
            body: bytes = stream.read()
            environ["CONTENT_LENGTH"] = str(len(body))
            return body
        length = int(environ.get("CONTENT_LENGTH") or 0)
        return bytes(stream.read(length)) if length else b""

    def _send(self, answer: Answer, content: bytes) -> None:
        code, phrase = answer.code, answer.status.partition(" ")[2]
        is_head = self.command == "HEAD"
        self.send_response(code, phrase)
        for name, value in answer.headers:
            # A HEAD answer carries the length of the body that it leaves out.
            if name.lower() != "content-length" or is_head:
                self.send_header(name, value)
        if not is_head and code not in _NO_BODY:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not is_head and code not in _NO_BODY:
            self.wfile.write(content)
        self.wfile.flush()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the application logs what is worth keeping."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Send the server's own complaints to the log."""
        _log.warning("%s: " + message, type, *args)
