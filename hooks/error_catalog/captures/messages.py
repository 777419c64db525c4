"""What recordings write about a message, in any of their ways, as an exchange has it."""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from error_catalog.judging.judge import Exchange

_LONGEST_BODY = 1 << 24
"""A compressed body beyond that, in bytes, is left unread."""

_UNITS = ((1e11, 1), (1e14, 1e3), (1e17, 1e6), (1e20, 1e9))
"""Up to which number a Unix time counts seconds, milliseconds, microseconds and nanoseconds; above, it is no time."""


def timed(exchange: Exchange) -> Exchange:
    """Return an exchange with the time of its `Date` header, where nothing else was recorded.

    The header counts seconds, so that two of its times are apart by one more, or less, than they say.
    """
    if exchange.sent is not None or exchange.received is not None:
        return exchange
    date = seconds_of(exchange.response_headers.get("date"))
    return Exchange(**{**vars(exchange), "sent": date, "received": date})


def seconds_of(value: object) -> float | None:
    """Return a moment in Unix seconds: of a Unix time in any unit, ISO 8601, or a date of HTTP or logs; else None."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return _seconds_of_text(value) if isinstance(value, str) else None
    return next((number / divisor for limit, divisor in _UNITS if abs(number) < limit), None)


def _seconds_of_text(text: str) -> float | None:
    for parse in (datetime.fromisoformat, parsedate_to_datetime, _date_of_log):
        try:
            moment = parse(text.strip())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _date_of_log(text: str) -> datetime:
    """Return a moment as web servers log it: 26/Nov/2026:11:00:00 +0000."""
    return datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z")


def whole(value: object) -> int | None:
    """Return a number that may be written as a text; None where it is none."""
    if isinstance(value, bool):
        return None
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError, OverflowError):
        return None


def status_of(value: object) -> int | None:
    """Return an HTTP status, which may have its reason behind it; None where no answer came, in recordings 0 too."""
    return whole(value.partition(" ")[0] if isinstance(value, str) else value) or None


def text_of(value: object) -> str:
    """Return a text, empty where it is none."""
    return value if isinstance(value, str) else ""


def members_of(value: object) -> Mapping[str, object]:
    """Return a mapping, empty where it is none."""
    return value if isinstance(value, dict) else {}


def headers_of(value: object) -> dict[str, str]:
    """Return headers by their names in small letters: of a mapping, or of a list of pairs or of names and values."""
    if isinstance(value, dict):
        return joined((name, each) for name, values in value.items() for each in _listed(values))
    return joined(_pair(each) for each in value) if isinstance(value, list) else {}


def joined(pairs: Iterable[tuple[object, object]]) -> dict[str, str]:
    """Return headers by their names in small letters; the values of a repeated one stand behind each other."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        if name is not None and value is not None:
            key, said = str(name).lower(), str(value)
            headers[key] = f"{headers[key]}, {said}" if key in headers else said
    return headers


def _pair(value: object) -> tuple[object, object]:
    if isinstance(value, dict):
        return value.get("name"), value.get("value")
    return (value[0], value[1]) if isinstance(value, list) and len(value) > 1 else (None, None)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def body_of(value: object, headers: Mapping[str, str]) -> str | None:
    """Return the text of a body: of bytes, or of what a log has as JSON already; None where there is none."""
    if isinstance(value, bytes):
        return _decoded(value, headers)
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    # JSON can name half a character, which no body can have.
    return text.encode("utf-8", "replace").decode()


def from_base64(text: str, headers: Mapping[str, str]) -> str | None:
    """Return the text that stands for a body in Base64, or in a JSON list of it, as Polly.JS has it; else None."""
    try:
        pieces = json.loads(text) if text.startswith("[") else [text]
        return _decoded(b"".join(base64.b64decode("".join(each.split()), validate=True) for each in pieces), headers)
    except (ValueError, AttributeError, RecursionError):
        return None


def _decoded(raw: bytes, headers: Mapping[str, str]) -> str | None:
    """Return bytes as a text; None where they are an image, or compressed in a way that Python does not know."""
    try:
        if raw[:2] == b"\x1f\x8b" or "deflate" in headers.get("content-encoding", ""):
            raw = zlib.decompressobj(wbits=47).decompress(raw, _LONGEST_BODY)
        return raw.decode()
    except (UnicodeDecodeError, zlib.error):
        return None
