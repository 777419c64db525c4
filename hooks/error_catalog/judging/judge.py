"""Hold exchanges with the API against what is documented: what the API answered, and what the client did about it.

It needs the standard library alone, of Python 3.9 or newer; the mock has the same source in it.
"""

from __future__ import annotations

import calendar
import hashlib
import json
import math
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from email.utils import parsedate
from heapq import heappop, heappush
from typing import Any, cast

# region Judge
# The rules of diagnostics/rules.py that the findings name. First what the API does otherwise than documented.
NO_SUCH_CODE = "E920"
CODE_AT_OPERATION = "E921"
STATUS = "E922"
STATUS_LINE = "E923"
CATEGORY = "E924"
TYPE = "E925"
TITLE = "E926"
RETRYABLE = "E927"
MEMBERS = "E928"
RETRY_AFTER = "E929"
RESERVED = "E930"
DEPRECATED = "E931"
NO_PROBLEM = "E932"
MEDIA_TYPE = "E933"
# Then what a client does otherwise than documented or advised.
TOO_EARLY = "E940"
REPEATED = "E941"
KEY_CHANGED = "E942"
NEW_KEY = "E943"
BODY_CHANGED = "E944"
TOO_SOON = "E945"
TOO_OFTEN = "E946"
GAVE_UP = "E947"
OVERLAP = "E948"

TOLERANCE_SECONDS = 0.25
TOLERANCE_SHARE = 0.01
AUTOMATIC_SECONDS = 60.0
REPEAT_SECONDS = 10.0
NEW_KEY_SECONDS = 900.0
SHORTEST_TIMEOUT_SECONDS = 1.0
MOST_FLOWS = 50_000
MOST_WAITING = 10_000
FEWEST_FALLS = 2
FALLS_TO_A_RISE = 4

_FIRST_ANSWER, _FIRST_ERROR, _ABOVE_STATUSES = 200, 400, 1000
_MOST = 2**53 - 1
_HUNG_UP = {460, 463, *range(494, 500)}
"""What load balancers write of a request whose client left, or sent none that they could read."""

_BETWEEN = {407, 408, 411, 413, 414, 421, 425, 431, 502, 503, 504, *range(511, 600)} | _HUNG_UP
"""The statuses with which whatever is between client and API answers by itself."""

_BETWEEN_IN_WORDS = {403, 429}
"""The same of firewalls and of limits, if the body is no JSON: the API has these statuses, too."""

_ANOTHER_TRY = {407, 408, 421, 425}
"""The statuses that allow the same request again on another connection, or with credentials for a proxy (RFC 9110)."""

