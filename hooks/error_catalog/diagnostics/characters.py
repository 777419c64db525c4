"""Which characters a text may hold: those that a reader sees, as what they are. Files and exports keep to the same."""

import re
import unicodedata
from collections.abc import Callable, Iterator

_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Characters that count as printable and yet show as nothing (Unicode's Default_Ignorable_Code_Point, and a blank)."""

_NAMELESS = {
    "Cc": "a control character",
    "Cn": "no character",
    "Co": "a private-use character",
    "Cs": "half of a surrogate pair",
}
_JOINERS = "\u200c\u200d"
_EMOJI_STYLE = "\ufe0f"
_JOINING = re.compile(
    "ARABIC|SYRIAC|NKO|MANDAIC|DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA"
    "|KHMER|MONGOLIAN|TIBETAN|MYANMAR"
)
"""Scripts in which a joiner changes how letters are written, as the names of their letters begin."""

_LOOKALIKES = re.compile("LATIN|CYRILLIC|GREEK|COPTIC|ARMENIAN|CHEROKEE|LISU|FULLWIDTH|MATHEMATICAL")
"""Scripts with letters that look like those of another one."""


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each character stands that a reader does not see, and what it is: `U+200B ZERO WIDTH SPACE`.

    Spaces, tabs and line feeds pass; so do joiners within scripts and emoji that need them, and the emoji style.
    """
    if text.replace("\n", "").replace("\t", "").isprintable() and (text.isascii() or not _BLANK.search(text)):
        return
    for place, character in enumerate(text):
        is_seen = character.isprintable() and not _BLANK.match(character)
        if not is_seen and character not in "\n\t" and unicodedata.category(character) != "Zs":
            before, after = text[:place].rstrip(_EMOJI_STYLE)[-1:], text[place + 1 : place + 2]
            if not _is_needed(character, before, after):
                yield place, name_of_character(character)


def mixed_words(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each word begins whose letters are of scripts that look alike, the word, and what is odd in it."""
    for match in re.finditer(r"\w+", text) if not text.isascii() else ():
        scripts = {letter: _script(letter) for letter in match[0] if _LOOKALIKES.fullmatch(_script(letter))}
        odd = next((letter for letter, script in scripts.items() if script != "LATIN"), "")
        if len(set(scripts.values())) > 1:
            yield match.start(), match[0], name_of_character(odd)


def visible(text: str) -> str:
    """Return the text with escapes for what would break the line, the terminal or the order of what is read."""
    shown = escaped(text, lambda character: character.encode("unicode_escape").decode())
    return shown.replace("\n", "\\n").replace("\t", "\\t")


def escaped(text: str, escape: Callable[[str], str]) -> str:
    """Return the text with an escape in place of each hidden character."""
    parts, done = [], 0
    for place, _ in hidden(text):
        parts += [text[done:place], escape(text[place])]
        done = place + 1
    return "".join([*parts, text[done:]])


def name_of_character(character: str) -> str:
    """Return code point and name of a character."""
    name = unicodedata.name(character, "") or _NAMELESS.get(unicodedata.category(character), "a character")
    return f"U+{ord(character):04X} {name}"


def _is_needed(character: str, before: str, after: str) -> bool:
    if character == _EMOJI_STYLE:
        return bool(before) and (unicodedata.category(before) in ("So", "Sm", "Po", "Nd") or before in "#*")
    if character not in _JOINERS or not before or not after:
        return False
    is_emoji = all(unicodedata.category(each) in ("So", "Sk") or each in "♂♀" for each in (before, after))
    return is_emoji or all(_JOINING.fullmatch(_script(each)) for each in (before, after))


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
