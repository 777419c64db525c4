"""The code on the pages of errors: taken out of the built site, run against the mock, and held to the catalogue."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import requests
from pydantic.alias_generators import to_camel, to_snake

from error_catalog.api.endpoints import Endpoint
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.snippet import Call
from support.building import page
from support.published import Json

LANGUAGES = ("Python", "TypeScript")
KEY = "7d9f4c1e-2b6a-4f3d-9c58-0e1a2b3c4d5f"
GIVE_UP_AFTER_SECONDS = 120
"""What the clients document."""

Client = requests.Session | httpx.Client


def snippets(site: Path, code: str) -> dict[str, str]:
    """Return the code on the page of an error as a reader copies it, by language."""
    heading = page(site, f"errors/{code}").find(id="in-your-code")
    assert heading
    tabs = heading.find_next(class_="tabbed-set")
    assert tabs
    labels = [label.get_text() for label in tabs.select(".tabbed-labels > label")]
    return dict(zip(labels, (pre.get_text() for pre in tabs.select("pre")), strict=True))


def another(code: str) -> str:
    """Return a code that is not this one, of an error that any endpoint may answer with, and that is not retried."""
    return "FORBIDDEN" if code != "FORBIDDEN" else "CONFLICT"


@dataclass(frozen=True)
class Run:
    """One run of a snippet: what the mock is asked for, and what every random number is."""

    name: str
    wish: str
    random: float = 0
    base: str = ""
    """The base URL that asks the mock for it; no other run has the same."""


@dataclass(frozen=True)
class Sent:
    """A request as it goes over the wire."""

    method: str
    path: str
    key: str | None
    body: Json


@dataclass(frozen=True)
class Observed:
    """What a run did: requests, waits in seconds, what was handed over to which function, and whether it raised."""

    sent: tuple[Sent, ...]
    waited: tuple[float, ...] = ()
    handed_over: tuple[Json, ...] = ()
    raised: bool = False


@dataclass(frozen=True)
class Subject:
    """An error whose code is run, with values for the variables that a reader has."""

    error: ErrorType
    catalog: Catalog

    @property
    def code(self) -> str:
        """Return the error code."""
        return self.error.code

    @property
    def call(self) -> Call:
        """Return the call that fails."""
        return self.catalog.snippet_of(self.error).call

    @property
    def first(self) -> Endpoint | None:
        """Return the endpoint of the call to make before something is handed over."""
        return next((each for each in self.catalog.endpoints if str(each) == self.error.handling.call), None)

    @property
    def takes_key(self) -> bool:
        """Whether the call takes an Idempotency-Key."""
        return self.call.endpoint.takes_idempotency_key

    @property
    def body(self) -> Json:
        """Return the body of the request in the first example; None where it has none."""
        return json.loads(json.dumps(self.catalog.request_of(self.error, self.error.examples[0]).body))

    @property
    def parameters(self) -> dict[str, str]:
        """Return the values of path parameters, those of the example and others, by their names."""
        template, path = (text.split("/") for text in (self.call.endpoint.path, self.error.body.instance))
        own = {name[1:-1]: value for name, value in zip(template, path, strict=True) if name.startswith("{")}
        return {**{name: f"{name}-7" for name in (self.first.parameters if self.first else ())}, **own}

    @property
    def variables(self) -> dict[str, Json]:
        """Return the reader's variables, in snake_case."""
        first = self.catalog.snippet_of(self.error).first
        values: dict[str, Json] = {first.body: {"email": "a@example.com"}} if first and first.body else {}
        if self.call.body:
            values[self.call.body] = self.body
        if self.takes_key:
            values["key"] = KEY
        return values | {to_snake(name): value for name, value in self.parameters.items()}

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return how the code is run: against the error, with short and long waits, and against what is none of it."""
        last = self.call.endpoint.path.rpartition("/")[2]
        wish = f"{self.code},at={last}" if self.first and self.error.is_gateway else self.code
        both = (Run("the other call fails, too", self.code),) if "at=" in wish else ()
        return (
            Run("it stays", wish),
            Run("it stays, longest waits", wish, 1),
            Run("it passes", f"{wish},times=1"),
            Run("success", "200"),
            Run("another error", another(self.code)),
            *both,
        )

    def expected(self, run: Run, answer: Json) -> Observed:
        """Return what the page promises of a run; `answer` is the success of the other call."""
        failing = Sent(self.call.endpoint.method, self.error.body.instance, KEY if self.takes_key else None, self.body)
        waits = self._waits(run.random)
        if run.name in ("success", "another error"):
            return Observed((failing,))
        if run.name == "it passes" and waits:
            return Observed((failing, failing), waits[:1])
        tries = (failing,) * (1 + len(waits))
        observed = Observed((*tries, *self._other_call()), waits)
        if run.name == "the other call fails, too":
            return replace(observed, raised=True)
        return replace(observed, handed_over=((self.error.handling.hand_over, *self._handed_over(answer)),))

    def _other_call(self) -> tuple[Sent, ...]:
        if not self.first:
            return ()
        path = re.sub(r"\{(\w+)\}", lambda found: self.parameters[found[1]], self.first.path)
        first = self.catalog.snippet_of(self.error).first
        return (Sent(self.first.method, path, None, self.variables.get(first.body) if first else None),)

    def _waits(self, random: float) -> tuple[float, ...]:
        policy, told = self.error.recovery.retry, self.error.body.retry_after or 0
        waits: list[float] = []
        for wait in policy.waits if policy else ():
            seconds = max(wait.min_seconds, told) + random * (wait.max_seconds - wait.min_seconds)
            if sum(waits) + seconds > GIVE_UP_AFTER_SECONDS:
                break
            waits.append(round(seconds, 6))
        return tuple(waits)

    def _handed_over(self, answer: Json) -> Iterator[Json]:
        body = self.error.body
        yield {"code": body.error_code, "requestId": body.request_id, "detail": body.detail}
        documented = [each.members() for example in self.error.examples for each in example.body.errors or ()]
        members = [name for name in ("itemId", "jsonPath") if any(name in each for each in documented)]
        if members:
            values = [[each.members().get(name) for name in members] for each in body.errors or ()]
            yield [each[0] for each in values] if len(members) == 1 else values
        if self.takes_key and body.retryable:
            yield from (KEY, self.body)
        if self.first:
            yield answer


@dataclass
class Recorder:
    """A clock that a sleep moves, and what happens meanwhile."""

    random: float
    seconds: float = 0
    base: str = ""

    def __post_init__(self) -> None:
        self.sent: list[Sent] = []
        self.waited: list[float] = []
        self.handed_over: list[Json] = []

    def sleep(self, seconds: float) -> None:
        """Take note of a wait, and let the time pass at once."""
        self.waited.append(round(seconds, 6))
        self.seconds += seconds

    @property
    def waited_in_all(self) -> str:
        """Return how a client whose sleep is replaced tells the mock how long it has waited."""
        return f"waited={sum(self.waited):.6f}"

    def take_over(self, name: str, *arguments: Any) -> None:  # noqa: ANN401 - whatever the code hands over
        """Take note of what is handed over to a function."""
        self.handed_over.append((name, *map(_as_json, arguments)))

    def request(self, method: str, url: str, key: Any, body: Any) -> None:  # noqa: ANN401 - each library has its own types
        """Take note of a request."""
        self.sent.append(Sent(method, url.removeprefix(self.base), key, json.loads(body) if body else None))


def _as_json(value: Any) -> Json:  # noqa: ANN401 - whatever the code hands over
    if hasattr(value, "request_id"):
        return {"code": value.code, "requestId": value.request_id, "detail": value.detail}
    return json.loads(json.dumps(value))


def _of_requests(recorder: Recorder) -> requests.Session:
    class Session(requests.Session):
        def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # noqa: ANN401
            recorder.request(
                str(request.method), str(request.url), request.headers.get("Idempotency-Key"), request.body
            )
            request.headers["Prefer"] = recorder.waited_in_all
            return super().send(request, **options)

    return Session()


def _of_httpx(recorder: Recorder) -> httpx.Client:
    def note(request: httpx.Request) -> None:
        recorder.request(request.method, str(request.url), request.headers.get("Idempotency-Key"), request.content)
        request.headers["Prefer"] = recorder.waited_in_all

    return httpx.Client(event_hooks={"request": [note]}, verify=False)


CLIENTS: dict[str, Callable[[Recorder], Client]] = {"Requests": _of_requests, "HTTPX": _of_httpx}


def run_python(code: str, subject: Subject, run: Run, client: ModuleType, library: str) -> Observed:
    """Return what a snippet does in a run; `client` is the module gett_errors."""
    recorder = Recorder(run.random, base=run.base)
    defaults = {"sleep": recorder.sleep, "clock": lambda: recorder.seconds, "rng": lambda: recorder.random}
    client.retrying.__kwdefaults__.update(defaults)
    hand_over = subject.error.handling.hand_over
    with CLIENTS[library](recorder) as session:
        names = {
            "API": run.base,
            **dict.fromkeys(("client", "api_key_client"), session),
            hand_over: lambda *arguments: recorder.take_over(hand_over, *arguments),
            **subject.variables,
        }
        try:
            exec(compile(code, subject.code, "exec"), names)
            raised = False
        except Exception:
            raised = True
    return Observed(tuple(recorder.sent), tuple(recorder.waited), tuple(recorder.handed_over), raised)


def in_node(file: str, subject: Subject, run: Run) -> Json:
    """Return a run of a snippet as tests/data/snippets/run.mjs takes it."""
    names = {to_camel(name): value for name, value in subject.variables.items()}
    names |= {"API": run.base, "headers": {}, "apiKeyHeaders": {}}
    hand_over = to_camel(subject.error.handling.hand_over)
    return {"file": file, "base": run.base, "random": run.random, "names": names, "handOver": hand_over}


def from_node(found: Json, subject: Subject) -> Observed:
    """Return what run.mjs has observed."""
    hand_over = subject.error.handling.hand_over
    sent = tuple(Sent(*(each.get(name) for name in ("method", "path", "key", "body"))) for each in found["sent"])
    handed_over = tuple((hand_over, *each) for each in found["handedOver"])
    return Observed(sent, tuple(round(each, 6) for each in found["waited"]), handed_over, found["raised"])


def declarations(subjects: list[Subject]) -> str:
    """Return what TypeScript has to know of a reader's own variables and functions."""
    lines = ["declare const API: string;"]
    lines += [f"declare const {name}: Readonly<Record<string, string>>;" for name in ("headers", "apiKeyHeaders")]
    for subject in subjects:
        for name, value in subject.variables.items():
            lines.append(f"declare const {to_camel(name)}: {'string' if isinstance(value, str) else 'object'};")
        parameters = 'problem: import("./gett-errors").Problem, ...rest: readonly unknown[]'
        lines.append(f"declare function {to_camel(subject.error.handling.hand_over)}({parameters}): void;")
    return "\n".join(dict.fromkeys(lines))
