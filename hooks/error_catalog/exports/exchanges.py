"""The exchanges: what the API answers to which request, as data for Run, for the decoder and for the mock server."""

from collections.abc import Iterator, Mapping
from typing import Any

from error_catalog.exports.catalog_json import Decision, Judged
from error_catalog.exports.live import DataScript
from error_catalog.exports.publishing import json_text
from error_catalog.exports.resources import LIVE_DECODER, LIVE_INDEX, live_error
from error_catalog.exports.schemas import plain_schema
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE, ProblemDetails
from error_catalog.model.retry_policy import TOLD
from error_catalog.templating import pretty_json

Exchanges = dict[str, Any]
"""JSON: what is answered (`endpoints`, `errors`, `success`, `refusal`), by which `forms`, and with which `messages`."""

_MOST_TIMES = 10

_HOW = """\
Ask for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by
`Prefer: code=200`."""

_HOW_OF_MOCK = f"""\
{_HOW} Add `, times=2` to get the error twice in a sequence, and then the success; a sequence has an
Idempotency-Key of its own. Where you cannot send Prefer, put /__mock/CODE or /__mock/CODE,times=2 before the path."""

_FORMS = {
    "body": {"type": CONTENT_TYPE, "ranges": [[CONTENT_TYPE, "application/json"], ["application/*"], ["*/*"]]},
    "markdown": {"type": "text/markdown; charset=utf-8", "ranges": [["text/markdown"], ["text/*"], ["*/*"]]},
}
"""The forms of an error, and the media ranges that ask for each, the most specific ones first."""


def exchanges_of(catalog: Catalog, markdown: Mapping[str, str]) -> Exchanges:
    """Return what browser and mock alike answer from; `markdown` has the Markdown of each error, by its code."""
    return {
        "endpoints": [
            {
                "method": each.method,
                "path": each.path,
                "errors": [error.code for error in catalog.by_endpoint[str(each)]],
            }
            for each in catalog.endpoints
        ],
        "errors": {error.code: _exchange(error, markdown[error.code]) for error in catalog.errors},
        "success": {"status": 200, "title": "OK", "headers": {"Content-Type": "application/json"}, "body": "{}\n"},
        "refusal": {
            "status": 501,
            "title": "Not Implemented",
            "headers": {"Content-Type": "text/plain; charset=utf-8"},
        },
        "forms": _FORMS,
        "messages": _messages(catalog, _HOW),
    }


def live_scripts(exchanges: Exchanges, project: Project) -> Iterator[DataScript]:
    """Yield the exchanges for browsers, cut so that no page loads what it does not show.

    The index tells Run and its worker which error answers a request; each error has a script of its own, with what is
    sent and answered; and so has the decoder, which loads no other.
    """
    catalog, errors = project.catalog, exchanges["errors"]
    verdicts = {error.code: _verdict(error, catalog) for error in catalog.errors}
    choices = {code: _part(each, "status", "gateway", "general") for code, each in errors.items()}
    yield DataScript(LIVE_INDEX, "gettIndex", {"hosts": project.api.servers, **exchanges, "errors": choices})
    facts = {
        code: _part(each, "status", "title", "gateway", "general", "body") | verdicts[code]
        for code, each in errors.items()
    }
    shared = _part(exchanges, "endpoints", "forms")
    yield DataScript(
        LIVE_DECODER, "gettDecoder", {"members": _members(), **shared, "statuses": _statuses(catalog), "errors": facts}
    )
    for error in catalog.errors:
        answer = _part(errors[error.code], "status", "title", "headers", "body", "markdown")
        data = {"request": _request(error, catalog), "verdict": verdicts[error.code]["verdict"], "answer": answer}
        yield DataScript(live_error(error.code), "gettExchange", data, error.source)


def exchanges_of_mock(exchanges: Exchanges, catalog: Catalog) -> Exchanges:
    """Return the exchanges with what the mock can do on top: sequences, and paths in place of a header."""
    messages = {
        **_messages(catalog, _HOW_OF_MOCK),
        "badPath": f"The path {{path}} is no path of the API, nor one after /__mock/CODE.\n\n{_HOW_OF_MOCK}\n",
        "badTimes": f"times is {{times}}, but should be a whole number from 1 to {_MOST_TIMES}.\n",
    }
    return {**exchanges, "times": [str(number) for number in range(1, _MOST_TIMES + 1)], "messages": messages}


def _exchange(error: ErrorType, markdown: str) -> dict[str, object]:
    return {
        "status": error.status,
        "title": error.body.title,
        "gateway": error.is_gateway,
        "general": error.general,
        "headers": error.examples[0].headers,
        "body": json_text(error.body.members()),
        "markdown": markdown,
    }


def _verdict(error: ErrorType, catalog: Catalog) -> dict[str, object]:
    """Return what the decoder says about an error. Texts are Markdown."""
    policy = error.recovery.retry
    judged = Judged(error, catalog)
    return {
        **Decision.model_validate(judged).model_dump(
            mode="json", by_alias=True, include={"category", "retryable", "reserved", "confirmed", "verdict", "advice"}
        ),
        "deprecated": error.deprecation_notice,
        "actor": error.recovery.actor.label,
        "outcomes": [
            {"endpoints": [str(each.endpoint) for each in group.outcomes], "answer": group.first.answer}
            for group in judged.verdict.outcome_groups
        ],
        "steps": error.recovery.steps,
        "howToRetry": policy and {by: policy.in_words(by if by in TOLD else None) for by in ("policy", *TOLD)},
        "caution": error.recovery.caution,
    }


def _statuses(catalog: Catalog) -> dict[int, object]:
    """Return what the decoder says about each HTTP status alone."""
    return {status: {"retry": each.retry, "inWords": each.in_words} for status, each in catalog.status_verdicts.items()}


def _part(whole: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: whole[name] for name in names}


def _request(error: ErrorType, catalog: Catalog) -> dict[str, object]:
    request = catalog.request_of(error, error.examples[0])
    body = None if request.body is None else pretty_json(request.body)
    return {**vars(request), "body": body}


def _members() -> dict[str, object]:
    """Return the members of a body in the wire's order, with the pattern of the texts that have one."""
    schema = plain_schema(ProblemDetails)
    return {
        name: {
            "type": rules.get("type", "string"),  # a reference leads to an enumeration of strings
            "required": name in schema["required"],
            "pattern": rules.get("pattern"),
        }
        for name, rules in schema["properties"].items()
    }


def _messages(catalog: Catalog, how: str) -> dict[str, str]:
    """Return what is said as plain text where no exchange fits; whoever answers fills what is left in braces."""
    codes, endpoints = "\n".join(catalog.by_code), "\n".join(map(str, catalog.endpoints))
    return {
        "nothingAsked": f"You have asked for no error.\n\n{how}\n\nCodes:\n{codes}\n",
        "badPreference": f"Prefer is {{prefer}}, but should be name=value, name=value.\n\n{how}\n",
        "unknownEndpoint": f"The API has no endpoint {{method}} {{path}}. It has:\n{endpoints}\n",
        "unknownExample": f"There is no error {{example}}. There are:\n{codes}\n",
        "unknownStatus": f"No error has the status {{status}}. They have {', '.join(map(str, catalog.by_status))}.\n",
        "disagreement": "The status of {example} is not {status}. Ask for one of the two.\n",
        "notHere": "{endpoint} does not answer with {wanted}. These do:\n{others}\n",
    }
