"""Numbers in the texts that say what to do, held against retry policy and body."""

import time

import pytest

from error_catalog.loading.project import load_project
from error_catalog.model.error import ErrorType
from error_catalog.model.numbers import number_violations
from error_catalog.prose.known_names import KnownNames
from support.project import SMALL, Project
from support.sampling import sampled

RETRIED = "PAYMENT_FAILED"  # 3 retries after 1 to 2, 2 to 4 and 4 to 8 s, or after 3 s as a body says; status 400
FINAL = "PAYMENT_DECLINED"  # status 400
CODES = {RETRIED, FINAL, "CONFLICT", "BROKEN"}
CATALOG = load_project(SMALL).catalog
NAMES = KnownNames(CODES, (), statuses={RETRIED: 400, FINAL: 400, "CONFLICT": 409})

RIGHT = {
    RETRIED: [
        # Waits
        "Wait 1 to 2 seconds, then retry.",
        "Wait 1\u20132 s; later 4 to 8 s.",
        "Wait between 2 and 4 seconds.",
        "Retry after 1, 2 and 4 seconds.",
        "Retry after 1 to 2, 2 to 4 and 4 to 8 s.",
        "Wait a second, then retry.",
        "Retry after one second, or after 2000 ms.",
        "Never wait more than 30 seconds, or half a minute.",
        "The body says to wait 3 seconds.",
        # Times of something else
        "The token lasts 15 minutes.",
        "The token lasts 15 minutes, so validate again.",
        "The token expires after 15 minutes, so validate again.",
        "After 15 minutes, the token expires.",
        "If the order is older than 10 minutes, do not retry.",
        "Retry with a token that lasts 15 minutes.",
        "Retry before the quote expires in 90 seconds.",
        "Show the code for 10 minutes, and retry.",
        "The request times out after 60 seconds.",
        "Retry with a second card.",
        "Try again within 15 minutes.",
        "Retry with the same key within the 24 hours.",
        # Fractions, and durations in notation
        "Retry after half of a minute, or ½ minute, or 1⁄2 of a minute.",
        "Retry, if the token lasts 1½ hours.",
        "Wait `PT1S`, then `PT0.5M`, or PT3S.",
        "The token lasts `PT15M`.",
        "Try again within PT15M.",
        "Wait, and send `P1` and `PT`.",
        "Retry with build 1m30.",
        "Retry every second, or each second until it works.",
        "Retry every second try with the other card.",
        "Retry with each day's menu.",
        "The token is renewed every minute.",
        # Another day
        "The store opens tomorrow.",
        "Retry where the store is closed until Monday.",
        "Place the order again for tomorrow.",
        "Place the order again with an overnight delivery.",
        "Retry with tomorrow's date.",
        "Retry with the next day's menu.",
        # Without a number
        "Wait a few seconds.",
        "Wait a couple of seconds, then retry a few times.",
        "The token lasts a few days.",
        "It was seen several times.",
        # Versions and the like
        "Retry with SDK 2.1.0 s.",
        "Wait 1 to 1.2.3 seconds.",
        "Wait 1,5 seconds.",
        "Wait \u017fix or f\u0131ve seconds.",
        # Tries
        "Retry three times, or make 4 attempts.",
        "Retry thrice.",
        "Retry 3x, or make 3 more attempts.",
        "Retry once the store is open.",
        "Retry at once.",
        "Do not retry once the card is blocked.",
        "Do not retry once stores are closed.",
        "Correct the request once, then retry.",
        "Log it once and then retry.",
        "The next order shows 5x the amount.",
        # Statuses
        "The API answers with status 400.",
        "Orders above 500 EUR or 450,000 items; see line 404:12.",
        "Show the last 500 orders.",
        "A note has at most 500 characters.",
        "A note has a 500-character limit.",
        "Carts with 500 or more items fail.",
        "Split what is between 400 and 500 grams.",
        "Up to 500, or no more than 500, or a limit of 500.",
        "Set `limit` to `500`.",
        "Open port 443, or port 500.",
        "It costs USD 450, USD 500, $500 or 500 €.",
        "Send less than 500 per minute, which is 500 %.",
        "Read `errors[500]`, then `limit=500`.",
        "Read https://example.com/404, then [this page](https://example.com/errors?status=503).",
        # Statuses of codes
        "After `CONFLICT` (409), read the order.",
        "A 409 is `CONFLICT`.",
        "Status 503 may be `BROKEN`, whose file is at fault.",
    ],
    FINAL: [
        "Correct the request once, and log it twice.",
        "Make sure to place the order only once.",
        "The code is valid for 10 minutes.",
        "A retry fails again.",
        "The menu changes several times a day.",
    ],
}

