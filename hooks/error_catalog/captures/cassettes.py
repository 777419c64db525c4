"""Cassettes, in which tests record what an API answered: VCR in Ruby, VCR.py, Betamax and go-vcr."""

from collections.abc import Iterator

from error_catalog.captures.capture import Capture, Place, Unreadable
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
)
from error_catalog.captures.yaml_items import yaml_items
from error_catalog.judging.judge import Exchange

INTERACTIONS = ("interactions", "http_interactions")


def read_yaml_cassette(capture: Capture) -> Iterator[Exchange]:
    """Yield the exchanges of a cassette in YAML.

    Raises:
        Unreadable: it is no YAML, or an interaction has no request with a method and a URL.
    """
    for line, value in yaml_items(capture, INTERACTIONS):
        yield _exchange(capture, Place(capture.name, line), value)


def read_json_cassette(capture: Capture) -> Iterator[Exchange]:
    """Yield the same of a cassette in JSON.

    Raises:
        Unreadable: as above.
    """
    name = next(each for each in reversed(INTERACTIONS) if f'"{each}"'.encode() in capture.head)
    for number, value in json_items(capture, f"{name}.item"):
        yield _exchange(capture, Place(capture.name, entry=number), value)


def _exchange(capture: Capture, place: Place, interaction: object) -> Exchange:
    request = members_of(members_of(interaction).get("request"))
    response = members_of(members_of(interaction).get("response"))
    method, url = text_of(request.get("method")), text_of(request.get("uri")) or text_of(request.get("url"))
    if not method or not url:
        hint = "an interaction has request.method, and request.uri or request.url"
        raise Unreadable(place, "no method or no URL", hint)
    request_headers, headers = headers_of(request.get("headers")), headers_of(response.get("headers"))
    recorded = seconds_of(members_of(interaction).get("recorded_at"))
    status = members_of(response.get("status")).get("code", response.get("code", response.get("status")))
    return timed(
        Exchange(
            place=str(place),
            method=method.upper(),
            url=url,
            request_headers=request_headers,
            request_body=_body(request.get("body"), request_headers),
            status=status_of(status),
            response_headers=headers,
            response_body=_body(response.get("body"), headers),
            sent=recorded,
            received=recorded,
        )
    )


def _body(value: object, headers: dict[str, str]) -> str | None:
    """Return the text of a body; what a cassette does not have was empty."""
    if isinstance(value, dict):
        if isinstance(packed := value.get("base64_string"), str):
            return from_base64(packed, headers)
        value = value.get("string")
    return "" if value is None else body_of(value, headers)
