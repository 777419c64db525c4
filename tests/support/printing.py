"""What a printer gets: the pages of a PDF as pictures, and the characters that can be seen in them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
from playwright.sync_api import Page

SCALE = 2
"""Pixels for each point."""

DARKEST_GROUND = 170
"""Ink is darker than this, of 255: nothing that is printed stands on a darker ground."""


@dataclass(frozen=True)
class PrintedPage:
    """A sheet of paper: the words of its text layer, and those of which the picture lacks a character."""

    words: list[str]
    unseen: list[str]

    @property
    def text(self) -> str:
        """Return the text layer, with single spaces."""
        return " ".join(self.words)


def printed(page: Page) -> list[PrintedPage]:
    """Return the sheets of a page that Chromium prints on A4."""
    return sheets_of(page.pdf(format="A4"))


def sheets_of(pdf: bytes) -> list[PrintedPage]:
    """Return the sheets of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_printed_page(sheet) for sheet in document]
    finally:
        document.close()


def missing_words(words: Iterable[str], pdf: bytes) -> list[str]:
    """Return which words a PDF does not have, in a row or at a line's end in several parts."""
    text = " ".join(sheet.text for sheet in sheets_of(pdf))
    parts = set(re.findall(r"\w+", unicodedata.normalize("NFKC", text)))  # “ﬁ” is two letters
    return [word for word in dict.fromkeys(words) if not _is_made_of(word, parts)]


def _is_made_of(word: str, parts: set[str]) -> bool:
    heads = (length for length in range(1, len(word) + 1) if word[:length] in parts)
    return any(length == len(word) or _is_made_of(word[length:], parts) for length in heads)


def _printed_page(sheet: pypdfium2.PdfPage) -> PrintedPage:
    picture = sheet.render(scale=SCALE, grayscale=True)
    text = sheet.get_textpage()
    words, unseen = [""], [""]
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if not letter.strip():
            words.append("")
            unseen.append("")
            continue
        words[-1] += letter
        if not _is_seen(picture, text.get_charbox(index), sheet.get_height()):
            unseen[-1] += letter
    return PrintedPage([*filter(None, words)], [word for word, lost in zip(words, unseen, strict=True) if lost])


def _is_seen(picture: pypdfium2.PdfBitmap, box: tuple[float, float, float, float], height: float) -> bool:
    """Whether a picture in grey has ink in a box: its left, bottom, right and top in points from the lower left."""
    left, bottom, right, top = (round(each * SCALE) for each in box)
    rows = range(max(0, round(height * SCALE) - top - 1), min(picture.height, round(height * SCALE) - bottom + 1))
    return any(shade < DARKEST_GROUND for row in rows for shade in _shades(picture, row, left, right))


def _shades(picture: pypdfium2.PdfBitmap, row: int, left: int, right: int) -> Iterator[int]:
    start = row * picture.stride
    columns = range(max(0, left - 1), min(picture.width, right + 1))
    return (picture.buffer[start + column] for column in columns)