WRONG = {
    RETRIED: {
        # Waits
        "Wait 5 seconds.": '"5 seconds" is no wait',
        "Wait 1 to 3 seconds.": '"1 to 3 seconds" is no wait',
        "Wait between 1 and 4 seconds.": '"between 1 and 4 seconds" is no wait',
        "Retry after 1, 2 and 5 seconds.": '"1, 2 and 5 seconds" is no wait',
        "Wait five seconds.": '"five seconds" is no wait',
        "Wait twenty seconds.": '"twenty seconds" is no wait',
        "Wait twenty-five seconds.": '"twenty-five seconds" is no wait',
        "Wait one and a half seconds.": '"one and a half seconds" is no wait',
        "Retry every minute.": '"every minute" is no wait',
        "Try again each hour until it works.": '"each hour" is no wait',
        "Wait a hundred seconds.": '"a hundred seconds" is no wait',
        "Wait 5 more seconds.": '"5 more seconds" is no wait',
        "Wait another minute.": '"another minute" is no wait',
        'Wait "5" seconds.': '"5 seconds" is no wait',
        "Wait half a second.": '"half a second" is no wait',
        "Retry after 500 ms.": '"500 ms" is no wait',
        "Retry after 1,000 seconds.": '"1,000 seconds" is no wait',
        "Wait 2 minutes.": '"2 minutes" is no wait',
        "Retry after a minute.": '"a minute" is no wait',
        "After a minute, place the order again.": '"a minute" is no wait',
        "Place the order again in an hour.": '"an hour" is no wait',
        "Place the order again a minute later.": '"a minute" is no wait',
        "Wait 2 days.": '"2 days" is no wait',
        "Wait 5m.": '"5m" is no wait',
        "Wait 2 hrs.": '"2 hrs" is no wait',
        "Wait two business days.": '"two business days" is no wait',
        "Wait five (5) seconds.": '"five (5) seconds" is no wait',
        "Wait one (5) seconds.": '"one (5) seconds" is no wait',
        "Wait (5) seconds.": '"5 seconds" is no wait',
        "Wait 5 or more seconds.": '"5 or more seconds" is no wait',
        "Wait a few minutes.": '"a few minutes" is no wait',
        "Retry in several hours.": '"several hours" is no wait',
        "Wait **5** seconds.": '"5 seconds" is no wait',
        "Wait `5` seconds.": '"5 seconds" is no wait',
        "Wait `5 seconds`.": '"5 seconds" is no wait',
        "Wait _5 seconds_.": '"5 seconds" is no wait',
        "Wait [5\u00a0seconds](../index.md).": '"5 seconds" is no wait',
        "Wait a 5-second pause.": '"5-second" is no wait',
        "Let 5 seconds go by before you retry.": '"5 seconds" is no wait',
        "Once 5 minutes are over, retry.": '"5 minutes" is no wait',
        "Wait, at most 5 seconds, then retry.": '"5 seconds" is no wait',
        "The token lasts 15 minutes, so wait 5 minutes.": '"5 minutes" is no wait',
        "Wait a fortnight.": '"a fortnight" is no wait',
        "Wait a year.": '"a year" is no wait',
        "Wait half a minute and a day.": '"a day" is no wait',
        "Wait half a dozen seconds.": '"half a dozen seconds" is no wait',
        "Wait a dozen minutes.": '"a dozen minutes" is no wait',
        "Wait half an hour.": '"half an hour" is no wait',
        "Wait an hour and a half.": '"an hour and a half" is no wait',
        # Fractions
        "Wait ⅓ of a second.": '"⅓ of a second" is no wait',
        "Wait ½ second.": '"½ second" is no wait',
        "Wait 1½ seconds, then retry.": '"1½ seconds" is no wait',
        "Wait 2 ½ minutes.": '"2 ½ minutes" is no wait',
        "Wait ½ to 2 seconds.": '"½ to 2 seconds" is no wait',
        "Wait 1/3 of a second.": '"1/3 of a second" is no wait',
        "Wait 1/0 of a minute.": '"a minute" is no wait',
        "Wait a third of a second.": '"a third of a second" is no wait',
        "Wait two-thirds of a minute.": '"two-thirds of a minute" is no wait',
        "Retry after three quarters of an hour.": '"three quarters of an hour" is no wait',
        "Retry after a tenth of a second.": '"a tenth of a second" is no wait',
        "Wait half of a second.": '"half of a second" is no wait',
        # Durations in notation
        "Wait `PT5S`.": '"PT5S" is no wait',
        "Wait PT1M30S, then retry.": '"PT1M30S" is no wait',
        "Retry after `P1D`.": '"P1D" is no wait',
        "Retry after `P1M`.": '"P1M" is no wait',
        "Retry after P1DT12H.": '"P1DT12H" is no wait',
        "Wait PT1.5S.": '"PT1.5S" is no wait',
        "Wait 1m30s.": '"1m30s" is no wait',
        "Wait `1h5m`.": '"1h5m" is no wait',
        # Another day
        "Wait overnight.": '"overnight" is no wait',
        "Wait overnight, then place the order again.": '"overnight" is no wait',
        "Try again tomorrow.": '"tomorrow" is no wait',
        "Wait; by tomorrow, retry.": '"by tomorrow" is no wait',
        "Place the order again on Monday.": '"on Monday" is no wait',
        "Wait until Friday.": '"until Friday" is no wait',
        "Retry the next morning.": '"the next morning" is no wait',
        "Do not retry until midnight.": '"until midnight" is no wait',
        "Send it in the morning.": '"in the morning" is no wait',
        "Retry next week.": '"next week" is no wait',
        # Tries
        "Retry at most 2 times.": '"2 times" is not how often',
        "Retry five (5) times.": '"five (5) times" is not how often',
        "Retry once.": '"once" is not how often',
        "Retry once, then give up.": '"once" is not how often',
        "Retry once more.": '"once" is not how often',
        "Retry the same request twice.": '"twice" is not how often',
        "Try it again twice.": '"twice" is not how often',
        "Place the order twice more.": '"twice" is not how often',
        "Retry 5x.": '"5x" is not how often',
        "Make three attempts.": '"three attempts" is not how often',
        "Make 4 more attempts.": '"4 more attempts" is not how often',
        "Make one retry.": '"one retry" is not how often',
        "After two or three retries, give up.": '"two or three retries" is not how often',
        # Statuses
        "The API answers with 409.": "409 is not the status",
        "The API answers with `409`.": "409 is not the status",
        "The API answers with HTTP409.": "409 is not the status",
        "The API answers with `HTTP 409`.": "409 is not the status",
        "The API answers with **409** Conflict.": "409 is not the status",
        "The API answers with status 450 here.": "450 is not the status",
        "The status changes to 503.": "503 is not the status",
        "It turned to 503.": "503 is not the status",
        "It says status=503.": "503 is not the status",
        "It says status: 503.": "503 is not the status",
        "Take 503 as a pause.": "503 is not the status",
        "A 503 means a pause.": "503 is not the status",
        "On status 503 tell your user.": "503 is not the status",
        "`CONFLICT` comes with 422.": "422 is not the status",
        "Read `CONFLICT`. On 422, correct the order.": "422 is not the status",
    },
    FINAL: {
        "Ask again, then retry every second.": '"every second" is no wait',
        "Wait 5 seconds, then try again.": '"5 seconds" is no wait',
        "Retry 3 times.": '"3 times" is not how often',
        "Retry thrice.": '"thrice" is not how often',
        "Retry a few times.": '"a few times" is not how often',
        "Wait a few seconds.": '"a few seconds" is no wait',
        "Wait `PT1S`.": '"PT1S" is no wait',
        "Order again tomorrow.": '"tomorrow" is no wait',
        "It keeps returning 503.": "503 is not the status",
        "It keeps sending 503 responses.": "503 is not the status",
    },
}


