"""Gett's API on your machine, for integration tests: whole flows, every documented error, and what networks do.

Start it, and let your client call the address that it prints. Ask for the answer to one request by its header
`Prefer: example=PAYMENT_FAILED`. Or append /__mock/PAYMENT_FAILED to the address, as the base URL of a client: calls
that can fail like this do, and all others succeed. Send a request without either, and the answer says what else you can
ask for. It needs Python 3.9 or newer, and nothing else.

Version 0.0.0, made of invented errors. Gett has not stated a licence.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import functools
import http
import itertools
import json
import math
import os
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any, TypeVar, cast
from urllib.parse import unquote
from xml.sax.saxutils import escape, quoteattr

# region Judge
# In the published file, the source of the judge stands here.
try:
    from error_catalog.judging.judge import (
        ADVICE_TO_CLIENTS,
        GAVE_UP,
        TOLERANCE_SECONDS,
        TOLERANCE_SHARE,
        Exchange,
        Finding,
        Judge,
    )
except ModuleNotFoundError:
    print("error: there is no catalogue in this file; run `portal mock`", file=sys.stderr)
    sys.exit(2)
# endregion
# region Catalogue
EXCHANGES = ""  # In the published file, the catalogue stands here as JSON.
# endregion

Data = Mapping[str, Any]
Lines = dict[str, str]
_Value = TypeVar("_Value")

MOST_REMEMBERED = 10_000  # sequences, keys and scenarios
MOST_FAILURES = 100  # of a scenario
MOST_NOTED = 2 * MOST_FAILURES  # requests of a scenario
LARGEST_BODY = 1024 * 1024
LONGEST_LINE = 64 * 1024
PATIENCE_SECONDS = 60.0  # for the next bytes of a client
UNKNOWN_CODE = "BRAND_NEW_CODE"

# What can be asked for, each with the pattern of its values, and with their form in words.
WISHES = {
    "example": (".*", "the code of an error"),
    "code": (".*", "an HTTP status"),
    "at": (".+", "the end of a path of the API"),
    "times": ("[1-9]|10", "a whole number from 1 to 10"),
    "sequence": (".+", "a name"),
    "fault": (
        "unknown-code|empty|html|cut|broken|closed",
        "one of unknown-code, empty, html, cut, broken and closed",
    ),
    "delay": (r"[0-5]?[0-9](\.[0-9]{1,3})?|60", "a number of seconds from 0 to 60"),
    "retry-after": ("[0-9]{1,5}", "a whole number of seconds from 0 to 99999"),
    "retry-after-form": ("seconds|date", "seconds or date"),
    "speed": ("[1-9][0-9]{0,3}", "a whole number from 1 to 9999"),
    "scenario": (r"[A-Za-z0-9._-]{1,100}", "the name of a scenario: letters, digits, points, hyphens and underscores"),
    "waited": (r"[0-9]{1,6}(\.[0-9]{1,6})?", "a number of seconds"),
}
# These say by themselves what is answered; the others say how, or when.
_ANSWERS = {"example", "code", "fault"}
_FAILS_BY = {*_ANSWERS, "delay", "retry-after", "retry-after-form"}  # the steps of a scenario
_OTHER_PREFERENCES = {"handling", "respond-async", "return", "wait"}  # of RFC 7240, for servers that know them

_PREFERENCE = re.compile(r'[ \t]*(?:([^ \t"=,;]+)[ \t]*(?:=[ \t]*(?:"([^"]*)"|([^ \t"=,;]*))[ \t]*)?)?(?:[,;]|\Z)')
_MEDIA_RANGE = re.compile(r"([^ \t,;]+)[ \t]*((?:;[^,]*)?)")
_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOLD = re.compile(r"\r?\n[ \t]+")  # between the lines of one header (RFC 9112 section 5.2)
_ADDRESS = re.compile(r"(?:/+__mock(?:/+([^/]+))?)?(/.*)?", re.DOTALL)


@dataclass(frozen=True)
class Request:
    """A request: the target is path and query, the headers have lower-case names."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """A response: what it says, and whether the connection is `broken` amid its body, or `closed` before it."""

    status: int
    title: str
    headers: Lines
    body: str
    ending: str = ""


class Refusal(Exception):
    """There is no answer: names the message that says why, and what fills its braces."""

    def __init__(self, message: str, **values: str) -> None:
        self.message = message
        self.values = values


class Mock:
    """Answers requests; it counts those of each sequence, and knows which keys were used for what.

    With `reserved`, it uses codes that no endpoint emits yet.
    """

    def __init__(self, data: Data, *, reserved: bool = False, now: Callable[[], float] = time.time) -> None:
        self._data, self._reserved, self._now = data, reserved, now
        self._lock = threading.RLock()
        self._counts: dict[tuple[str, ...], int] = {}
        self._keys: dict[tuple[str, ...], tuple[int, int]] = {}
        self._refused: dict[tuple[str, ...], _Refused] = {}
        self._scenarios: dict[tuple[str, ...], Scenario] = {}
        self._cases: Data = {each["name"]: each for each in data["conformance"]["cases"]}
        self._numbers = itertools.count(1)
        self._placed = 0

    def answer(self, request: Request) -> Response:
        """Return the response to a request, after the delay that it asks for."""
        try:
            response = self._answer(request)
        except Refusal as refusal:
            response = _response({**self._data["refusal"], "body": self.reason_of(refusal)}, "body")
        return replace(response, headers={**response.headers, **_cors(request.headers, response.headers)})

    def reason_of(self, refusal: Refusal) -> str:
        """Return why there is no answer, for people."""
        values = {"codes": "\n".join(self._data["errors"]), **refusal.values}
        text = self._data["messages"][refusal.message]
        return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), text)

    def reset(self) -> None:
        """Begin all sequences again, and forget all keys and scenarios."""
        with self._lock:
            for store in (self._counts, self._keys, self._refused, self._scenarios):
                store.clear()

    def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(204, "No Content", {}, "")
        segment, path = _addressed(request.target)
        if (request.method, segment, path.strip("/")) == ("POST", "reset", ""):
            self.reset()
            return Response(204, "No Content", {}, "")
        if segment == "scenarios":
            return self._told(request, path.strip("/"))
        if not path:
            raise Refusal("badPath", path=request.target)
        wish, is_asked_of_all = _wish(segment, request.headers.get("prefer", ""))
        if "scenario" in wish:
            return self._play(wish, path, request)
        return self._respond(wish, path, request, is_asked_of_all=is_asked_of_all)

    def _respond(self, wish: Lines, path: str, request: Request, *, is_asked_of_all: bool) -> Response:
        """Return what is asked of a call, unless it is asked of others, or comes no more; and else a success."""
        endpoint = _endpoint_at(self._data, request.method, path)
        call = (wish.get("sequence", ""), request.method, re.sub("/+", "/", path))
        exchange = self._wished(endpoint, wish, is_asked_of_all)
        if not exchange or self._is_over(wish, call, request, exchange):
            exchange, wish = self._success(endpoint), {}
        if is_asked_of_all or _is_success(exchange):
            exchange, wish = self._by_key(endpoint, call, request, exchange, wish)
        if "delay" in wish:
            time.sleep(float(wish["delay"]))
        return self._rendered(exchange, wish, request.headers.get("accept") or "*/*")

    def _told(self, request: Request, name: str) -> Response:
        """Return the verdict on a scenario, or on all; or begin those that the body describes."""
        if request.method == "POST" and not name:
            began = self.begin(request.body)
            return _json_response(201, began if len(began) > 1 else began[0])
        if request.method not in ("GET", "HEAD"):
            why = f"{request.method} {request.target} is neither POST /__mock/scenarios nor GET /__mock/scenarios/NAME"
            raise Refusal("badScenario", why=why)
        with self._lock:
            scenarios = [self._scenario(name)] if name else list(self._scenarios.values())
            verdicts = [each.verdict() for each in scenarios]
        if "xml" in request.headers.get("accept", ""):
            return Response(200, "OK", {"Content-Type": "application/xml"}, junit(verdicts))
        return _json_response(200, verdicts[0] if name else verdicts)

    def begin(self, text: bytes) -> list[Lines]:
        """Begin the scenarios that a text describes, again where they were there, and return how to select each.

        Raises:
            Refusal: one is no description of a scenario; then none of them begins.
        """
        scenarios = [self._scenario_of(each, place) for place, each in _descriptions(text)]
        names = [each.name for each in scenarios]
        if len(set(names)) < len(names):
            raise Refusal("badScenario", why="two in the list have the same name")
        with self._lock:
            for each in scenarios:
                _remember(self._scenarios, (each.name,), each)
        return [
            {"scenario": name, "prefer": f"scenario={name}", "baseUrl": f"/__mock/scenario={name}"} for name in names
        ]

    def _scenario_of(self, description: object, place: str) -> Scenario:
        given: Data = cast("Data", description) if isinstance(description, dict) else {}
        name = str(given.get("name") or f"scenario-{next(self._numbers)}")
        given = {**self._cases.get(name, {}), **given, "name": name}
        if why := _fault_of(given, known={member for case in self._cases.values() for member in case}):
            raise Refusal("badScenario", why=f"{place}{why}")
        scenario = Scenario(name, given, self._data["conformance"])
        self._hold_against_the_api(scenario)
        return scenario

    def _hold_against_the_api(self, scenario: Scenario) -> None:
        """Refuse a scenario that no call of the API can play."""
        endpoints = [each for each in self._data["endpoints"] if scenario.is_about(each)]
        if not endpoints:
            calls = ", ".join(each["operationId"] for each in self._data["conformance"]["operations"])
            raise Refusal("badScenario", why=f"there is no operation {json.dumps(scenario.call)}; there are {calls}")
        for failure in dict.fromkeys(scenario.failures):
            wish, _ = _wish(failure, "")
            if not any(wish.values()) or not _FAILS_BY.issuperset(wish):
                ways = ", ".join(name for name in WISHES if name in _FAILS_BY)
                why = f"the failure {json.dumps(failure)} says nothing, or other things than {ways}"
                raise Refusal("badScenario", why=why)
            exchange = self._wished(endpoints[0], wish, True)
            if exchange is None:
                raise _reason(self._data, endpoints[0], wish.get("example", "").upper(), wish.get("code", ""))
            self._rendered(exchange, wish, "*/*")

    def _scenario(self, name: str) -> Scenario:
        """Return a scenario by its name; a case of the conformance table begins when it is asked for."""
        with self._lock:
            if (name,) not in self._scenarios:
                if name not in self._cases:
                    raise Refusal("unknownScenario", name=name)
                _remember(self._scenarios, (name,), Scenario(name, self._cases[name], self._data["conformance"]))
            return self._scenarios[name,]

    def _play(self, asked: Lines, path: str, request: Request) -> Response:
        """Return the answer that comes next in a scenario, and note the exchange."""
        name, waited = asked["scenario"], float(asked.get("waited", 0))
        scenario = self._scenario(name)
        try:
            endpoint = _endpoint_at(self._data, request.method, path)
        except Refusal:
            scenario.unexpected(request, "is no call of the API")
            raise
        sent = self._now() + waited
        with self._lock:
            failure = scenario.next_failure(request, sent) if scenario.is_about(endpoint) else ""
        more = {key: value for key, value in {"speed": scenario.speed, **asked}.items() if key == "speed" and value}
        wish = {**_wish(failure or "200", "")[0], **more, "sequence": f"scenario {name}"}
        response = self._respond(wish, path, request, is_asked_of_all=True)
        if scenario.is_about(endpoint):
            body = re.sub('("instance": )"[^"]*"', lambda found: f"{found[1]}{json.dumps(path)}", response.body)
            response = replace(response, body=body)
            with self._lock:
                scenario.note(failure, request, endpoint, response, (sent, self._now() + waited))
        return response

    def _wished(self, endpoint: Data, wish: Lines, is_asked_of_all: bool) -> Data | None:
        """Return what is asked of a call, or None where it is asked of others alone."""
        example, status, fault = wish.get("example", "").upper(), wish.get("code", ""), wish.get("fault", "")
        is_meant = _is_meant(self._data, endpoint, wish.get("at", "").strip("/"))
        if not example and (re.fullmatch("2[0-9][0-9]", status) or (not status and (fault or is_asked_of_all))):
            return self._success(endpoint, status) if is_meant else None
        code = _found(self._data, endpoint, example, status)
        if code:
            return self._data["errors"][code] if is_meant else None
        if fault and not example and re.fullmatch("[3-5][0-9][0-9]", status):
            return _undocumented(self._data, status) if is_meant else None
        reason = _reason(self._data, endpoint, example, status)
        if reason.message == "notHere" and (not is_meant or (is_asked_of_all and "at" not in wish)):
            return None
        raise reason

    def _success(self, endpoint: Data, status: str = "") -> Data:
        success = {**self._data["success"], "body": endpoint["success"]}
        return {**success, "status": int(status), "title": _phrase(status)} if status else success

    def _is_over(self, wish: Lines, call: tuple[str, ...], request: Request, exchange: Data) -> bool:
        """Whether the sequence has had as many failures as are wished, before this one, which counts too.

        A request that comes before the wait is over, or unchanged after a final error, is refused without counting.
        """
        if "times" not in wish:
            return False
        sequence = call if call[0] else (request.headers.get("idempotency-key", ""), *call)
        key = (*sequence, *(wish.get(name, "") for name in _ANSWERS))
        now = self._now() + float(wish.get("waited", 0))
        with self._lock:
            refused = self._refused.get(key)
            if refused and refused.refuses(request, now):
                return False
            count = self._counts.get(key, 0)
            _remember(self._counts, key, count + 1)
            if count < int(wish["times"]):
                _remember(self._refused, key, _Refused.by(self._rendered(exchange, wish, ""), request, now))
        return count >= int(wish["times"])

    def _by_key(
        self, endpoint: Data, call: tuple[str, ...], request: Request, exchange: Data, wish: Lines
    ) -> tuple[Data, Lines]:
        """Return the exchange, or what follows from the Idempotency-Key: an error, or the first answer once more."""
        errors, key = self._data["errors"], request.headers.get("idempotency-key", "")
        if not key and endpoint["keyMissing"]:
            return errors[endpoint["keyMissing"]], {}
        if not endpoint["takesKey"] or not _is_success(exchange):
            return exchange, wish
        with self._lock:
            first = self._keys.get((*call, key)) if key else None
            self._placed += first is None
            number, body = first or (self._placed, hash(request.body))
            _remember(self._keys, (*call, key), (number, body))
        if body != hash(request.body) and self._reserved and endpoint["keyReused"]:
            return errors[endpoint["keyReused"]], {}
        return {**exchange, "body": exchange["body"].replace("{number}", str(number))}, wish

    def _rendered(self, exchange: Data, wish: Lines, accept: str) -> Response:
        """Return an exchange as a response of this moment, with the fault that is asked for."""
        fault, wait, speed = wish.get("fault", ""), wish.get("retry-after", ""), int(wish.get("speed", 1))
        form = _negotiated(self._data["forms"], accept) if "markdown" in exchange and not fault else "body"
        response = _response(exchange, form, {"Content-Type": self._data["forms"][form]["type"]})
        now, headers = self._now(), response.headers
        for name, seconds in exchange.get("resets", {}).items():
            headers[name] = str(math.ceil(now + int(wait or seconds) / speed))
        if wait:
            headers["Retry-After"] = wait
        if speed > 1 and headers.get("Retry-After", "").isdecimal():
            headers["Retry-After"] = str(math.ceil(int(headers["Retry-After"]) / speed))
        if wish.get("retry-after-form") == "date":
            if "Retry-After" not in headers:
                raise Refusal("noRetryAfter")
            headers["Retry-After"] = formatdate(now + int(headers["Retry-After"]), usegmt=True)
        body = re.sub('("retryAfter": )[0-9]+', rf"\g<1>{wait}", response.body) if wait else response.body
        if speed > 1:  # then the header alone tells the wait
            body = re.sub(',\n *"retryAfter": [0-9]+', "", body)
        return _with_fault(replace(response, body=body), fault)


def _is_meant(data: Data, endpoint: Data, at: str) -> bool:
    """Whether a wish is about an endpoint: its path ends like that, or no end is named."""

    def fits(each: Data) -> bool:
        return not at or each["path"].endswith(f"/{at}")

    if not any(map(fits, data["endpoints"])):
        raise Refusal("unknownPlace", at=at)
    return fits(endpoint)


def _is_success(exchange: Data) -> bool:
    return exchange["status"] < http.HTTPStatus.MULTIPLE_CHOICES  # type: ignore[no-any-return]


def _remember(store: dict[tuple[str, ...], _Value], key: tuple[str, ...], value: _Value) -> None:
    """Keep a value; of very many, forget the one that was used the longest time ago."""
    store.pop(key, None)
    store[key] = value
    if len(store) > MOST_REMEMBERED:
        del store[next(iter(store))]


def _response(exchange: Data, form: str, more: Lines | None = None) -> Response:
    return Response(exchange["status"], exchange["title"], {**(more or {}), **exchange["headers"]}, exchange[form])


def _descriptions(text: bytes) -> list[tuple[str, object]]:
    """Return the descriptions of scenarios that a request or a file has, one or a list, each with its place there."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal("badScenario", why=f"it is no JSON: {error}") from error
    if not isinstance(given, list) or not given:
        return [("", given)]
    return [(f"number {number} of the list: ", each) for number, each in enumerate(cast("list[object]", given), 1)]


