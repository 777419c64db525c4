"""The names of HTTP headers that exist: those of the standards, and those that the API documents declare."""

from collections.abc import Iterator

from error_catalog.diagnostics.faults import walk

_RFC_9110 = """
Accept Accept-Charset Accept-Encoding Accept-Language Accept-Ranges Allow Authentication-Info Authorization Connection
Content-Encoding Content-Language Content-Length Content-Location Content-Range Content-Type Date ETag Expect From Host
If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Last-Modified Location Max-Forwards
Proxy-Authenticate Proxy-Authentication-Info Proxy-Authorization Range Referer Retry-After Server TE Trailer Upgrade
User-Agent Vary Via WWW-Authenticate
"""  # section 18.4
_RFC_9111 = "Age Cache-Control Expires"  # section 8.1
_RFC_7240 = "Prefer Preference-Applied"  # section 5.1

STANDARD = frozenset(f"{_RFC_9110} {_RFC_9111} {_RFC_7240}".split())
"""The headers of HTTP itself."""


def declared_headers(*documents: object) -> frozenset[str]:
    """Return the headers that OpenAPI documents declare, of requests and of responses, of calls and of webhooks."""
    found = {name for name, _ in response_headers(*documents)}
    for _, node in walk(documents):
        if isinstance(node, dict) and node.get("in") == "header" and isinstance(name := node.get("name"), str):
            found.add(name)
    return frozenset(found)


def response_headers(*documents: object) -> Iterator[tuple[str, object]]:
    """Yield name and declaration of each header under `headers`, where OpenAPI documents have those of responses."""
    for _, node in walk(documents):
        if isinstance(node, dict) and isinstance(headers := node.get("headers"), dict):
            yield from headers.items()
