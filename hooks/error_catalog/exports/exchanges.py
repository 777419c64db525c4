"""The exchanges: what the API answers to which request, as data for Run, for the decoder and for the mock server."""

import hashlib
from collections.abc import Mapping
from typing import Any

from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.decision import Decision
from error_catalog.exports.publishing import EXAMPLES, json_text
from error_catalog.exports.schemas import model_schema
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE, ProblemDetails
from error_catalog.model.recovery import WAITS
from error_catalog.sitefile import File
from error_catalog.templating import pretty_json

PATH = "assets/live/exchanges.js"

Exchanges = dict[str, Any]
"""JSON: what is answered (`endpoints`, `errors`, `success`, `refusal`), by which `forms`, and with which `messages`."""

_MOST_TIMES = 10

_HOW = """\
Ask for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by
`Prefer: code=200`."""

_HOW_OF_MOCK = f"""\
{_HOW} Add `, times=2` to get the error twice in a sequence, and then the success; a sequence has an
Idempotency-Key of its own. Where you cannot send Prefer, put /__mock/CODE or /__mock/CODE,times=2 before the path."""

_MESSAGES = {
    "nothingAsked": "You have asked for no error.\n\n{how}\n\nCodes:\n{codes}\n",
    "badPreference": "Prefer is {prefer}, but should be name=value, name=value.\n\n{how}\n",
    "unknownEndpoint": "The API has no endpoint {method} {path}. It has:\n{endpoints}\n",
    "unknownExample": "There is no error {example}. There are:\n{codes}\n",
    "unknownStatus": "No error has the status {status}. They have {statuses}.\n",
    "disagreement": "The status of {example} is not {status}. Ask for one of the two.\n",
    "notHere": "{endpoint} does not answer with {wanted}. These do:\n{others}\n",
}
"""What is said as plain text where no exchange fits. Some braces are filled here, others by whoever answers."""

_MESSAGES_OF_MOCK = {
    "badPath": "The path {path} is no path of the API, nor one after /__mock/CODE.\n\n{how}\n",
    "badTimes": f"times is {{times}}, but should be a whole number from 1 to {_MOST_TIMES}.\n",
}


def exchanges_of(catalog: Catalog, markdown: Mapping[str, str]) -> Exchanges:
    """Return what browser and mock alike answer from; `markdown` has the Markdown of each error, by its code."""
    return {
        "endpoints": [_endpoint(each, catalog.by_endpoint[str(each)]) for each in catalog.endpoints],
        "errors": {error.code: _exchange(error, markdown[error.code]) for error in catalog.errors},
        "success": {"status": 200, "title": "OK", "headers": {"Content-Type": "application/json"}, "body": "{}\n"},
        "refusal": {
            "status": 501,
            "title": "Not Implemented",
            "headers": {"Content-Type": "text/plain; charset=utf-8"},
        },
        "forms": _FORMS,
        "messages": _messages(_MESSAGES, _HOW, catalog),
    }


def exchanges_of_pages(exchanges: Exchanges, project: Project) -> Exchanges:
    """Return the exchanges with what Run sends on top, and with what the decoder says."""
    errors = {
        error.code: {
            **exchanges["errors"][error.code],
            **_verdict(error),
            "request": _request_of(error, project.catalog),
        }
        for error in project.catalog.errors
    }
    return {"hosts": project.api.servers, "members": _members(), **exchanges, "errors": errors}


def exchanges_of_mock(exchanges: Exchanges, catalog: Catalog) -> Exchanges:
    """Return the exchanges with what the mock can do on top: sequences, and paths in place of a header."""
    messages = _messages({**_MESSAGES, **_MESSAGES_OF_MOCK}, _HOW_OF_MOCK, catalog)
    return {**exchanges, "times": [str(number) for number in range(1, _MOST_TIMES + 1)], "messages": messages}


def version_of(file: File) -> str:
    """Return what changes with the content of a file, for addresses that caches may keep for ever."""
    return hashlib.sha256(file.content.encode()).hexdigest()[:12]


def exchanges_file(exchanges: Exchanges) -> File:
    """Return the exchanges of the pages as a classic script, which pages and workers load alike."""
    # Inside a script element, nothing may look like its end.
    literal = pretty_json(exchanges).replace("<", "\\u003c")
    return File(PATH, f"self.gettExchanges = {literal};\n", EXAMPLES)


_FORMS = {
    "body": {"type": CONTENT_TYPE, "ranges": [[CONTENT_TYPE, "application/json"], ["application/*"], ["*/*"]]},
    "markdown": {"type": "text/markdown; charset=utf-8", "ranges": [["text/markdown"], ["text/*"], ["*/*"]]},
}
"""The forms of an error, and the media ranges that ask for each, the most specific ones first."""


def _endpoint(endpoint: Endpoint, own: tuple[ErrorType, ...]) -> dict[str, object]:
    return {"method": endpoint.method, "path": endpoint.path, "errors": [error.code for error in own]}


def _exchange(error: ErrorType, markdown: str) -> dict[str, object]:
    example = error.examples[0]
    return {
        "status": error.status,
        "title": example.body.title,
        "gateway": error.is_gateway,
        "headers": example.headers,
        "body": json_text(example.body.members()),
        "markdown": markdown,
    }


def _verdict(error: ErrorType) -> dict[str, object]:
    """Return what the decoder says about an error. Texts are Markdown."""
    decision, policy = Decision.of(error).members(), error.recovery.retry
    return {
        **{name: decision[name] for name in ("category", "retryable", "retryAfter", "retry", "advice")},
        "actor": error.recovery.actor.label,
        "steps": error.recovery.steps,
        "howToRetry": policy and {by: policy.in_words(by if by in WAITS else None) for by in ("policy", *WAITS)},
        "caution": error.recovery.caution,
    }


def _request_of(error: ErrorType, catalog: Catalog) -> dict[str, object]:
    request = catalog.request_of(error, error.examples[0])
    body = None if request.body is None else pretty_json(request.body)
    return {"method": request.method, "path": request.path, "headers": request.headers, "body": body}


def _members() -> dict[str, object]:
    """Return the members of a body in the wire's order, with the pattern of the texts that have one."""
    properties = model_schema(ProblemDetails)["properties"]
    return {
        member.name: {
            "type": member.type,
            "required": member.required,
            "pattern": properties[member.name].get("pattern"),
        }
        for member in ProblemDetails.documented_members()
    }


def _messages(texts: Mapping[str, str], how: str, catalog: Catalog) -> dict[str, str]:
    values = {
        "how": how,
        "codes": "\n".join(catalog.by_code),
        "statuses": ", ".join(map(str, catalog.by_status)),
        "endpoints": "\n".join(map(str, catalog.endpoints)),
    }
    return {name: _filled(text, values) for name, text in texts.items()}


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
