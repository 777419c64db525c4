"""Calls of the published Python client under a clock of their own, and what was sent and answered."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from types import ModuleType

from error_catalog.judging.judge import Exchange
from support.published import Json

Response = tuple[int, dict[str, str], str]
Answer = Callable[[str, str, dict[str, str], str], Response]
"""Answers a request: its method, path, headers and body."""


@dataclass
class Caller:
    """A clock that goes on while somebody waits, and the exchanges of the calls under it."""

    client: ModuleType
    answer: Answer
    random: Random
    time: float = 0.0
    exchanges: list[Exchange] = field(default_factory=list)

    def call(self, operation: Json, name: str) -> list[Exchange]:
        """Let the client make a call, with a key and a body of its own, and return what that takes."""
        path = re.sub(r"\{[^/]*\}", "abc-123", operation["path"])
        body = "" if operation["method"] == "GET" else json.dumps({"for": name})
        headers = {"accept": "*/*"} | ({"idempotency-key": f"key of {name}"} if operation["takesKey"] else {})
        self.exchanges = []
        self.client.retrying(
            lambda: self._send(name, (operation["method"], path, headers, body)),
            sleep=self._sleep,
            clock=lambda: self.time,
            rng=self.random.random,
        )
        return self.exchanges

    def _send(self, name: str, request: tuple[str, str, dict[str, str], str]) -> Response:
        status, headers, body = self.answer(*request)
        sent, self.time = self.time, self.time + self.random.uniform(0.01, 2)
        lower = {key.lower(): value for key, value in headers.items()}
        place = f"{name}, exchange {len(self.exchanges) + 1}"
        self.exchanges.append(Exchange(place, *request, status, lower, body, sent, self.time))
        return status, headers, body

    def _sleep(self, seconds: float) -> None:
        self.time += seconds
