"""What the API may add to its errors without notice, one of each kind, and a server that answers with it."""

import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus

from support.published import Json

NEW_MEMBER = "traceId"
"""The member that the additions have and no document names."""

_TRACE = {NEW_MEMBER: "4bf92f3577b34da6a3ce929d0e0e4736"}
_DOCUMENTED = {
    "type": "https://developer.gett-tech.com/errors/SERVICE_UNAVAILABLE",
    "title": "Service Unavailable",
    "status": 503,
    "detail": "The service is temporarily unavailable.",
    "instance": "/v1/marketplace/orders/place",
    "requestId": "req_abc123",
    "timestamp": "2026-04-27T14:30:00.000Z",
    "errorCode": "SERVICE_UNAVAILABLE",
    "errorCategory": "availability",
    "retryable": True,
    "retryAfter": 5,
}
_ADDED: Mapping[str, Json] = {
    "code": {
        "type": "https://developer.gett-tech.com/errors/COURIER_UNAVAILABLE",
        "errorCode": "COURIER_UNAVAILABLE",
    },
    "category": {"errorCategory": "delivery"},
    "status": {"status": 504, "title": "Gateway Timeout"},
    "title": {"status": 422, "title": "Unprocessable Content", "retryable": False},
    "instance": {"instance": "/v1/marketplace/stores?offset=20&query=caf%C3%A9"},
    "member": _TRACE,
    "entry": {"errors": [{"code": "COURIER_OVERLOADED", "message": "It is too heavy.", "jsonPath": "$", **_TRACE}]},
}
ADDITIONS: Mapping[str, Json] = {name: {**_DOCUMENTED, **added} for name, added in _ADDED.items()}
"""A body for each kind of addition, by its name."""


@contextmanager
def answering_with_additions() -> Iterator[str]:
    """Answer each call below /NAME with the addition of that name, and give the address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Handler(http.server.BaseHTTPRequestHandler):
    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = ADDITIONS[self.path.split("/")[1]]
        content = json.dumps(body).encode()
        self.send_response(HTTPStatus(body["status"]))
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = _answer  # noqa: N815 - http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Say nothing: requests are no news in a test."""
