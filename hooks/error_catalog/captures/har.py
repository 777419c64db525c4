"""HAR, the HTTP archive that browsers and proxies export (HAR 1.2)."""

from collections.abc import Iterator, Mapping

from error_catalog.captures.capture import Capture, Place
from error_catalog.captures.json_items import json_items
from error_catalog.captures.messages import (
    body_of,
    from_base64,
    headers_of,
    members_of,
    seconds_of,
    status_of,
    text_of,
    timed,
    whole,
)
from error_catalog.judging.judge import Exchange

_A_DAY = 86_400_000
"""In milliseconds; no exchange takes longer."""


def read_har(capture: Capture) -> Iterator[Exchange]:
    """Yield the exchanges of an archive, in its order.

    Raises:
        Unreadable: it is no JSON, or an entry has no request with a method and a URL.
    """
    for number, entry in json_items(capture, "log.entries.item"):
        request = members_of(members_of(entry).get("request"))
        method, url = text_of(request.get("method")), text_of(request.get("url"))
        if not method or not url:
            hint = "HAR 1.2 says request.method and request.url of each entry"
            raise capture.unreadable("no method or no URL", hint, entry=number)
        yield _exchange(str(Place(capture.name, entry=number)), method, url, members_of(entry))


def _exchange(place: str, method: str, url: str, entry: Mapping[str, object]) -> Exchange:
    request, response = members_of(entry["request"]), members_of(entry.get("response"))
    sent = seconds_of(entry.get("startedDateTime"))
    status = status_of(response.get("status"))
    headers = headers_of(response.get("headers"))
    return timed(
        Exchange(
            place=place,
            method=method.upper(),
            url=url,
            request_headers=headers_of(request.get("headers")),
            request_body=_request_body(request),
            status=status,
            response_headers=headers,
            response_body=_response_body(members_of(response.get("content")), headers),
            sent=sent,
            received=_end(sent, entry.get("time")) if status else None,
        )
    )


def _end(sent: float | None, milliseconds: object) -> float | None:
    if sent is None or not isinstance(milliseconds, int | float) or not 0 <= milliseconds <= _A_DAY:
        return None  # -1 says that it is not known
    return sent + milliseconds / 1000


def _request_body(request: Mapping[str, object]) -> str | None:
    text = members_of(request.get("postData")).get("text")
    if isinstance(text, str):
        return text
    size = whole(request.get("bodySize"))
    return None if "postData" in request or (size is not None and size > 0) else ""


def _response_body(content: Mapping[str, object], headers: Mapping[str, str]) -> str | None:
    text = content.get("text")
    if not isinstance(text, str):
        return "" if content.get("size") == 0 else None
    return from_base64(text, headers) if content.get("encoding") == "base64" else body_of(text, headers)
