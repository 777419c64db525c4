"""Words that the portal says in another way, in prose alone."""

import pytest

from error_catalog.loading.document import fault_in_text
from error_catalog.prose.style import style_violations

WRONG = {
    "The Merchant's menu.": ("1:5", "Merchant", 'say "Store" instead'),
    "Call it\nin\norder to read.": ("2:1", "in order to", 'say "to" instead'),
    "Who\u00a0acts?": ("1:1", "Who acts", 'say "Who can fix it" instead'),
    "A code, e.g. this.": ("1:9", "e.g.", 'say "for example" instead'),
    "A code etc.": ("1:8", "etc.", "the sentence says the same without it"),
    "Just retry.": ("1:1", "Just", "the sentence says the same without it"),
    "You can just retry.": ("1:9", "just", "the sentence says the same without it"),
    "\u017fimply so.": ("1:1", "\u017fimply", "the sentence says the same without it"),
    "## Simply *so*": ("1:4", "Simply", "the sentence says the same without it"),
    '!!! note "Simply"\n\n    So.': ("1:11", "Simply", "the sentence says the same without it"),
    "[the merchant](https://merchant.example)": ("1:6", "merchant", 'say "store" instead'),
    "| a |\n| - |\n| simply |": ("3:3", "simply", "the sentence says the same without it"),
}

RIGHT = [
    "`merchant`, `merchant_id` and merchant_id",
    "```\nmerchant\n```",
    "    merchant",
    "[a](https://merchant.example/backoff), https://x.example/merchant",
    "[a](../merchant.md)",
    "[a][b]\n\n[b]: https://x.example/merchant",
    "<!-- merchant -->",
    "The order that you just placed, just as good, just in case; unjust. Just-in-time.",
    "An organisation that is utilitarian.",
    "Ut\u0131l\u0131ze it.",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_word_of_others_is_reported_with_ours(text: str) -> None:
    place, word, hint = WRONG[text]
    (fault,) = (fault_in_text("a.md", text, each) for each in style_violations(text))
    assert (f"{fault.line}:{fault.column}", fault.hint) == (place, hint)
    assert fault.message == f"a word that this portal does not use: {word}"


@pytest.mark.parametrize("text", RIGHT)
def test_code_addresses_and_plain_prose_pass(text: str) -> None:
    assert [*style_violations(text)] == []