def _fault_of(given: Data, known: set[str]) -> str:
    """Return what is wrong with the members of a scenario; empty where nothing is."""
    own = "name, operationId, failures, minAttempts and speed"
    if not isinstance(given.get("operationId"), str) or not isinstance(given.get("failures"), list):
        return "it has no `operationId`, or no list of `failures`"
    failures: list[object] = given["failures"]
    if unknown := [each for each in given if each not in known and each != "speed"]:
        return f"it has a member {json.dumps(unknown[0])}; its members are {own}"
    texts = [each for each in failures if isinstance(each, str) or type(each) is int]
    if not 0 < len(failures) <= MOST_FAILURES or len(texts) < len(failures):
        return f"`failures` has not 1 to {MOST_FAILURES} entries, or one that is neither a text nor a status"
    least = given.get("minAttempts", 1)
    if type(least) is not int or not 1 <= least <= len(failures) + 1:
        return f"`minAttempts` is no whole number from 1 to {len(failures) + 1}: after the failures, the call succeeds"
    for name, member in (("scenario", "name"), ("speed", "speed")):
        if member in given and not re.fullmatch(WISHES[name][0], str(given[member])):
            return f"`{member}` is {json.dumps(given[member])}, but should be {WISHES[name][1]}"
    return ""


def _json_response(status: int, value: object) -> Response:
    return Response(
        status, _phrase(str(status)), {"Content-Type": "application/json"}, f"{json.dumps(value, indent=2)}\n"
    )


