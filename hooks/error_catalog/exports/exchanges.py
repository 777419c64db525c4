"""The exchanges: what the API answers to which request, as data for Run, for the decoder and for the mock server."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.decoder import decoder_scripts, judged_facts
from error_catalog.exports.live import DataScript, by_kind, part
from error_catalog.exports.publishing import json_text
from error_catalog.exports.resources import LIVE_INDEX, live_error
from error_catalog.exports.successes import success_of
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.problem import CONTENT_TYPE
from error_catalog.templating import pretty_json

Exchanges = dict[str, Any]
"""JSON: what is answered (`endpoints`, `errors`, `success`, `refusal`), by which `forms`, and with which `messages`."""

_KEY_MISSING = "MISSING_IDEMPOTENCY_KEY"
_KEY_REUSED = "ORDER_ALREADY_PLACED"

_HOW = """\
Ask for an error by the header `Prefer: example=CODE` or `Prefer: code=STATUS`, and for the success by
`Prefer: code=200`."""

_HOW_OF_MOCK = f"""\
{_HOW} Or put the same into a base URL, as /__mock/CODE, /__mock/STATUS or
/__mock/example=CODE,times=2 before each path: then all calls succeed but those that fail like that.
What you can add, separated by commas:

at=place               only calls whose path ends in /place; the others succeed
times=2                twice, then the success
sequence=NAME          count by this name, not by Idempotency-Key; POST /__mock/reset begins all again
fault=unknown-code     the error with a code that no client knows, and any status: code=504
fault=empty            no body, with any status: code=404
fault=html             the HTML of a proxy in place of the body, with any status
fault=cut              half of the body
fault=broken           the connection ends amid the body
fault=closed           the connection ends without an answer
delay=2.5              an answer after 2.5 seconds
retry-after=2          a Retry-After of 2 seconds, and retryAfter and X-RateLimit-Reset like it
retry-after-form=date  Retry-After as a date
speed=60               waits that are 60 times shorter, as Retry-After alone tells
scenario=NAME          the failures of a scenario in turn; GET /__mock/scenarios/NAME judges the client
waited=2.5             of a client whose sleep is replaced: how long it has waited in all"""

FORMS: dict[str, dict[str, Any]] = {
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
        "forms": FORMS,
        "messages": _messages(catalog, _HOW),
    }


def live_scripts(exchanges: Exchanges, project: Project) -> Iterator[DataScript]:
    """Yield the exchanges for browsers, cut so that no page loads what it does not show.

    The index tells Run and its worker which error answers a request; each error has a script of its own, with what is
    sent and answered; and so has the decoder, which loads no other.
    """
    catalog, errors = project.catalog, exchanges["errors"]
    choices = {code: part(each, "status", "gateway", "general") for code, each in errors.items()}
    kinds, places = by_kind(choices, exchanges["endpoints"])
    index = {
        "hosts": project.api.servers,
        **exchanges,
        "endpoints": [part(each, "method", "path") for each in exchanges["endpoints"]],
        "kinds": kinds,
        "errors": places,
    }
    yield DataScript(LIVE_INDEX, "gettIndex", index)
    judged = {error.code: judged_facts(error, catalog) for error in catalog.errors}
    yield from decoder_scripts(exchanges, judged, catalog)
    for error in catalog.errors:
        answer = part(errors[error.code], "status", "title", "headers", "body", "markdown")
        data = {"request": _request(error, catalog), "verdict": judged[error.code]["verdict"], "answer": answer}
        yield DataScript(live_error(error.code), "gettExchange", data, error.source)


def exchanges_of_mock(exchanges: Exchanges, project: Project, conformance: Mapping[str, Any]) -> Exchanges:
    """Return the exchanges with what the mock needs on top: successes, keys, times that follow the clock, messages.

    `conformance` is the conformance table, for the mock to judge clients by.
    """
    catalog = project.catalog
    endpoints = [
        {**of_both, **_of_mock(endpoint, of_both["errors"], project)}
        for endpoint, of_both in zip(catalog.endpoints, exchanges["endpoints"], strict=True)
    ]
    errors = {
        code: {**of_both, "resets": _resets(catalog.by_code[code])} for code, of_both in exchanges["errors"].items()
    }
    return {
        **exchanges,
        "endpoints": endpoints,
        "errors": errors,
        "messages": _messages_of_mock(catalog),
        "conformance": _to_judge_by(conformance),
    }


def _to_judge_by(conformance: Mapping[str, Any]) -> dict[str, Any]:
    """Return as much of the conformance table as the mock needs to play its cases, and to judge by it."""
    needed = ("name", "operationId", "code", "failures", "minAttempts", "effect")
    cases = [{name: case[name] for name in needed if name in case} for case in conformance["cases"]]
    return {**conformance, "cases": cases}


def _of_mock(endpoint: Endpoint, codes: Collection[str], project: Project) -> dict[str, object]:
    """Return what a success of an endpoint holds, and what its Idempotency-Key leads to, if it takes one."""
    takes_key = endpoint.takes_idempotency_key
    return {
        "success": json_text(success_of(endpoint, project.api)),
        "takesKey": takes_key,
        "keyMissing": _KEY_MISSING if takes_key and _KEY_MISSING in codes else None,
        "keyReused": _KEY_REUSED if takes_key and _KEY_REUSED in codes else None,
    }


def _resets(error: ErrorType) -> dict[str, int]:
    """Return how many seconds after the answer the times in its headers are."""
    example, policy = error.examples[0], error.recovery.retry
    name = policy.reset_header if policy else None
    if not name or not (time := example.headers.get(name, "")).isdecimal():
        return {}
    return {name: int(time) - int(datetime.fromisoformat(example.body.timestamp).timestamp())}


def _messages_of_mock(catalog: Catalog) -> dict[str, str]:
    """Return what the mock says on top, or says otherwise."""
    endpoints = "\n".join(map(str, catalog.endpoints))
    messages = _messages(catalog, _HOW_OF_MOCK)
    return {
        **messages,
        "badPath": f"The path {{path}} is no path of the API, nor one after /__mock/CODE.\n\n{_HOW_OF_MOCK}\n",
        "badValue": "{name} is {value}, but should be {form}.\n",
        "unknownPlace": f"No path of the API ends in /{{at}}. It has:\n{endpoints}\n",
        "unknownStatus": f"{messages['unknownStatus']}With a fault, as fault=empty, you get any from 300 to 599.\n",
        "notHere": f"{messages['notHere']}By the base URL /__mock/{{wanted}}, other calls succeed.\n",
        "noError": "A success has no code. Ask for an error with fault=unknown-code: example=CODE or code=STATUS.\n",
        "unknownScenario": "There is no scenario {name}: neither a case of handling.json has this name, nor one that "
        "was described by POST /__mock/scenarios.\n",
        "badScenario": "This is no scenario: {why}. One is "
        '{"name": "my-test", "operationId": "placeOrder", "failures": ["PAYMENT_FAILED", "fault=closed"]}.\n',
        "noRetryAfter": "This answer has no Retry-After. Give it one: retry-after=2.\n",
    }


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


def _request(error: ErrorType, catalog: Catalog) -> dict[str, object]:
    request = catalog.request_of(error, error.examples[0])
    body = None if request.body is None else pretty_json(request.body)
    return {**vars(request), "body": body}


def _messages(catalog: Catalog, how: str) -> dict[str, str]:
    """Return what is said as plain text where no exchange fits; whoever answers fills what is left in braces."""
    endpoints = "\n".join(map(str, catalog.endpoints))
    return {
        "nothingAsked": f"You have asked for no error.\n\n{how}\n\nCodes:\n{{codes}}\n",
        "badPreference": f"You have asked for {{prefer}}, which is not of the form name=value, name=value.\n\n{how}\n",
        "unknownPreference": f"There is no preference {{name}}.\n\n{how}\n",
        "unknownEndpoint": f"The API has no endpoint {{method}} {{path}}. It has:\n{endpoints}\n",
        "unknownExample": "There is no error {example}. There are:\n{codes}\n",
        "unknownStatus": f"No error has the status {{status}}. They have {', '.join(map(str, catalog.by_status))}.\n",
        "disagreement": "The status of {example} is not {status}. Ask for one of the two.\n",
        "notHere": "{endpoint} does not answer with {wanted}. These do:\n{others}\n",
    }
