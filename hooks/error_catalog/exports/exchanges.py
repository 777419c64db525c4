"""The exchanges: what the API answers to which request, as data for the page's Run, its worker and the mock server."""

import hashlib
from collections.abc import Mapping
from typing import Any

from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.decision import Decision
from error_catalog.exports.decoding import schema_of_bodies, steps_after
from error_catalog.exports.publishing import EXAMPLES, json_text
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE
from error_catalog.model.request import Request
from error_catalog.sitefile import File
from error_catalog.templating import pretty_json

PATH = "assets/live/exchanges.js"

Exchanges = dict[str, Any]
"""JSON: what is answered (`endpoints`, `errors`, `success`, `refusal`), and by which rules (`forms`, `times`)."""

_MOST_TIMES = 10

_HOW = """\
Ask for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by
`Prefer: code=200`. Add `, times=2` to get the error twice in a sequence, and then the success; a sequence has an
Idempotency-Key of its own. Where you cannot send Prefer, put /__mock/CODE or /__mock/CODE,times=2 before the path.
"""

_MESSAGES = {
    "nothingAsked": "You have asked for no error.\n\n{how}\nCodes:\n{codes}\n",
    "badPath": "The path {path} is no path of the API, nor one after /__mock/CODE.\n\n{how}",
    "badPreference": "Prefer is {prefer}, but should be name=value, name=value.\n\n{how}",
    "badTimes": f"times is {{times}}, but should be a whole number from 1 to {_MOST_TIMES}.\n",
    "unknownEndpoint": "The API has no endpoint {method} {path}. It has:\n{endpoints}\n",
    "unknownExample": "There is no error {example}. There are:\n{codes}\n",
    "unknownStatus": "No error has the status {status}. They have {statuses}.\n",
    "disagreement": "The status of {example} is not {status}. Ask for one of the two.\n",
    "notHere": "{endpoint} does not answer with {wanted}. These do:\n{others}\n",
}
"""What is said as plain text where no exchange fits. Some braces are filled here, others by whoever answers."""


def exchanges_of(project: Project, markdown: Mapping[str, str]) -> Exchanges:
    """Return all exchanges; `markdown` has the Markdown of each error, by its code."""
    catalog = project.catalog
    return {
        "hosts": project.api.servers,
        "endpoints": [_endpoint(each, catalog.by_endpoint[str(each)]) for each in catalog.endpoints],
        "errors": {error.code: _exchange(error, catalog, markdown[error.code]) for error in catalog.errors},
        "success": {"status": 200, "title": "OK", "headers": {"Content-Type": "application/json"}, "body": "{}\n"},
        "refusal": {
            "status": 501,
            "title": "Not Implemented",
            "headers": {"Content-Type": "text/plain; charset=utf-8"},
        },
        "forms": _FORMS,
        "times": [str(number) for number in range(1, _MOST_TIMES + 1)],
        "messages": _messages(catalog),
        **schema_of_bodies(catalog),
    }


def version_of(exchanges: Exchanges) -> str:
    """Return what changes with the exchanges, for addresses that caches may keep for ever."""
    return hashlib.sha256(exchanges_file(exchanges).content.encode()).hexdigest()[:12]


def exchanges_file(exchanges: Exchanges) -> File:
    """Return the exchanges as a classic script, which pages and workers load alike."""
    # Inside a script element, nothing may look like its end.
    literal = pretty_json(exchanges).replace("<", "\\u003c")
    return File(PATH, f"self.gettExchanges = {literal};\n", EXAMPLES)


_FORMS = {
    "body": {"type": CONTENT_TYPE, "ranges": [[CONTENT_TYPE, "application/json"], ["application/*"], ["*/*"]]},
    "markdown": {"type": "text/markdown; charset=utf-8", "ranges": [["text/markdown"], ["text/*"], ["*/*"]]},
}
"""The forms of an error, and the media ranges that ask for each, the most specific ones first."""


def _endpoint(endpoint: Endpoint, own: tuple[ErrorType, ...]) -> dict[str, object]:
    return {
        "method": endpoint.method,
        "path": endpoint.path,
        "errors": [error.code for error in own],
        "idempotencyKey": endpoint.needs_idempotency_key,
    }


def _exchange(error: ErrorType, catalog: Catalog, markdown: str) -> dict[str, object]:
    decision, example = Decision.of(error).members(), error.examples[0]
    return {
        **{name: decision[name] for name in ("status", "title", "category", "retryable", "retryAfter")},
        "actor": error.recovery.actor.label,
        **{name: decision[name] for name in ("advice", "retry")},
        **steps_after(error),
        "gateway": error.is_gateway,
        "request": _request(catalog.request_of(error, example)),
        "headers": example.headers,
        "body": json_text(example.body.members()),
        "markdown": markdown,
    }


def _request(request: Request) -> dict[str, object]:
    body = None if request.body is None else pretty_json(request.body)
    return {"method": request.method, "path": request.path, "headers": request.headers, "body": body}


def _messages(catalog: Catalog) -> dict[str, str]:
    lists = {
        "how": _HOW,
        "codes": "\n".join(catalog.by_code),
        "statuses": ", ".join(map(str, catalog.by_status)),
        "endpoints": "\n".join(map(str, catalog.endpoints)),
    }
    return {name: _filled(text, lists) for name, text in _MESSAGES.items()}


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
