"""What is known of the API apart from this project's own rules: facts for each code, and what follows from them."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from error_catalog.model.error import ErrorType
from support.project import DATA
from support.yaml_files import read_yaml

FACTS: dict[str, dict[str, Any]] = read_yaml((DATA / "facts.yaml").read_text(encoding="utf-8"))
STATUSES_OF_CATEGORIES = {(facts["category"], facts["status"]) for facts in FACTS.values()}
ORDER = (
    "type", "title", "status", "detail", "instance", "requestId", "timestamp", "errorCode", "errorCategory",
    "retryable", "retryAfter", "errors",
)  # fmt: skip


def title_of(status: int) -> str:
    """Return what the API says for a status: Python 3.13 and RFC 9110 have another phrase for 422."""
    return "Unprocessable Entity" if status == HTTPStatus.UNPROCESSABLE_ENTITY else HTTPStatus(status).phrase


def deviations(error: ErrorType) -> Iterator[str]:
    """Yield each of the facts of a published code that the error in its file contradicts."""
    facts, body = FACTS[error.code], error.body.members()
    said = {"status": body["status"], "category": body["errorCategory"], "retryable": body["retryable"]}
    said |= {"reserved": error.reserved, "gateway": error.is_gateway}
    said["endpoints"] = [trigger.endpoint for trigger in error.triggers if trigger.endpoint]
    defaults: dict[str, Any] = {"reserved": False, "gateway": False, "endpoints": []}
    yield from (name for name, value in said.items() if value != facts.get(name, defaults.get(name)))
    yield from (name for name, value in facts.get("body", {}).items() if body.get(name) != value)
    if facts.get("inferred") and not error.unconfirmed:
        yield "unconfirmed"


def broken_rules(code: str, document: Mapping[str, Any]) -> Iterator[str]:
    """Yield each rule of the wire that an example file breaks, as a second opinion on what the model lets pass.

    `document` is the file with all scalars as text, so that nothing is converted in silence.
    """
    retries = "retry" in document["recovery"]
    for example in document["examples"]:
        body, wait = example["body"], example["body"].get("retryAfter")
        headers = {name.lower(): value for name, value in example.get("headers", {}).items()}
        rules = {
            "members": [*body] == [name for name in ORDER if name in body] and {*ORDER[:-2]} <= {*body},
            "type": body["type"] == f"https://developer.gett-tech.com/errors/{code}",
            "errorCode": body["errorCode"] == code,
            "status": (body["errorCategory"], int(body["status"])) in STATUSES_OF_CATEGORIES,
            "title": body["title"] == title_of(int(body["status"])),
            "retryable": body["retryable"] == str(retries).lower(),
            "retryAfter": wait is None or (retries and wait.isdecimal()),
            "Retry-After": headers.get("retry-after") in (None, wait) or (retries and wait is None),
            "agreement": all(
                body[name] == document["examples"][0]["body"][name]
                for name in ("status", "title", "errorCategory", "retryable")
            ),
        }
        yield from (name for name, is_kept in rules.items() if not is_kept)