def _undocumented(data: Data, status: str) -> Data:
    """Return an answer with a status of no error: like that of its class, as clients read it (RFC 9110 section 15)."""
    alike = [each for each in data["errors"].values() if each["general"] and str(each["status"]) == f"{status[0]}00"]
    members: dict[str, Any] = json.loads(alike[0]["body"]) if alike else {}
    body: dict[str, Any] = {**members, "title": _phrase(status), "status": int(status)}
    return {"status": int(status), "title": _phrase(status), "headers": {}, "body": f"{json.dumps(body, indent=2)}\n"}


def _phrase(status: str) -> str:
    return next((each.phrase for each in http.HTTPStatus if each == int(status)), "")


def _with_fault(response: Response, fault: str) -> Response:
    """Return a response with what networks and proxies make of it, or with a code that no client knows."""
    if fault == "unknown-code":
        found = re.search('"errorCode": "([^"]+)"', response.body)
        if not found:
            raise Refusal("noError")
        return replace(response, body=response.body.replace(found[1], UNKNOWN_CODE))
    if fault == "cut":
        return replace(response, body=response.body[: len(response.body) // 2])
    if fault in ("empty", "html"):
        line = f"{response.status} {response.title}"
        page = f"<html>\n<head><title>{line}</title></head>\n<body><h1>{line}</h1></body>\n</html>\n"
        body, headers = (page, {"Content-Type": "text/html"}) if fault == "html" else ("", {})
        kept = {name: value for name, value in response.headers.items() if name != "Content-Type"}
        return replace(response, headers={**headers, **kept}, body=body)
    return replace(response, ending=fault)


def _cors(asked: Mapping[str, str], answered: Lines) -> Lines:
    """Return what lets a page of any origin call the mock, and read all of the answer."""
    if "origin" not in asked:
        return {}
    headers = {
        "Access-Control-Allow-Origin": asked["origin"],
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Expose-Headers": ", ".join([*answered, "Date"]),
        "Vary": "Origin",
    }
    if "access-control-request-method" in asked:
        headers["Access-Control-Allow-Methods"] = asked["access-control-request-method"]
        headers["Access-Control-Allow-Headers"] = asked.get("access-control-request-headers", "")
        headers["Access-Control-Max-Age"] = "600"
    return headers


# --- What is asked for, and what is there: as docs/assets/live/core.js has it, tested against the same table; what can
# be asked for in more ways, and addresses, come on top ---


def _addressed(target: str) -> tuple[str | None, str]:
    """Return the wish in an address, or None where there is none, and the path of the API; the path may be missing.

    Letters that need no percent-encoding may have one (RFC 3986 section 6.2.2.2); others keep theirs.
    """

    def decoded(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if re.fullmatch("[A-Za-z0-9._~-]", character) else found[0]

    path = re.sub("(?i)^https?://[^/?]*", "", target).partition("?")[0]
    found = _ADDRESS.fullmatch(re.sub("%([0-9A-Fa-f]{2})", decoded, path))
    return (found[1], found[2] or "") if found else (None, "")


def _wish(segment: str | None, prefer: str) -> tuple[Lines, bool]:
    """Return what is asked for, and whether it is asked of all calls, by the address, and not of this one."""
    asked = _preferences(prefer)
    if segment is None:
        return asked, False
    text = unquote(segment)
    if not re.match("[^,;]*=", text):
        text = f"{'code' if re.match('[0-9]', text) else 'example'}={text}"
    scenario = _preferences(text)
    if _ANSWERS.isdisjoint(asked):
        return {**scenario, **asked}, True
    return {name: value for name, value in scenario.items() if name == "sequence"} | asked, False


def _preferences(prefer: str) -> Lines:
    """Return the preferences by name; the first one of a name counts (RFC 7240 section 2)."""
    found: Lines = {}
    position = 0
    while position < len(prefer):
        match = _PREFERENCE.match(prefer, position)
        if not match:
            raise Refusal("badPreference", prefer=prefer)
        position = match.end()
        name, value = (match[1] or "").lower(), match[2] or match[3] or ""
        if not name or name in _OTHER_PREFERENCES:
            continue
        if name not in WISHES:
            raise Refusal("unknownPreference", name=name)
        pattern, form = WISHES[name]
        if not re.fullmatch(pattern, value, re.DOTALL):
            raise Refusal("badValue", name=name, value=value, form=form)
        found.setdefault(name, value)
    return found


def _endpoint_at(data: Data, method: str, path: str) -> Data:
    asked = "GET" if method == "HEAD" else method
    for endpoint in data["endpoints"]:
        if endpoint["method"] == asked and _pattern(endpoint["path"]).fullmatch(path):
            return endpoint  # type: ignore[no-any-return]
    raise Refusal("unknownEndpoint", method=method, path=path)


@functools.cache
def _pattern(template: str) -> re.Pattern[str]:
    """Return the pattern of a path; a base URL may end in a slash too many, but an empty parameter is a mistake."""
    parts = template.split("/")[1:]
    return re.compile("".join("/[^/]+" if part.startswith("{") else f"/+{re.escape(part)}" for part in parts))


def _found(data: Data, endpoint: Data, example: str, status: str) -> str:
    """Return the code of the error that an endpoint answers with, or nothing."""
    errors = data["errors"]
    # The general error of a status comes before the gateway's others.
    of_gateway = [code for kind in ("general", "gateway") for code in errors if errors[code][kind]]
    codes = (code for code in (*endpoint["errors"], *of_gateway) if _fits(errors, code, example, status))
    return next(codes, "") if example or status else ""


def _fits(errors: Data, code: str, example: str, status: str) -> bool:
    return (not example or code == example) and (not status or str(errors[code]["status"]) == status)


def _reason(data: Data, endpoint: Data, example: str, status: str) -> Refusal:
    """Return why an endpoint has no such error."""
    errors = data["errors"]
    if not example and not status:
        return Refusal("nothingAsked")
    if example and example not in errors:
        return Refusal("unknownExample", example=example)
    if not any(_fits(errors, code, example, status) for code in errors):
        return Refusal("disagreement" if example else "unknownStatus", example=example, status=status)
    others = "\n".join(_named(each) for each in data["endpoints"] if _found(data, each, example, status))
    return Refusal("notHere", endpoint=_named(endpoint), wanted=example or status, others=others)


def _named(endpoint: Data) -> str:
    return f"{endpoint['method']} {endpoint['path']}"


def _negotiated(forms: Data, accept: str) -> str:
    """Return the form that is wanted more, each as its most specific range says (RFC 9110 section 12.5.1)."""
    wanted = _MEDIA_RANGE.findall(re.sub('"[^"]*"?', "", accept))

    def quality(form: str) -> float:
        for ranges in forms[form]["ranges"]:
            found = [_quality(parameters) for media_range, parameters in wanted if media_range.lower() in ranges]
            fitting = [float(each) for each in found if _QUALITY.fullmatch(each)]
            if fitting:
                return max(fitting)
        return 0

    return "markdown" if quality("markdown") > quality("body") else "body"


def _quality(parameters: str) -> str:
    found = re.search(r";[ \t]*q=([^ \t;]*)", parameters, re.IGNORECASE)
    return found[1] if found else "1"


# --- Scenarios: failures in order, and a verdict on the client ---


@dataclass(frozen=True)
class _Refused:
    """A failure that goes on: until a time where it asks to wait, and for the same body where it is final."""

    until: float
    body: bytes | None

    @classmethod
    def by(cls, response: Response, request: Request, now: float) -> _Refused:
        """Return what an answer refuses from now on."""
        told = response.headers.get("Retry-After", "")
        found = re.search('"retryAfter": ([0-9]+)', response.body)
        seconds = int(told) if told.isdecimal() else int(found[1]) if found else 0
        until = now + seconds * (1 - TOLERANCE_SHARE) - TOLERANCE_SECONDS
        return cls(until, request.body if '"retryable": false' in response.body else None)

    def refuses(self, request: Request, now: float) -> bool:
        """Whether a request gets the same answer again."""
        return now < self.until or request.body == self.body


class Scenario:
    """Failures that one call of a client meets in turn, and what the client does about them.

    `description` has `operationId`, the call that fails, while others succeed, and `failures`, each as one asks the
    mock for it. It may have `minAttempts`, how often a right client sends the request at least, if not once for each
    failure, and `speed`, how much shorter the waits are that answers ask for.
    """

    def __init__(self, name: str, description: Data, table: Data) -> None:
        self.name, self.call = name, str(description["operationId"])
        self.failures = tuple(map(str, description["failures"]))
        self.least = int(description.get("minAttempts") or len(self.failures))
        self.speed = str(description.get("speed") or "")
        self._table = table
        self._effects = {(each["operationId"], each.get("code")): each["effect"] for each in table["cases"]}
        self._operations = {f"{each['method']} {each['path']}": each for each in table["operations"]}
        self._taken = 0
        self._failing: tuple[str, _Refused] | None = None
        self._succeeded = False
        self._exchanges: list[Exchange] = []
        self._unexpected: list[tuple[str, str]] = []
        self._keys: set[str] = set()

    def is_about(self, endpoint: Data) -> bool:
        """Whether the call of an endpoint is the one that fails."""
        return bool(self._operations[_named(endpoint)]["operationId"] == self.call)

    def next_failure(self, request: Request, now: float) -> str:
        """Return how the call fails now, as one asks for it; empty where it succeeds."""
        if self._failing and self._failing[1].refuses(request, now):
            return self._failing[0]
        if self._taken == len(self.failures):
            return ""
        self._taken += 1
        return self.failures[self._taken - 1]

    def unexpected(self, request: Request, why: str) -> None:
        """Note a request that should not have come; of very many, the first ones."""
        if len(self._unexpected) < MOST_NOTED:
            self._unexpected.append((f"{request.method} {request.target}", why))

    def note(
        self, failure: str, request: Request, endpoint: Data, response: Response, times: tuple[float, float]
    ) -> None:
        """Note a request of the call, how it was answered, and when both were; of very many, the first ones."""
        if self._succeeded:
            self.unexpected(request, "came after the call had succeeded: stop when an answer is a success")
        if len(self._exchanges) == MOST_NOTED:
            return
        self._exchanges.append(_recorded(endpoint["path"], request, response, times))
        if failure:
            self._failing = failure, _Refused.by(response, request, times[1])
        self._succeeded = self._succeeded or not (failure or response.ending)
        operation = self._operations[_named(endpoint)]
        found = re.search('"errorCode": "([^"]+)"', response.body)
        effect = self._effects.get((operation["operationId"], found[1] if found else None), "unknown")
        if operation["takesKey"] and effect != "none":
            self._keys.add(request.headers.get("idempotency-key", ""))

    def verdict(self) -> dict[str, Any]:
        """Return what the client did, and why that is wrong, if it is."""
        findings = self._findings()
        left = list(self.failures[self._taken :]) if len(self._exchanges) < self.least else []
        reasons = [f"{each.place}: {each.message}; {each.hint}" for each in findings]
        reasons += [f"{each} {why}" for each, why in self._unexpected]
        last = self._exchanges[-1].status if self._exchanges else None
        if not self._exchanges:
            selected = f"the base URL /__mock/scenario={self.name}, or the header `Prefer: scenario={self.name}`"
            reasons.append(f"no request came of {self.call} with {selected}")
        elif left and not findings and not (last and last < http.HTTPStatus.BAD_REQUEST):
            reasons.append(
                f"the client stopped after request {len(self._exchanges)}, and left is {', '.join(left)}; "
                f"here a right client sends the request {self.least} times"
            )
        if len(self._keys) > 1:
            reasons.append(
                f"{len(self._keys)} orders may exist, and one was intended: "
                "send each retry with the key of the first try"
            )
        return {
            "scenario": self.name,
            "passed": not reasons,
            "reasons": reasons,
            "attempts": len(self._exchanges),
            "failuresLeft": left,
            "unexpected": [each for each, _ in self._unexpected],
            "orders": {"placed": len(self._keys), "intended": min(len(self._keys), 1)},
            "findings": [vars(each) for each in findings],
        }

    def _findings(self) -> list[Finding]:
        """Return what the judge holds against the client; what the mock itself answers is not judged."""
        judge = Judge(self._table, one_client=True)
        exchanges = enumerate(sorted(self._exchanges, key=lambda each: each.sent or 0), 1)
        seen = [judge.see(replace(each, place=f"request {number}")) for number, each in exchanges]
        found = [each for findings in (*seen, judge.finish()) for each in findings]
        found = [each for each in found if each.rule in ADVICE_TO_CLIENTS]
        # Who did something wrong first is told to do that otherwise, and not to go on like that.
        return [each for each in found if each.rule != GAVE_UP or len(found) == 1]


def _recorded(path: str, request: Request, response: Response, times: tuple[float, float]) -> Exchange:
    """Return an exchange for the judge; an answer that got lost was none."""
    is_lost = response.ending != ""
    return Exchange(
        place="",
        method=request.method,
        url=path,
        request_headers=request.headers,
        request_body=request.body.decode("utf-8", "replace"),
        status=None if is_lost else response.status,
        response_headers={name.lower(): value for name, value in response.headers.items()},
        response_body=response.body,
        sent=times[0],
        received=None if is_lost else times[1],
    )


def junit(verdicts: list[dict[str, Any]]) -> str:
    """Return verdicts as JUnit has the results of tests."""
    failed = sum(not each["passed"] for each in verdicts)
    cases: list[str] = []
    for each in verdicts:
        text = _NOT_IN_XML.sub("\ufffd", "\n".join(each["reasons"]))
        failure = f"<failure message={quoteattr(text.partition(chr(10))[0])}>{escape(text)}</failure>" if text else ""
        cases.append(f'<testcase classname="scenarios" name={quoteattr(each["scenario"])}>{failure}</testcase>\n')
    head = f'<testsuite name="Gett API client" tests="{len(verdicts)}" failures="{failed}">\n'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{"".join(cases)}</testsuite>\n'


# --- The server ---


class _Unreadable(Exception):
    """A request whose body cannot be read: a status, and what is wrong."""


class _Handler(BaseHTTPRequestHandler):
    """One connection; a thread reads its requests in turn, and sends what the mock answers."""

    protocol_version = "HTTP/1.1"
    default_request_version = "HTTP/1.1"  # whoever sends a line that is none gets an answer with a head, too
    disable_nagle_algorithm = True
    timeout = PATIENCE_SECONDS
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(message)s\n"
    mock: Mock

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Take any method: the endpoints of the API say which there are."""
        if name.startswith("do_"):
            return self._exchange
        raise AttributeError(name)

    def handle(self) -> None:
        """Answer all requests, unless the client speaks TLS, in which no line might ever end."""
        if self.connection.recv(1, socket.MSG_PEEK) == b"\x16":
            self.connection.recv(LONGEST_LINE)
            self.request_version, self.requestline, self.command = "HTTP/1.1", "", ""
            self.send_error(400, "This is no HTTP request. Does it speak TLS? The mock is at http://.")
        else:
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Say nothing."""

    def _exchange(self) -> None:
        headers: Lines = {}
        for name, value in self.headers.items():
            before = f"{headers[name.lower()]}, " if name.lower() in headers else ""
            headers[name.lower()] = before + _FOLD.sub(" ", value).strip(" \t")
        try:
            if self.headers.get_payload():  # the parser takes what follows a line that is no header for a body
                raise _Unreadable(400, "A line of the head is no header of the form `Name: value`.")
            body = self._body(headers)
            if self.request_version == "HTTP/1.1" and len(self.headers.get_all("Host", [])) != 1:
                raise _Unreadable(400, "A request has exactly one Host header.")
        except _Unreadable as refused:
            self.send_error(*refused.args)
        else:
            self._send(self.mock.answer(Request(self.command, self.path, headers, body)))

    def _body(self, headers: Lines) -> bytes:
        coding, length = headers.get("transfer-encoding", ""), headers.get("content-length", "0")
        if coding.lower() == "chunked":
            return self._chunks()
        if coding or not re.fullmatch("[0-9]{1,18}", length):
            raise _Unreadable(400, "A body has one Content-Length of at most 18 digits, or is sent as chunks.")
        return self._read(int(length))

    def _chunks(self) -> bytes:
        """Return the content of all chunks; the last one is empty, and fields may follow it."""
        body, size = bytearray(), "1"
        while int(size, 16):
            size = self.rfile.readline(LONGEST_LINE).partition(b";")[0].strip().decode("latin-1")
            if not re.fullmatch("[0-9A-Fa-f]{1,8}", size):
                raise _Unreadable(400, "The size of a chunk is no hexadecimal number of at most 8 digits.")
            body += self._read(int(size, 16), len(body))
            while self.rfile.readline(LONGEST_LINE).strip():
                pass
        return bytes(body)

    def _read(self, size: int, before: int = 0) -> bytes:
        if before + size > LARGEST_BODY:
            raise _Unreadable(413, f"A body is not larger than {LARGEST_BODY} bytes.")
        content = self.rfile.read(size)
        if len(content) < size:
            raise ConnectionError("The client has left.")
        return content

    def _send(self, response: Response) -> None:
        self.close_connection = self.close_connection or response.ending != ""
        if response.ending == "closed":
            return
        body = response.body.encode("utf-8", "replace")  # it may say what was asked for, whatever that was
        headers = {**response.headers, "Date": self.date_time_string(), "Content-Length": str(len(body))}
        headers["Connection"] = "close" if self.close_connection else "keep-alive"
        if response.status in (204, 304):
            body = b""
            del headers["Content-Length"]
        if self.command == "HEAD":
            body = b""
        lines = [f"HTTP/1.1 {response.status} {response.title}", *(f"{name}: {headers[name]}" for name in headers)]
        sent = body[: len(body) // 2] if response.ending == "broken" else body
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + sent)


class _Server(ThreadingTCPServer):
    """Listens, and gives each connection a thread."""

    allow_reuse_address = os.name == "posix"  # elsewhere, two servers would share a port
    block_on_close = False
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Report what went wrong, unless a client has left or sleeps."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def serve(data: Data, options: argparse.Namespace) -> int:
    """Serve until a signal comes; return the exit status: 0, or 1 where the address cannot be had."""
    host, port = options.host, options.port
    mock = Mock(data, reserved=options.reserved)
    try:
        if options.scenario:
            with open(options.scenario, "rb") as file:
                mock.begin(file.read())
    except (OSError, Refusal) as error:
        why = mock.reason_of(error).rstrip() if isinstance(error, Refusal) else error.strerror
        print(f"{options.scenario}: {why}", file=sys.stderr)
        return 1
    _Server.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        server = _Server((host, port), type("Handler", (_Handler,), {"mock": mock}))
    except OSError as error:
        taken = f"port {port} is taken; choose another one by --port"
        other = f"{host}, port {port}: {error.strerror}"
        print(taken if error.errno == errno.EADDRINUSE else other, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with server, contextlib.suppress(KeyboardInterrupt):
        address, port = server.server_address[:2]
        name = f"[{host}]" if ":" in host else host
        if address != "::1" and not str(address).startswith("127."):
            print(f"{name} can be reached from other machines, and the mock asks nobody who they are", file=sys.stderr)
        print(f"The mock of Gett's API is at http://{name}:{port} (Ctrl+C ends it)", flush=True)
        server.serve_forever()
    return 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options `host`, `port`, `reserved` and `scenario`."""
    parser.add_argument("--port", type=_port, default=8010, help="0 takes any that is free (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: %(default)s)")
    reserved = "use reserved codes too: a key that comes with another body is refused"
    parser.add_argument("--reserved", action="store_true", help=reserved)
    parser.add_argument("--scenario", metavar="FILE", help="begin the scenarios that a file describes as JSON")


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:  # noqa: PLR2004 - the largest there is
        raise argparse.ArgumentTypeError(f"{text} is no port; a port is a number from 0 to 65535")
    return int(text)


def main() -> int:
    """Run the published file, and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    options = parser.parse_args()
    if not EXCHANGES:
        parser.error("there is no catalogue in this file; run `portal mock`")
    return serve(json.loads(EXCHANGES), options)


if __name__ == "__main__":
    sys.exit(main())
