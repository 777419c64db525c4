"""The rules between the fields of an error, where a seeded fault alone does not show where they begin and end."""

import pytest

from support.project import Project

FAILED = "examples/PAYMENT_FAILED.yaml"


def advised(advice: str, small: Project) -> list[str]:
    """Return what is wrong once an error for which a wrong key could charge twice has this advice."""
    small.replace(FAILED, "advice: Place the order again.", f"advice: {advice}")
    return [fault.rule for fault in small.faults()]


@pytest.mark.parametrize(
    "advice",
    [
        "Place the order again with the same `Idempotency-Key`.",
        "Place the order again with the same Idempotency-Key.",
        "Place the order again with its idempotency key.",
        "Place the order again with its `idempotencyKey`.",
        "Place the order again with the same key.",
        "Place the order again, with the **key** of the first try.",
        "Never place the order again with a new key.",
        "Reuse the key, and place the order again.",
        "Keys stay as they are; place the order again.",
    ],
)
def test_advice_does_not_speak_of_the_idempotency_key(advice: str, small: Project) -> None:
    assert advised(advice, small) == ["E514"]


@pytest.mark.parametrize(
    "advice",
    [
        "Ask for another card, then place the order again.",
        "Check your API key, then place the order again.",
        "Check that both API keys are right.",
        "Show the keypad again.",
    ],
)
def test_advice_may_speak_of_whatever_else_sounds_like_it(advice: str, small: Project) -> None:
    assert advised(advice, small) == []


def test_steps_and_caution_may_speak_of_the_key(small: Project) -> None:
    small.replace(FAILED, "- Wait.", "- Wait, and keep the same `Idempotency-Key`.")
    small.replace(FAILED, "caution: Keep the key.", "caution: A new key risks a double charge.")
    assert small.faults() == []
