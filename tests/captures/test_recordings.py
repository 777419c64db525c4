"""What was recorded in any format is judged as what happened."""

import io
from collections.abc import Iterable
from dataclasses import replace

import pytest

from error_catalog.captures.capture import Capture
from error_catalog.captures.reading import read_capture
from error_catalog.judging.judge import Exchange
from support.judging import Sequence, found, named, sequences
from support.recording import DATED, FORMATS

LOST_IN_SECONDS = {
    "a retry sooner than the policy": "0.1 s after the answer",
    "a wait that does not grow": "1.1 s in place of 2 s",
    "retries after answers that got lost": "1.1 s in place of 2 s",
    "retries side by side": "0.1 s after the first, before its answer",
    "retries side by side, recorded as they end": "as above",
    "a new key after a lost answer": "what was not answered has no header",
}
"""Deviations that whole seconds do not show, and what they are about."""

UNWRITTEN = {
    "bodies are not recorded": "an absent body of a request was empty, in cassettes and to HTTPie",
    "a body that is not recorded": "as is that of an answer in a cassette",
    "two orders of two users at once": "they record one request after the other",
    "headers of requests are not recorded": "HTTPie prints all headers or no head",
}
"""What some formats cannot say, and why."""


def read(name: str, text: str) -> list[Exchange]:
    return list(read_capture(Capture(name, io.BytesIO(text.encode())), {}))


def read_again(sequence: Sequence, form: str) -> Sequence:
    """Return a sequence as it is read from a recording, with the places that its exchanges had."""
    exchanges = read(form, FORMATS[form](sequence.exchanges))
    assert len(exchanges) == len(sequence.exchanges), (sequence.name, form)
    placed = (replace(each, place=old.place) for each, old in zip(exchanges, sequence.exchanges, strict=True))
    return replace(sequence, exchanges=tuple(placed))


@pytest.mark.parametrize("form", FORMATS)
def test_each_deviation_is_found_at_its_exchange_in_each_format(frozen_exports: dict[str, str], form: str) -> None:
    for sequence in sequences("deviations.yaml", frozen_exports):
        findings = named(found(read_again(sequence, form)))
        if form in DATED and sequence.name in LOST_IN_SECONDS:
            assert findings == (), sequence.name
        else:
            assert findings == sequence.finds, sequence.name


@pytest.mark.parametrize("form", FORMATS)
def test_what_only_looks_wrong_is_not_found_in_any_format(frozen_exports: dict[str, str], form: str) -> None:
    for sequence in sequences("right.yaml", frozen_exports):
        if form not in DATED or sequence.name not in UNWRITTEN:
            assert found(read_again(sequence, form)) == [], sequence.name


def test_an_exchange_is_the_same_in_all_formats_that_write_all_of_it(frozen_exports: dict[str, str]) -> None:
    for sequence in sequences("deviations.yaml", frozen_exports):
        by_har, by_log, by_list = (_plain(read_again(sequence, form).exchanges) for form in ("har", "log", "list"))
        assert by_har == by_log == by_list, sequence.name


def _plain(exchanges: Iterable[Exchange]) -> list[Exchange]:
    return [
        replace(
            each,
            sent=each.sent and round(each.sent, 3),
            received=each.received and round(each.received, 3),
            response_body=each.response_body or None,
        )
        for each in exchanges
    ]
