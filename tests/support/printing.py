"""What a printed page shows: its words as a program reads them, held against its picture."""

import re
import subprocess
from dataclasses import dataclass

RESOLUTION = 72
"""Pixels an inch, as many as PDF has points: a word's box is its place in the picture."""

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Picture:
    """A page in shades of grey."""

    width: int
    height: int
    pixels: bytes

    def has_ink(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a box lies between the page's edges, and is more than one shade."""
        if left < 0 or right > self.width + 1:
            return False
        rows = range(max(0, int(top)), min(self.height, round(bottom)))  # a last line may have some of its box below
        shades = b"".join(self.pixels[row * self.width + int(left) : row * self.width + round(right)] for row in rows)
        return len(shades) == 0 or max(shades) - min(shades) > _FAINT


_FAINT = 25
"""A difference of shades, of 255, that no reader sees."""


def unseen_words(pdf: bytes) -> list[str]:
    """Return the words of a PDF's text that its picture does not show, as is so with those that are clipped."""
    boxes = _poppler("pdftotext", "-bbox", "-", "-", pdf=pdf).decode()
    pages = [_WORD.findall(words) for _, _, words in _PAGE.findall(boxes)]
    assert any(pages), "there is text"
    pictures = _pictures(_poppler("pdftoppm", "-gray", "-r", str(RESOLUTION), "-", pdf=pdf))
    return [
        word
        for picture, words in zip(pictures, pages, strict=True)
        for *box, word in words
        if not picture.has_ink(*map(float, box))
    ]


def _pictures(data: bytes) -> list[Picture]:
    """Return the pictures in a row of them, as Netpbm writes those in shades of grey."""
    pictures = []
    while data:
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        assert head, data[:20]
        width, height = int(head[1]), int(head[2])
        end = head.end() + width * height
        pictures.append(Picture(width, height, data[head.end() : end]))
        data = data[end:]
    return pictures


def _poppler(*command: str, pdf: bytes) -> bytes:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
