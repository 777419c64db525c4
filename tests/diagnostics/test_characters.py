"""What a text may hold: every letter and emoji that people write, and nothing that nobody sees."""

import sys
import unicodedata

import pytest

from error_catalog.diagnostics.characters import hidden, mixed_words, visible


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń — “quoted” … €5\n\ttab",
        "注文は受け付けられません。",
        "لا يمكن قبول الطلب الآن؟",
        "کتاب‌ها",  # a joiner's opposite that Persian needs
        "क्‍ष",  # and a joiner that Hindi needs
        "☎️ 1️⃣ 👩‍💻 🏳️‍🌈 👍🏽 ❤️",
        "10\N{NO-BREAK SPACE}s, 5\N{NARROW NO-BREAK SPACE}%",
    ],
)
def test_what_people_write_passes(text: str) -> None:
    assert [*hidden(text)] == []
    assert [*mixed_words(text)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\u200db", "U+200D ZERO WIDTH JOINER"),
        ("a\ufe0fb", "U+FE0F VARIATION SELECTOR-16"),
        ("\u200fa", "U+200F RIGHT-TO-LEFT MARK"),
        ("a\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\x85", "U+0085 a control character"),
        ("\ud800", "U+D800 half of a surrogate pair"),
        ("\U000f0000", "U+F0000 a private-use character"),
        ("\uffff", "U+FFFF no character"),
        ("\u2800", "U+2800 BRAILLE PATTERN BLANK"),
    ],
)
def test_what_nobody_sees_is_named(text: str, name: str) -> None:
    assert [each for _, each in hidden(text)] == [name]
    assert visible(text).isascii()


@pytest.mark.thorough
def test_every_character_of_the_kinds_that_unicode_calls_invisible_is_hidden() -> None:
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and character not in "\n\t":
            assert [*hidden(f"a{character}a")], hex(number)


@pytest.mark.parametrize(
    ("word", "odd"),
    [("ST\u041eRE", "U+041E"), ("\u0421\u041eNFLICT", "U+0421"), ("\uff33TORE", "U+FF33"), ("\U0001d5a0BC", "U+1D5A0")],
)
def test_letters_that_look_alike_are_not_mixed_in_a_word(word: str, odd: str) -> None:
    assert [(start, found, name.partition(" ")[0]) for start, found, name in mixed_words(f"a {word}")] == [
        (2, word, odd)
    ]
