"""The facts that the decoder judges errors by, as scripts for browsers."""

from collections.abc import Iterator, Mapping
from typing import Any

from error_catalog.exports.catalog_json import Decision, Judged
from error_catalog.exports.live import DataScript, part
from error_catalog.exports.resources import LIVE_DECODER, live_decoder_part
from error_catalog.exports.schemas import body_members
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.retry_policy import TOLD

_MOST_IN_A_SCRIPT = 100
"""As many errors take 200 kB; browsers load several scripts at once."""


def decoder_scripts(
    exchanges: Mapping[str, Any], judged: Mapping[str, dict[str, object]], catalog: Catalog
) -> Iterator[DataScript]:
    """Yield a script with what the decoder has to know of all errors, or, where they are many, one and its parts.

    The first one tells by `parts` how many more there are, each with the `errors` that it adds; `judged` has the
    `judged_facts` of each error, by its code.
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
    parts = [codes[start : start + _MOST_IN_A_SCRIPT] for start in range(0, len(codes), _MOST_IN_A_SCRIPT)]
    yield DataScript(LIVE_DECODER, "gettDecoder", {**shared, "errors": {}, "parts": len(parts)})
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


def _statuses(catalog: Catalog) -> dict[int, object]:
    """Return what the decoder says about each HTTP status alone."""
    return {status: {"retry": each.retry, "inWords": each.in_words} for status, each in catalog.status_verdicts.items()}
