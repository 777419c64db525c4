"""Texts that speak of an Idempotency-Key, and texts with the word in another sense."""

import pytest

from error_catalog.prose.idempotency import key_in

ON_THE_KEY = {
    "Place the order again with the same `Idempotency-Key`.": "Idempotency-Key",
    "Place the order again with the same Idempotency-Key.": "Idempotency-Key",
    "Place the order again with its idempotency key.": "idempotency key",
    "Place the order again with its `idempotencyKey`.": "idempotencyKey",
    "Place the order again with its _idempotency_key_.": "idempotency_key",
    "Place the order again with the same key.": "same key",
    "Place the order again with the **same** key.": "same** key",
    "Place the order again with the same key and the same body.": "same key",
    "Place the order again, with the **key** of the first try.": "with the **key",
    "The key of the original request goes with each retry.": "key of the original request",
    "Never place the order again with a new key.": "new key",
    "Place the order again (same key, same body).": "same key",
    "Reuse the key, and place the order again.": "Reuse the key",
    "Place the order again, and keep the key for that.": "keep the key",
    "Place the order again without a key.": "without a key",
    "Place the order again under another key.": "another key",
    "Place the order again, each time with a key that nobody has used.": "with a key",
    "Keys stay as they are; place the order again.": "Keys stay",
    "Place the order again; the key must not change.": "the key must not change",
}

ON_SOMETHING_ELSE = [
    "Ask for another card, then place the order again.",
    "Check your API key, then place the order again.",
    "Check that both API keys are right.",
    "Place the order again with another API key.",
    "Place the order again with the same sandbox key.",
    "Read it as the bearer of the public key.",
    "Show the keypad again.",
    "Press any key.",
    "The key point is that nothing was charged.",
    "Repeat the key points to your user.",
    "Tell your user the key facts, then place the order again.",
    "The first key step is to read the order.",
    "Use the same key fields in your own log.",
    "Make a key decision.",
    "Store it in a key-value store.",
    "Patience is key, so wait.",
    "The key is to wait.",
    "The key to an order is its id.",
    "Key in the amount again.",
    "Turn the key.",
    "Read the keys of the object.",
    "Keynotes and monkeys stay.",
]


@pytest.mark.parametrize(("text", "words"), ON_THE_KEY.items())
def test_what_is_done_with_the_key_of_a_request_is_found(text: str, words: str) -> None:
    found = key_in(text)
    assert found
    assert found[0] == words


@pytest.mark.parametrize("text", ON_SOMETHING_ELSE)
def test_what_else_sounds_like_it_is_not(text: str) -> None:
    assert key_in(text) is None
