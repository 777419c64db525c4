"""A partner's program: it places orders, and handles whatever the API answers. It knows the published client alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gett_errors
import requests
from gett_errors import Actor, ErrorCode, Problem

SESSION, VALIDATE, PLACE = (f"/v1/marketplace/{call}" for call in ("session/create", "orders/validate", "orders/place"))
NEEDS_SESSION = (ErrorCode.UNAUTHENTICATED, ErrorCode.SESSION_USER_REQUIRED)
USER = {"email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace"}


def new_key() -> str:
    return str(uuid.uuid4())


@dataclass
class Order:
    """What a user has agreed to; the key is stored with it before the first send."""

    body: dict[str, Any]
    key: str = field(default_factory=new_key)


class Partner:
    """One integration: its connection, and the session of its user."""

    def __init__(self, http: requests.Session, base_url: str, sleep: Callable[[float], object]) -> None:
        self.http, self.base_url, self.sleep = http, base_url, sleep
        self.token = ""

    def place(self, order: Order) -> str:
        """Place an order, and return what became of it."""
        problem = self.call("POST", PLACE, order.body, order.key)
        if problem and problem.code == ErrorCode.ORDER_TOTAL_DIFFERENT and not self.call("POST", VALIDATE, order.body):
            order.key = new_key()
            problem = self.call("POST", PLACE, order.body, order.key)
        if problem and problem.safe_new_key:
            order.key = new_key()  # the user may correct the order, and place it again
        return self.reaction(problem)

    def call(self, method: str, path: str, body: object = None, key: str = "") -> Problem | None:
        """Send a request, with a new session where it needs one, and return what went wrong."""
        problem = self.send(method, path, body, key)
        if problem and problem.code in NEEDS_SESSION and path != SESSION and not self.send("POST", SESSION, USER):
            problem = self.send(method, path, body, key)
        return problem

    def send(self, method: str, path: str, body: object = None, key: str = "") -> Problem | None:
        headers = {
            "Authorization": f"Bearer {self.token or 'YOUR_API_KEY'}",
            **({"Idempotency-Key": key} if key else {}),
        }
        answer, problem = gett_errors.retrying(
            lambda: self.http.request(method, self.base_url + path, json=body, headers=headers, timeout=30),
            sleep=self.sleep,
        )
        if problem is None and path == SESSION and answer.content:
            self.token = answer.json().get("token", "")
        return problem

    def reaction(self, problem: Problem | None) -> str:
        """Return what the program does about what went wrong."""
        if problem is None:
            return "done"
        if problem.retryable:
            return "try again later" if problem.safe_new_key is not False else "try again later, with the same key"
        decision = problem.decision
        if decision and decision.user_message:
            return f"tell the user: {decision.user_message}"
        who = {Actor.ACCOUNT_OWNER: "tell the account owner", Actor.GETT: "ask Gett", None: "ask Gett"}
        what = who.get(decision and decision.actor, "tell the developers")
        return f"{what}: {problem.code or problem.status} {problem.request_id}".strip()