def found_in(text: str, error: ErrorType) -> list[str]:
    """Return what is wrong with the numbers of a text, where it is the advice, a step or the caution."""
    found = []
    bodies = [each.body for each in error.examples]
    for changes in ({"advice": text}, {"steps": (text,)}, {"caution": text}):
        recovery = error.recovery.model_copy(update={"advice": "x", "steps": ("x",), "caution": None, **changes})
        found.append([each.message for each in number_violations(recovery, bodies, NAMES)])
    assert all(each == found[0] for each in found)
    return found[0]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in RIGHT.items() for text in texts])
def test_what_agrees_passes(code: str, text: str) -> None:
    assert found_in(text, CATALOG.by_code[code]) == []


@pytest.mark.parametrize(
    ("code", "text", "wrong"), [(code, *each) for code, texts in WRONG.items() for each in texts.items()]
)
def test_what_contradicts_policy_or_body_is_a_fault(code: str, text: str, wrong: str) -> None:
    (message,) = found_in(text, CATALOG.by_code[code])
    assert message.startswith(wrong)


def test_each_status_of_a_list_is_held_against_the_body() -> None:
    messages = found_in("Handle 400/409/422 alike.", CATALOG.by_code[RETRIED])
    assert [message[:3] for message in messages] == ["409", "422"]


