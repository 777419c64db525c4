"""What an end user reads has no words of engineers; those of shops and cards pass."""

import pytest

from support.project import Project

DECLINED = "examples/PAYMENT_DECLINED.yaml"
MESSAGE = "Your card was declined. Please pay with another card or method."


@pytest.mark.parametrize(
    "text",
    [
        "Pay with VISA, enter your PIN, and wait for the SMS.",
        "Orders start at 500 dollars and/or 400 points.",
        "Call +1 202 555 0123, 24/7.",
        "Your card was declined \U0001f6d2.",
        "\u30ab\u30fc\u30c9\u304c\u62d2\u5426\u3055\u308c\u307e\u3057\u305f\u3002",
    ],
)
def test_what_a_shopper_knows_passes(text: str, small: Project) -> None:
    small.replace(DECLINED, MESSAGE, f"'{text}'")
    assert small.faults() == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is CONFLICT.", "CONFLICT"),
        ("The API is down.", "API"),
        ("Error 503.", "503"),
        ("Send the Idempotency-Key again.", "Idempotency"),
        ("See /v1/orders.", "/v"),
        ("Fish &amp; chips.", "&amp;"),
        ("It is *closed*.", "*"),
        ("The card_token is wrong.", "_"),
        ("See https://x.example for more.", "https:"),
    ],
)
def test_words_of_engineers_and_markup_are_none_for_a_shopper(text: str, word: str, small: Project) -> None:
    small.replace(DECLINED, MESSAGE, f"'{text}'")
    (fault,) = small.faults()
    assert (fault.rule, fault.message) == ("E516", f"{word} in a text for the end user")