_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,99}")
_NAME = re.compile(r"\w{1,40}", re.ASCII)
_SEGMENT = "[A-Za-z0-9._~-]+"
_BY_KEY, _BY_CONTENT = "key", "content"
_OWN_MEMBERS = {"errorCode", "errorCategory", "retryable"}
_ORIGIN = re.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")
_USUAL_MEDIA_TYPES = {"application/json", "application/xml", "text/html", "text/json", "text/plain", "text/xml"}
_MASKED = re.compile(r"\*\*|\.\.\.|…|x{4}|redact|mask|remov|hidden|filter", re.IGNORECASE)
_MASKED_IN_TEXT = re.compile(
    r"^[-*.•…]+$|\*{3}|[\[(<{](?:redacted|masked|removed|hidden|filtered|omitted)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Exchange:
    """One request and what was answered, as somebody recorded it. `None` says that it was not recorded."""

    place: str
    """Where it was recorded, for people: "capture.har, entry 12"."""

    method: str
    url: str
    """The absolute URL, or the path with its query."""

    request_headers: Mapping[str, str]
    """By name in lower case; the values of a repeated header joined by ", "."""

    request_body: str | None
    """Its text; "" where there was none, `None` where it was not recorded."""

    status: int | None
    """`None` where no answer came."""

    response_headers: Mapping[str, str]
    response_body: str | None
    sent: float | None
    """When the request was sent, in seconds of any clock that does not jump."""

    received: float | None
    """When the answer was complete, by the same clock."""


@dataclass(frozen=True)
class Finding:
    """A deviation at one exchange."""

    rule: str
    """An identifier of diagnostics/rules.py: whether it is an error or a warning is said there alone."""

    place: str
    """That of the exchange."""

    member: str
    """What of the exchange deviates: "status", "body.retryAfter", "request header Idempotency-Key"."""

    message: str
    hint: str


class Judge:
    """Sees exchanges as they were recorded, and says what deviates.

    `table` is the parsed conformance table, /conformance/handling.json, in which all facts about the API stand. With
    `one_client`, all exchanges are those of one client that wants one thing.

    A flow is one request and its repetitions: the same call with one Idempotency-Key, and without a key the same
    method, path, query, body and credentials. JSON that differs in white space or in the order of members alone is
    the same body. Under other credentials, only the same key with the same body is the same request: others may have
    sent it. Where neither a key nor a body tells requests apart, as with most GETs, two users may have sent them, so
    they are no flow, unless the judge is told that there is one client alone. What a recording masks, and JSON that it
    cuts, counts as not recorded. An exchange that is recorded twice, with the same times and the same answer, is one
    request.

    Requests are taken in the order of their times, as far as they stand among the last ten thousand: logs have what
    took long behind what was sent later, and several logs in one are seldom in order. So what a request shows may be
    told ten thousand requests later, or at the end. A recording of no more than those whose times run backwards has the
    newest first, and is read from its end. `out_of_order` counts what cannot be put in order.

    Times are compared within a flow alone, from an answer to the next request, which a proxy on the way only makes
    longer. A wait may be short by a quarter of a second and by a hundredth of itself; by a second more where times
    are recorded in whole seconds. Where the times of two requests say another order than the recording, clocks differ,
    or it was not in order: nobody knows, and nothing is held against either but a key with two bodies. Of requests
    that overlap, the later one was sent by a client that had no answer yet, or that runs in parallel: it is held
    against nothing that the answer says.

    A repetition counts as automatic within a minute after the wait was over, and that of a final error within ten
    seconds; later, a person or another job may have sent it, and the series of retries begins again. So it does for
    waits and for their number where an answer got lost, after which some clients count anew. A new key on the same
    request is held against the client for a quarter of an hour. Whether somebody gave up is known where the exchanges
    go on for longer than the wait and a minute, and than the recording ever goes back in time, as it does where clocks
    differ; nobody has to go on after a success. With one client alone, each repetition is automatic, and the end is
    known.

    Answers that anything between client and API may have made, such as the HTML of a proxy or a 504, are no
    deviation of the API, and neither is a bare 404 where the path has a parameter, as an id of the wrong form gets
    one.
    """

    def __init__(self, table: Mapping[str, object], *, one_client: bool = False) -> None:
        self._api = _Api(table)
        self._one_client = one_client
        self._flows: OrderedDict[tuple[str, str], _Flow] = OrderedDict()
        self._given_up: list[Finding] = []
        self._waiting: list[tuple[float, int, _Try]] = []
        self._clock = _Clock()
        self.seen: dict[tuple[str, str], int] = {}
        """How often each code was seen, by operationId and code."""

        self._followed = -math.inf
        """The latest time of a request whose turn has come."""

        self.out_of_order = 0
        """How many requests stand where they cannot by their times, so that waits before them may be left unjudged."""

    @property
    def documented(self) -> Set[tuple[str, str]]:
        """Return which codes are documented at which operations, as operationId and code."""
        return self._api.cases.keys()

    def see(self, exchange: Exchange) -> list[Finding]:
        """Return what an exchange shows, given those before it."""
        operation = self._api.operation_of(exchange)
        members = _members_of(exchange)
        findings = list(_api_findings(exchange, operation, members, self._api))
        if operation:
            reply = _reply(exchange, operation, members or {}, self._api)
            if _CODE.fullmatch(reply.code):
                place = operation["operationId"], reply.code
                self.seen[place] = self.seen.get(place, 0) + 1
            sent = _try_of(exchange, operation, reply, self._clock.number + 1)
            self._await(sent)
            findings += self._follow_all_but(MOST_WAITING)
        return findings

    def _await(self, sent: _Try) -> None:
        self._clock.take(sent)
        heappush(self._waiting, (self._clock.now, sent.number, sent))

    def finish(self) -> list[Finding]:
        """Return what the last requests show, and what only the end does: which were given up before they had to be."""
        is_whole = len(self._waiting) == self._clock.number
        if self._clock.runs_backwards and is_whole:
            self._turn_round()
        findings = self._follow_all_but(0)
        if self._clock.runs_backwards and not is_whole:
            self.out_of_order = self._clock.number
        while self._flows:
            self._forget_oldest()
        return findings + self._take_given_up()

    def _turn_round(self) -> None:
        """Take all requests once more, the last one first."""
        self._clock, waiting, self._waiting = _Clock(), self._waiting, []
        for _, number, sent in sorted(waiting, key=lambda each: -each[1]):
            self._await(replace(sent, number=-number))

    def _follow_all_but(self, number: int) -> list[Finding]:
        """Return what the requests show whose turn has come, when so many still wait."""
        findings: list[Finding] = []
        while len(self._waiting) > number:
            findings += self._follow(heappop(self._waiting)[-1])
        return findings + self._take_given_up()

    def _take_given_up(self) -> list[Finding]:
        found, self._given_up = self._given_up, []
        return found

    def _follow(self, sent: _Try) -> list[Finding]:
        """Return what a request shows as one of a flow, and remember it."""
        names = sent.names(one_client=self._one_client)
        if not names:
            return []
        moment = self._followed if sent.sent is None else sent.sent
        is_late, self._followed = moment < self._followed, max(moment, self._followed)
        flow = next((self._flows[name] for name in names if name in self._flows), None)
        if flow and not self._one_client and sent.is_recorded_as(flow.last):
            return []
        if flow and not flow.is_repeated_by(sent, one_client=self._one_client):
            flow = None
        self.out_of_order += is_late or (flow is not None and not sent.is_after(flow.last))
        findings = list(flow.deviations_of(sent, one_client=self._one_client)) if flow else []
        flow = flow or _Flow(sent)
        flow.add(sent, one_client=self._one_client)
        self._remember(flow, names)
        return findings

    def _remember(self, flow: _Flow, names: list[tuple[str, str]]) -> None:
        """Keep a flow by its names; of one that has come to its end, only which key was used for what."""
        for name in names:
            self._flows.pop(name, None)
            if not flow.last.reply.is_success or name[0] == _BY_KEY:
                self._flows[name] = flow
        while len(self._flows) > MOST_FLOWS:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        _, flow = self._flows.popitem(last=False)
        self._given_up += flow.end(self._clock.reached, self._api.patience_seconds, one_client=self._one_client)


class _Clock:
    """What the times of a recording say together."""

    def __init__(self) -> None:
        self.now = -math.inf
        """The time of the last exchange that has one."""

        self.number = 0
        """How many exchanges there were."""

        self._latest = -math.inf
        self._back = 0.0
        """How far the times have gone back at most."""

        self._last_answered = math.inf
        self._rises = self._falls = 0
        """How often an exchange began after the one before it had ended, and how often it ended before that began."""

    @property
    def reached(self) -> float:
        """Return what time it is by each of the clocks, as far as they are seen to differ."""
        return self._latest - self._back

    @property
    def runs_backwards(self) -> bool:
        """Whether the newest exchange comes first, and not just a clock was set back."""
        return self._falls >= FEWEST_FALLS and self._falls >= FALLS_TO_A_RISE * self._rises

    def take(self, sent: _Try) -> None:
        """Take the times of the next exchange."""
        self.number += 1
        if sent.sent is None or sent.answered is None:
            return
        self._rises += sent.sent > self._last_answered
        self._falls += sent.answered < self.now
        self.now, self._last_answered = sent.sent, sent.answered
        self._latest = max(self._latest, sent.sent)
        self._back = max(self._back, self._latest - sent.sent)


# --- What the API does ---


class _Api:
    """What the conformance table says."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.errors: Mapping[str, Any] = {each["code"]: each for each in table["errors"]}
        self.cases: Mapping[tuple[str, str], Any] = {
            (each["operationId"], each["code"]): each for each in table["cases"] if "code" in each
        }
        self.members: Mapping[str, Any] = {each["name"]: each for each in table["bodyMembers"]}
        self.media_types: list[str] = table["mediaTypes"]
        self.errors_url: str = table["errorsUrl"]
        self.titles: Mapping[int, str] = {each["status"]: each["title"] for each in table["errors"]}
        named = (each.get(name) for each in table["errors"] for name in ("type", "title", "category"))
        self.known_texts = {"about:blank", *_USUAL_MEDIA_TYPES, *self.media_types, *filter(None, named)}
        self.unknown_waits: list[Any] = table["unknownCodeWaits"]
        self.patience_seconds: float = table["giveUpAfterSeconds"]
        self._general = {each["status"]: each for each in table["errors"] if each["general"]}
        # A path that stands there as it is comes before one with parameters.
        operations = sorted(table["operations"], key=lambda each: "{" in each["path"])
        self._operations = [(each["method"], _path_pattern(each["path"]), each) for each in operations]
        self.path_patterns = {each["path"]: pattern for _, pattern, each in self._operations}

    def operation_of(self, exchange: Exchange) -> Mapping[str, Any] | None:
        """Return the operation that a request calls, at whatever host."""
        path = _target(exchange.url).partition("?")[0]
        method = "GET" if exchange.method.upper() == "HEAD" else exchange.method.upper()
        fitting = (each for wanted, pattern, each in self._operations if wanted == method and pattern.fullmatch(path))
        return next(fitting, None)

    def documented_about(self, code: str, status: int) -> Mapping[str, Any] | None:
        """Return what is documented about a code, else about a status, else about its class (RFC 9110 section 15)."""
        return self.errors.get(code) or self._general.get(status) or self._general.get(status // 100 * 100)


def _target(url: str) -> str:
    """Return the path and the query of a URL."""
    return _ORIGIN.sub("", url).partition("#")[0]


def _path_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^/]*\}", template)
    return re.compile(_SEGMENT.join(map(re.escape, parts)))


def _members_of(exchange: Exchange) -> Mapping[str, Any] | None:
    """Return the body of an answer as an object, or None where it is none, or cannot be one of an error."""
    body, status = exchange.response_body, exchange.status
    if not body or (status is not None and status < _FIRST_ERROR and '"errorCode"' not in body):
        return None
    try:
        members = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", members) if isinstance(members, dict) else None


def _api_findings(
    exchange: Exchange, operation: Mapping[str, Any] | None, members: Mapping[str, Any] | None, api: _Api
) -> Iterator[Finding]:
    """Yield where an answer is not as documented."""
    if members is None or _OWN_MEMBERS.isdisjoint(members):
        if operation and _lacks_a_problem(exchange, operation, members):
            message = f"status {exchange.status} comes without the body of a problem"
            hint = (
                "the API describes each error by a problem details object; report it to Gett with the date and the call"
            )
            yield Finding(NO_PROBLEM, exchange.place, "body", message, hint)
        return
    if not operation and not str(members.get("type", "")).startswith(api.errors_url):
        return
    for rule, member, message in _deviations(exchange, operation, members, api):
        yield Finding(rule, exchange.place, member, message, _HINTS_OF_API[rule])


_HINTS_OF_API = {
    NO_SUCH_CODE: "add the code to the catalogue once Gett confirms it; clients go by `retryable` and the status",
    CODE_AT_OPERATION: "add a trigger for this call to the error's file once Gett confirms it",
    RESERVED: "the code is sent now: delete `reserved` in its file once Gett confirms it",
    DEPRECATED: "clients need the code as long as it is sent; ask Gett when that ends",
    STATUS_LINE: "the status line and `status` in the body are the same; something on the way may change the first",
    RETRY_AFTER: "the header `Retry-After` says the same as `retryAfter` in the body",
    MEDIA_TYPE: "a client that goes by Content-Type does not read this body as a problem",
    **dict.fromkeys(
        (STATUS, CATEGORY, TYPE, TITLE, RETRYABLE, MEMBERS),
        "report it to Gett with the requestId, or correct the error's file if the API means it",
    ),
}


def _lacks_a_problem(exchange: Exchange, operation: Mapping[str, Any], members: Mapping[str, Any] | None) -> bool:
    """Whether the API itself has answered with an error, and its body is recorded, and no problem."""
    status, body = exchange.status, exchange.response_body
    kind = _media_type(exchange)
    if status is None or body is None or status < _FIRST_ERROR or exchange.method.upper() == "HEAD":
        return False
    if status in _BETWEEN or kind in ("text/html", "text/markdown") or body.lstrip()[:1] == "<":
        return False
    if members is None and (status in _BETWEEN_IN_WORDS or _is_masked(body)):
        return False
    if not body:
        return not (status == 404 and "{" in operation["path"])  # noqa: PLR2004 - Not Found
    if members is None and body.lstrip()[:1] in (
        "{",
        "[",
    ):  # what cannot be read may have been cut where it was recorded
        return exchange.response_headers.get("content-length") == str(len(body.encode()))
    return True


def _media_type(exchange: Exchange) -> str:
    return exchange.response_headers.get("content-type", "").partition(";")[0].strip().lower()


def _deviations(
    exchange: Exchange, operation: Mapping[str, Any] | None, members: Mapping[str, Any], api: _Api
) -> Iterator[tuple[str, str, str]]:
    """Yield what of a problem is not as documented: the rule, the member, and what is wrong."""
    code = _code_of(members, api)
    error = api.errors.get(code)
    if code:
        yield from _deviations_of_code(code, error, operation)
    for place, each in _codes_of_details(members):
        if each not in api.errors:
            yield NO_SUCH_CODE, place, f"the catalogue has no code {each}"
    yield from _fixed_deviations(members, error or _like_unknown(code, exchange, members, api), api)
    yield from _form_deviations(members, error, operation, api)
    yield from _head_deviations(exchange, members, api)


def _code_of(members: Mapping[str, Any], api: _Api) -> str:
    """Return the code of a body; where it has none of the right form, its type may end in one."""
    code, kind = members.get("errorCode"), members.get("type")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        code = kind[len(api.errors_url) :] if isinstance(kind, str) and kind.startswith(api.errors_url) else ""
    return code if _CODE.fullmatch(code) else ""


def _codes_of_details(members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield place and code of each entry of `errors` that has one of the right form."""
    details = members.get("errors")
    for index, each in enumerate(cast("list[object]", details) if isinstance(details, list) else ()):
        code = cast("dict[str, object]", each).get("code") if isinstance(each, dict) else None
        if isinstance(code, str) and _CODE.fullmatch(code):
            yield f"body.errors[{index}].code", code


def _deviations_of_code(
    code: str, error: Mapping[str, Any] | None, operation: Mapping[str, Any] | None
) -> Iterator[tuple[str, str, str]]:
    member = "body.errorCode"
    if not error:
        yield NO_SUCH_CODE, member, f"the catalogue has no code {code}"
        return
    if operation and code not in operation["errors"]:
        name = f"{operation['method']} {operation['path']}"
        yield CODE_AT_OPERATION, member, f"{code} is not documented for {name}"
    if error["reserved"]:
        yield RESERVED, member, f"{code} is documented as reserved, so that no call should answer with it yet"
    if error["deprecated"]:
        yield DEPRECATED, member, f"{code} is documented as deprecated"


def _like_unknown(code: str, exchange: Exchange, members: Mapping[str, Any], api: _Api) -> Mapping[str, Any]:
    """Return what is documented of a code that nobody knows: its type, and the title of its status."""
    status = exchange.status or members.get("status")
    title = api.titles.get(status) if isinstance(status, int) else None
    of_code = {"type": f"{api.errors_url}{code}"} if code else {}
    return {**of_code, **({"title": title} if title else {})}


_FIXED = {
    "type": ("type", TYPE),
    "title": ("title", TITLE),
    "status": ("status", STATUS),
    "errorCategory": ("category", CATEGORY),
    "retryable": ("retryable", RETRYABLE),
}
"""The members that are the same in each body of an error: where the table has them, and the rule that holds them."""


def _fixed_deviations(
    members: Mapping[str, Any], documented: Mapping[str, Any], api: _Api
) -> Iterator[tuple[str, str, str]]:
    """Yield which members that are the same in each body of an error have another value."""
    for member, (name, rule) in _FIXED.items():
        value = members.get(member, documented.get(name))
        if name in documented and not _is_same(value, documented[name]) and not _is_masked(value):
            said = f"{member} is {_shown(value, api)}, but documented is {json.dumps(documented[name])}"
            yield rule, f"body.{member}", said


def _is_same(one: object, other: object) -> bool:
    """Whether two JSON values are equal; Python's True is a number, that of JSON is not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _form_deviations(
    members: Mapping[str, Any], error: Mapping[str, Any] | None, operation: Mapping[str, Any] | None, api: _Api
) -> Iterator[tuple[str, str, str]]:
    """Yield which members are missing, are not known, or have no documented form."""
    required = error["bodyMembers"] if error else [name for name, each in api.members.items() if each["required"]]
    path = api.path_patterns[operation["path"]] if operation else None
    for name in api.members:
        if name not in members and name in required:
            yield MEMBERS, f"body.{name}", f"the member {name} is missing"
    for name, value in members.items():
        shown = f"body.{name}" if _NAME.fullmatch(name) else "body"
        if name not in api.members:
            yield MEMBERS, shown, "the body has a member that is not documented"
        elif name == "retryAfter" and members.get("retryable") is False:
            yield MEMBERS, shown, "retryAfter comes with retryable: false, so there is nothing to wait for"
        elif not (error and name in _FIXED) and not _has_form(value, api.members[name]) and not _is_masked(value):
            yield MEMBERS, shown, f"the member {name} has not the form that is documented"
        elif name == "instance" and path and not path.fullmatch(value) and not _is_masked(value):
            yield MEMBERS, shown, "instance is not the path of the request"


def _is_masked(value: object) -> bool:
    """Whether something stands for a value that was recorded for nobody to see."""
    return isinstance(value, str) and _MASKED_IN_TEXT.search(value) is not None


def _has_form(value: object, form: Mapping[str, Any]) -> bool:
    kinds: Mapping[str, type] = {"string": str, "integer": int, "boolean": bool, "array": list}
    kind = kinds[form["type"]]
    if not isinstance(value, kind) or value in ("", []):
        return False
    if isinstance(value, int) and kind is int and (isinstance(value, bool) or value < 0):
        return False
    pattern = form.get("pattern")
    return not (pattern and isinstance(value, str)) or re.search(pattern, value) is not None


def _head_deviations(exchange: Exchange, members: Mapping[str, Any], api: _Api) -> Iterator[tuple[str, str, str]]:
    status, in_body = exchange.status, members.get("status")
    if status is not None and isinstance(in_body, int) and status != in_body:
        yield STATUS_LINE, "status", f"the status line says {status}, but the body {_shown(in_body, api)}"
    kind = _media_type(exchange)
    if kind and kind not in api.media_types:
        said = f"a problem comes as {_shown(kind, api)}, not {api.media_types[0]}"
        yield MEDIA_TYPE, "response header Content-Type", said
    asked, told = exchange.response_headers.get("retry-after"), _seconds_in(members.get("retryAfter"))
    if asked is None:
        return
    seconds, member = _seconds_of(asked, exchange.response_headers.get("date", "")), "response header Retry-After"
    if seconds is None and _unix_time(asked) is None:
        yield RETRY_AFTER, member, "Retry-After is neither a whole number of seconds nor an HTTP date"
    elif seconds is not None and told is not None and abs(seconds - told) > (1 if _unix_time(asked) else 0):
        yield RETRY_AFTER, member, f"Retry-After asks for {seconds:g} s, but retryAfter for {told:g} s"


def _shown(value: object, api: _Api) -> str:
    """Return a value that is documented somewhere as JSON; any other one may be a secret or say who somebody is."""
    if isinstance(value, bool) or (isinstance(value, int) and 0 <= value < _ABOVE_STATUSES):
        return json.dumps(value)
    if not isinstance(value, str):
        return "another value"
    is_of_code = value.startswith(api.errors_url) and _CODE.fullmatch(value[len(api.errors_url) :])
    is_known = value in api.known_texts or is_of_code
    return json.dumps(value) if is_known else f"another text, of {len(value)} characters"


def _seconds_of(retry_after: str, date: str) -> float | None:
    """Return how many seconds a Retry-After asks for; a date counts from that of the answer."""
    text = retry_after.strip()
    if found := re.fullmatch(r"([0-9]{1,9})(?:[ \t]*,[ \t]*\1)*", text):  # twice, where a proxy adds what is there
        return float(found[1])
    until, answered = _unix_time(text), _unix_time(date)
    return None if until is None or answered is None else max(0.0, until - answered)


def _seconds_in(value: object) -> float | None:
    """Return the value of a retryAfter, if it is a whole number of seconds that every language can hold."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= _MOST:
        return None
    return float(value) if value == int(value) else None


def _unix_time(date: str) -> float | None:
    try:
        found = parsedate(date)
        return float(calendar.timegm(found)) if found else None
    except (ValueError, OverflowError, IndexError, TypeError):  # parsedate raises what it does not read
        return None


# --- What a client does ---


@dataclass(frozen=True)
class _Reply:
    """What an answer says to a client."""

    code: str
    """Empty where there is none."""

    is_success: bool
    retryable: bool | None
    """None where there was no answer, or nobody knows."""

    told_seconds: float | None
    """How long the answer asks to wait; of two that differ, the shorter one."""

    reset_seconds: float | None
    """How long it is until the time in the header that the policy names."""

    waits: list[Any]
    """The wait before each retry, where nothing in the answer says when."""

    may_have_happened: bool
    refuses_credentials: bool

    @property
    def name(self) -> str:
        """Return what to call the error."""
        return self.code or "the error"

    def shortest_seconds(self, retry: int) -> float:
        """Return the shortest wait before a retry, from 1."""
        if self.told_seconds is not None:
            return self.told_seconds
        return max(self.reset_seconds or 0.0, self._advised(retry)["minSeconds"])

    def longest_seconds(self, retry: int) -> float:
        """Return the longest wait before a retry: what is told, and what the policy adds at random."""
        advised = self._advised(retry)
        return max(self.told_seconds or 0.0, self.reset_seconds or 0.0, advised["minSeconds"]) + (
            advised["maxSeconds"] - advised["minSeconds"]
        )

    def _advised(self, retry: int) -> Mapping[str, float]:
        nothing = {"minSeconds": 0.0, "maxSeconds": 0.0}
        return self.waits[min(retry, len(self.waits)) - 1] if self.waits else nothing


def _reply(exchange: Exchange, operation: Mapping[str, Any], members: Mapping[str, Any], api: _Api) -> _Reply:
    """Return what the answer of an exchange says, as a client that follows the documentation reads it."""
    code, status = members.get("errorCode"), exchange.status
    code = code if isinstance(code, str) else ""
    is_lost = status is None or status < _FIRST_ANSWER or (status in _HUNG_UP and not code)
    if status is None or is_lost or (status < _FIRST_ERROR and not code):
        return _Reply(code, not is_lost, None, None, None, [], is_lost, refuses_credentials=False)
    known = api.documented_about(code, status) or {}
    retryable = members.get("retryable")
    if not isinstance(retryable, bool):
        retryable = None if status in _ANOTHER_TRY and not members else known.get("retryable")
    case = api.cases.get((operation["operationId"], code))
    return _Reply(
        code=code,
        is_success=False,
        retryable=retryable,
        told_seconds=_told_seconds(exchange, members),
        reset_seconds=_reset_seconds(exchange, known.get("resetHeader")),
        waits=known.get("waits") or api.unknown_waits,
        may_have_happened=case["effect"] != "none" if case else not operation["safe"],
        refuses_credentials=known.get("category") in ("authentication", "authorization"),
    )


def _told_seconds(exchange: Exchange, members: Mapping[str, Any]) -> float | None:
    headers = exchange.response_headers
    in_header = _seconds_of(headers.get("retry-after", ""), headers.get("date", ""))
    told = [each for each in (_seconds_in(members.get("retryAfter")), in_header) if each is not None]
    return min(told) if told else None


def _reset_seconds(exchange: Exchange, header: str | None) -> float | None:
    """Return how long it is until the Unix time in a header, by the clock of the server, which the header Date has."""
    until = exchange.response_headers.get(header.lower(), "") if header else ""
    answered = _unix_time(exchange.response_headers.get("date", ""))
    return max(0.0, float(until) - answered) if re.fullmatch("[0-9]{1,12}", until) and answered is not None else None


@dataclass(frozen=True)
class _Try:
    """A request that may be one of several for the same thing, with its answer; no body is kept."""

    number: int
    """Its place among all that is recorded, from 1."""

    place: str
    call: str
    takes_key: bool
    key: str
    """Its digest, empty where there is none."""

    content: str
    """The digest of what is asked for, and of who asks; empty where the body is not recorded."""

    has_body: bool
    has_headers: bool
    """Whether headers of the request are recorded at all."""

    credentials: str
    """The digest of what it authenticates with; empty where that is not recorded, or masked."""

    sent: float | None
    received: float | None
    answer: str
    """The digest of what was answered; empty where no body of that is recorded."""

    reply: _Reply

    def names(self, *, one_client: bool) -> list[tuple[str, str]]:
        """Return by what its repetitions are found: its key, and what it asks for, where that tells requests apart."""
        by_key = [(_BY_KEY, f"{self.call} {self.key}")] if self.key else []
        by_content = [(_BY_CONTENT, self.content)] if self.content and (self.has_body or self.key or one_client) else []
        return by_key + by_content

    @property
    def answered(self) -> float | None:
        """Return when the answer came, and where that is not recorded, when it cannot have come earlier."""
        if self.received is None or self.sent is None:
            return self.sent
        return max(self.received, self.sent)

    def is_after(self, before: _Try) -> bool:
        """Whether it was sent later, both by the times and by the recording, which has what took longer later."""
        if self.sent is None or before.sent is None or before.answered is None:
            return self.number >= before.number
        is_in_order = self.number >= before.number or self.sent <= before.answered
        return self.sent >= before.sent and is_in_order

    def seconds_since(self, before: _Try) -> float | None:
        """Return the seconds since the answer to an earlier try, negative before it; None where nobody knows."""
        if self.sent is None or before.answered is None or not self.is_after(before):
            return None
        return self.sent - before.answered

    def is_recorded_as(self, other: _Try) -> bool:
        """Whether it is the same exchange, recorded twice; without a body, a second may have had two of them."""
        if self.sent is None or (not self.answer and self.sent == int(self.sent)):
            return False
        return all(
            getattr(self, name) == getattr(other, name) for name in ("sent", "received", "key", "content", "answer")
        )


def _try_of(exchange: Exchange, operation: Mapping[str, Any], reply: _Reply, number: int) -> _Try:
    headers, takes_key = exchange.request_headers, operation["takesKey"]
    key = headers.get("idempotency-key", "").strip() if takes_key else ""
    has_key = key != "" and not _MASKED.search(key)
    is_read = exchange.method.upper() in ("GET", "HEAD")
    recorded = " ".join(headers.get(name, "") for name in ("authorization", "cookie")).strip()
    credentials = "" if not recorded or _MASKED.search(recorded) else _digest(recorded)
    path, _, query = _target(exchange.url).partition("?")
    body = "" if is_read and not exchange.request_body else _told_apart(exchange.request_body)
    # Where no key tells users apart, their credentials may; where one does, a query may change with each try.
    by = "" if takes_key else f"?{query} {credentials}"
    return _Try(
        number=number,
        place=exchange.place,
        call=operation["operationId"],
        takes_key=takes_key,
        key=_digest(key) if has_key else "",
        content="" if body is None else _digest(f"{exchange.method.upper()} {path}{by} {body}"),
        has_body=bool(body),
        has_headers=bool(headers) and (has_key or not key),
        credentials=credentials,
        sent=_time_of(exchange.sent),
        received=_time_of(exchange.received),
        answer=_digest(f"{exchange.status} {exchange.response_body}") if exchange.response_body else "",
        reply=reply,
    )


def _time_of(seconds: float | None) -> float | None:
    return seconds if seconds is not None and math.isfinite(seconds) else None


def _told_apart(body: str | None) -> str | None:
    """Return a body without what makes no difference in JSON; None where it is not recorded as it was sent."""
    if not body or _is_masked(body):
        return "" if body == "" else None
    try:
        return json.dumps(json.loads(body), sort_keys=True)
    except (ValueError, RecursionError):
        return None if body.lstrip()[:1] in ("{", "[") else body


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


class _Flow:
    """The tries of one request: how many there were in a series, and the last one."""

    def __init__(self, first: _Try) -> None:
        self.last = first
        self._began = first.sent
        self._tries = 0
        self._answered_tries = 0
        """How many there were since an answer got lost, or came nobody knows when."""

        self._is_last_known = True
        self._has_succeeded = False
        self._has_ended = False

    def is_repeated_by(self, sent: _Try, *, one_client: bool) -> bool:
        """Whether a request repeats this one: it has its key, or asks for the same so soon that it is no other one."""
        last, seconds = self.last, sent.seconds_since(self.last)
        is_same = sent.key == last.key
        if _differ(sent.credentials, last.credentials) and (not last.key or not is_same or self._has_other_body(sent)):
            return one_client
        if not sent.takes_key or is_same:
            return True
        if not last.key or not sent.has_headers:
            return False  # what was added corrects the request, and what is not recorded may be there
        return one_client or (seconds is not None and 0 <= seconds <= self._new_key_seconds)

    def _has_other_body(self, sent: _Try) -> bool:
        return _differ(sent.content, self.last.content)

    @property
    def _new_key_seconds(self) -> float:
        """Return how long the same request with another key is taken for this one."""
        reply = self.last.reply
        if reply.retryable is False:
            return REPEAT_SECONDS
        if reply.may_have_happened:
            return NEW_KEY_SECONDS
        return reply.longest_seconds(self._tries) + AUTOMATIC_SECONDS

    def deviations_of(self, sent: _Try, *, one_client: bool) -> Iterator[Finding]:
        """Yield what is wrong about a repetition."""
        last = self.last
        if self._has_other_body(sent):
            message = f"it has the key of {last.place} with another body"
            yield _finding(BODY_CHANGED, sent, message)
            return
        if not sent.is_after(last):
            return
        seconds = sent.seconds_since(last)
        if seconds is not None and seconds < 0:
            yield from self._overlap(sent)
        elif not last.reply.is_success:
            yield from self._after_failure(sent, seconds, one_client=one_client)

    def _after_failure(self, sent: _Try, seconds: float | None, *, one_client: bool) -> Iterator[Finding]:
        last = self.last
        if last.reply.retryable is False:
            yield from self._repetition(sent, seconds, one_client=one_client)
            return
        if sent.key != last.key:
            yield self._change_of_key(sent)
        if last.reply.retryable and self._is_in_series(seconds, one_client=one_client):
            yield from self._retry(sent, seconds)

    def _is_in_series(self, seconds: float | None, *, one_client: bool) -> bool:
        if one_client:
            return True
        longest = self.last.reply.longest_seconds(self._tries)
        return seconds is not None and seconds <= longest + AUTOMATIC_SECONDS

    def _change_of_key(self, sent: _Try) -> Finding:
        last = self.last
        if not sent.key:
            return _finding(KEY_CHANGED, sent, f"it repeats {last.place} without its Idempotency-Key")
        if last.reply.may_have_happened:
            message = f"it repeats {last.place} with a new key, though {last.place} may have taken effect"
            return _finding(NEW_KEY, sent, message)
        return _finding(KEY_CHANGED, sent, f"it repeats {last.place} with another key")

    def _overlap(self, sent: _Try) -> Iterator[Finding]:
        """Yield what is wrong about a request that its client sent before it had the answer to the last try."""
        last = self.last
        if sent.key != last.key:
            yield _finding(NEW_KEY, sent, f"it repeats {last.place} with a new key, before that has an answer")
        # Later, the client may have waited in vain.
        if (sent.sent or 0) - (last.sent or 0) < SHORTEST_TIMEOUT_SECONDS:
            yield _finding(OVERLAP, sent, f"it was sent while {self.last.place}, the same request, had no answer yet")

    def _repetition(self, sent: _Try, seconds: float | None, *, one_client: bool) -> Iterator[Finding]:
        last = self.last
        if sent.credentials != last.credentials:
            return
        if last.reply.refuses_credentials and not one_client and not sent.credentials:
            return
        if one_client or (seconds is not None and seconds <= REPEAT_SECONDS):
            said = f"{last.reply.code or 'an error'}, and that is not retryable"
            yield _finding(REPEATED, sent, f"it repeats {last.place} unchanged, which got {said}")

    def _retry(self, sent: _Try, seconds: float | None) -> Iterator[Finding]:
        reply, retry = self.last.reply, self._answered_tries
        if seconds is not None:
            yield from self._haste(sent, seconds)
        if retry > len(reply.waits):
            advised = "1 retry is" if len(reply.waits) == 1 else f"{len(reply.waits)} retries are"
            yield _finding(TOO_OFTEN, sent, f"this is retry {retry}, but after {reply.name} at most {advised} advised")

    def _haste(self, sent: _Try, seconds: float) -> Iterator[Finding]:
        reply = self.last.reply
        retry = self._answered_tries
        shortest = reply.shortest_seconds(retry)
        slack = TOLERANCE_SECONDS + shortest * TOLERANCE_SHARE
        if all(time is not None and time == int(time) for time in (sent.sent, self.last.sent)):
            slack += 1
        if seconds >= shortest - slack:
            return
        waited = f"it was sent {seconds:.1f} s after {self.last.place}"
        if reply.told_seconds is not None:
            yield _finding(TOO_EARLY, sent, f"{waited}, whose answer asks to wait {shortest:g} s")
        else:
            advised = f"before retry {retry} after {reply.name} a wait of at least {shortest:g} s is advised"
            yield _finding(TOO_SOON, sent, f"{waited}, but {advised}")

    def add(self, sent: _Try, *, one_client: bool) -> None:
        """Take a request as the last one of the flow; after a success, or long after the wait, a series begins."""
        last, seconds = self.last, sent.seconds_since(self.last)
        is_in_series = self._is_in_series(seconds, one_client=one_client)
        if last.reply.is_success or (seconds is not None and not is_in_series):
            self._tries, self._answered_tries, self._began = 0, 0, sent.sent
        elif last.reply.retryable is None or not is_in_series:
            self._answered_tries = 0
        self._tries += 1
        self._answered_tries += 1
        self._is_last_known = sent.is_after(last)
        self._has_succeeded = self._has_succeeded or sent.reply.is_success
        self.last = sent

    def end(self, reached: float, patience_seconds: float, *, one_client: bool) -> Iterator[Finding]:
        """Yield that the flow ended before it had to, where that is known."""
        last, has_ended, self._has_ended = self.last, self._has_ended, True
        reply, retry = last.reply, self._tries
        if has_ended or self._has_succeeded or not reply.retryable or retry > len(reply.waits):
            return
        answered, longest = last.answered, reply.longest_seconds(retry)
        if not one_client:
            is_over = answered is not None and reached >= answered + longest + AUTOMATIC_SECONDS
            if not is_over or not self._is_last_known:
                return
        if answered is not None and self._began is not None and answered + longest - self._began > patience_seconds:
            return
        if reply.told_seconds is not None and reply.told_seconds > patience_seconds:
            return
        what = "was not sent again" if retry == 1 else f"was given up after retry {retry - 1} of {len(reply.waits)}"
        yield _finding(GAVE_UP, last, f"{reply.name} is retryable, but the request {what}")


def _differ(one: str, other: str) -> bool:
    """Whether two digests are of different things; nobody knows it of what is not recorded."""
    return bool(one and other and one != other)


def _finding(rule: str, sent: _Try, message: str) -> Finding:
    member, hint = ADVICE_TO_CLIENTS[rule]
    return Finding(rule, sent.place, member, message, hint)


ADVICE_TO_CLIENTS = {
    TOO_EARLY: (
        "sent",
        "wait as many seconds as `retryAfter` says, else as `Retry-After` says, before you send the request again",
    ),
    REPEATED: ("request", "where `retryable` is false, do not send the request again: something has to change first"),
    KEY_CHANGED: (
        "request header Idempotency-Key",
        "make the key once, before the first try, and send it with each retry",
    ),
    NEW_KEY: (
        "request header Idempotency-Key",
        "until you know whether it happened, send the same body with the same key; a new key may do it twice",
    ),
    BODY_CHANGED: ("request body", "a request that has changed is another one, and gets a key of its own"),
    TOO_SOON: ("sent", "wait longer before each retry, as the retry policy of the error says"),
    TOO_OFTEN: ("request", "count the retries, and give up after the last one, as the retry policy of the error says"),
    GAVE_UP: (
        "response",
        "send the same request again where `retryable` is true, after the wait, also where the code is new to you",
    ),
    OVERLAP: ("sent", "wait for the answer, and then for as long as it asks, before you send the request again"),
}
"""What of the exchange a finding is about, and what to do about it."""
# endregion