@pytest.mark.parametrize(("status", "faults"), [(409, []), (422, ["E515"])])
def test_the_status_of_a_code_is_that_of_its_file(status: int, faults: list[str], small: Project) -> None:
    small.replace("examples/PAYMENT_FAILED.yaml", "Keep the key.", f"Keep the key; `CONFLICT` comes with {status}.")
    assert [fault.rule for fault in small.faults()] == faults


def test_waits_are_compared_as_the_hint_shows_them() -> None:
    error = CATALOG.by_code[RETRIED]
    policy = error.recovery.retry
    assert policy
    policy = policy.model_copy(update={"first_delay_seconds": 0.1, "factor": 3.0, "jitter": 0.0})
    error = error.model_copy(update={"recovery": error.recovery.model_copy(update={"retry": policy})})
    assert policy.waits[1].min_seconds != 0.3
    assert found_in("Retry after 0.1, 0.3 and 0.9 s, or 300 ms.", error) == []


PIECES = [
        "1", "1,", "1,111", "1.", "1 to ", "1, ", "twenty ", "twenty-one and ", "a ", "half a ", "between 1 and ",
        "wait 5 ", "retry ", "twice ", "5 x ", "again after ", "409/", "409, ", "status ", "409 more ", "`", "`4", "*",
        "½ ", "1½ of a ", "a third of a ", "PT1M", "P1D", "1m", "1m30", "tomorrow ", "retry by the ", "half a dozen ",
        "[", "[x](", "](", "if ", ", and ", ". ", "https://", "_", " ",
]  # fmt: skip


@pytest.mark.parametrize("piece", sampled(PIECES, PIECES[::8]))
def test_no_text_takes_long(piece: str) -> None:
    error = CATALOG.by_code[RETRIED]
    text = piece * (100_000 // len(piece))
    recovery = error.recovery.model_copy(update={"advice": text})
    began = time.process_time()
    list(number_violations(recovery, [each.body for each in error.examples], NAMES))
    assert time.process_time() - began < 5
