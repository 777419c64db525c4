"""Numbers in the texts that say what to do, held against retry policy and body."""

import pytest

from error_catalog.model.error import ErrorType
from error_catalog.model.numbers import number_violations
from support.project import Project

RETRIED = "PAYMENT_FAILED"  # 3 retries after 1 to 2, 2 to 4 and 4 to 8 s, or after 3 s as a body says; status 400
FINAL = "PAYMENT_DECLINED"


def found_in(text: str, error: ErrorType) -> list[str]:
    """Return what is wrong with the numbers of a text, where it is the advice, a step or the caution."""
    found = []
    for changes in ({"advice": text}, {"steps": (text,)}, {"caution": text}):
        recovery = error.recovery.model_copy(update={"advice": "x", "steps": ("x",), "caution": None, **changes})
        found.append([each.message for each in number_violations(recovery, [each.body for each in error.examples])])
    assert found[0] == found[1] == found[2]
    return found[0]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (RETRIED, "Wait 1 to 2 seconds, then retry."),
        (RETRIED, "Wait 1\u20132 s; later 4 to 8 s."),
        (RETRIED, "Never wait more than 30 seconds."),
        (RETRIED, "The body says 3 seconds."),
        (RETRIED, "Retry three times, or make 4 attempts."),
        (RETRIED, "The API answers with status 400."),
        (RETRIED, "After `CONFLICT` (409), read the order."),
        (RETRIED, "The token lasts 15 minutes."),
        (RETRIED, "Orders above 500 EUR or 450,000 items; see line 404:12."),
        (RETRIED, "Show the last 500 orders."),
        (RETRIED, "Read `errors[500]`, then `limit=450 s`."),
        (FINAL, "Correct the request once, and log it twice."),
        (FINAL, "The code is valid for 10 minutes."),
    ],
)
def test_what_agrees_passes(code: str, text: str, small: Project) -> None:
    assert found_in(text, small.load().catalog.by_code[code]) == []


@pytest.mark.parametrize(
    ("code", "text", "wrong"),
    [
        (RETRIED, "Wait 5 seconds.", '"5 seconds" is no wait'),
        (RETRIED, "Wait 1 to 3 seconds.", '"1 to 3 seconds" is no wait'),
        (RETRIED, "Wait five seconds.", '"five seconds" is no wait'),
        (RETRIED, "Retry after 500 ms.", '"500 ms" is no wait'),
        (RETRIED, "Wait 2 minutes.", '"2 minutes" is no wait'),
        (RETRIED, "Retry at most 2 times.", '"2 times" is not how often'),
        (RETRIED, "Retry once more.", '"once" is not how often'),
        (RETRIED, "Make three attempts.", '"three attempts" is not how often'),
        (RETRIED, "After two or three retries, give up.", '"two or three retries" is not how often'),
        (RETRIED, "The API answers with 409.", "409 is not the status"),
        (FINAL, "Wait 5 seconds, then try again.", '"5 seconds" is no wait'),
        (FINAL, "Retry 3 times.", '"3 times" is not how often'),
        (FINAL, "It keeps returning 503.", "503 is not the status"),
        (FINAL, "It keeps sending 503 responses.", "503 is not the status"),
    ],
)
def test_what_contradicts_policy_or_body_is_a_fault(code: str, text: str, wrong: str, small: Project) -> None:
    (message,) = found_in(text, small.load().catalog.by_code[code])
    assert message.startswith(wrong)
