"""The rules between the fields of an error, where a seeded fault alone does not show where they begin and end."""

from error_catalog.diagnostics.rules import Rule
from support.project import Project

FAILED = "examples/PAYMENT_FAILED.yaml"


def test_the_fault_is_at_the_words(small: Project) -> None:
    small.replace(FAILED, "advice: Place the order again.", "advice: Place the order again with the same key.")
    (fault,) = small.faults()
    assert (fault.rule, fault.column) == (Rule.ADVICE_ON_KEY, 1 + len("  advice: Place the order again with the "))


def test_steps_and_caution_may_speak_of_the_key(small: Project) -> None:
    small.replace(FAILED, "- Wait.", "- Wait, and keep the same `Idempotency-Key`.")
    small.replace(FAILED, "caution: Keep the key.", "caution: A new key risks a double charge.")
    assert small.faults() == []
