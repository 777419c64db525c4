"""The facts that the decoder judges errors by, as scripts for browsers."""

from collections.abc import Iterator, Mapping
from typing import Any

from error_catalog.exports.catalog_json import Decision, Judged
from error_catalog.exports.live import DataScript, by_kind, part
from error_catalog.exports.resources import LIVE_DECODER, live_decoder_part
from error_catalog.exports.schemas import body_members
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.retry_policy import TOLD

_MOST_IN_A_SCRIPT = 10
"""As many errors take 20 kB. A verdict shows one, or a table of neighbours."""


def decoder_scripts(
    exchanges: Mapping[str, Any], judged: Mapping[str, dict[str, object]], catalog: Catalog
) -> Iterator[DataScript]:
    """Yield a script with what the decoder has to know of all errors, or, where they are many, one and its parts.

    The first one then has the first errors as a part has them, and of all errors what tells which a text is about, and
    whether to retry: `kinds`, by each code in `places` the place of its kind, and in the same order its `details`. The
    others are in parts of `inPart` errors each.
    `judged` has the `judged_facts` of each error, by its code.
    """
    shared = {"members": body_members(), **part(exchanges, "endpoints", "forms"), "statuses": _statuses(catalog)}
    facts = {
        code: part(each, "status", "title", "gateway", "general", "body") | judged[code]
        for code, each in exchanges["errors"].items()
    }
    if not catalog.is_large:
        yield DataScript(LIVE_DECODER, "gettDecoder", {**shared, "errors": facts})
        return
    codes = [*facts]
    first, *parts = (codes[start : start + _MOST_IN_A_SCRIPT] for start in range(0, len(codes), _MOST_IN_A_SCRIPT))
    kinds, places = by_kind({code: _brief(each) for code, each in facts.items()}, exchanges["endpoints"])
    many = {
        "endpoints": [part(each, "method", "path") for each in exchanges["endpoints"]],
        "errors": part(facts, *first),
        "kinds": kinds,
        "places": places,
        "details": [error.body.detail for error in catalog.errors],
        "inPart": _MOST_IN_A_SCRIPT,
    }
    yield DataScript(LIVE_DECODER, "gettDecoder", {**shared, **many})
    for number, of_part in enumerate(parts, 1):
        yield DataScript(live_decoder_part(number), f"gettDecoderPart{number}", {"errors": part(facts, *of_part)})


def judged_facts(error: ErrorType, catalog: Catalog) -> dict[str, object]:
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


def _brief(facts: Mapping[str, Any]) -> dict[str, object]:
    """Return of the facts of an error what many others share."""
    brief = part(facts, "status", "title", "gateway", "general", "category", "retryable")
    return {**brief, "verdict": part(facts["verdict"], "retry", "inWords", "didItHappen")}


def _statuses(catalog: Catalog) -> dict[int, object]:
    """Return what the decoder says about each HTTP status alone."""
    return {status: {"retry": each.retry, "inWords": each.in_words} for status, each in catalog.status_verdicts.items()}
