"""llms.txt as the reference parser reads it (PyPI llms-txt), which is too heavy to install for its three patterns."""

import re
from dataclasses import dataclass

_HEAD = re.compile(r"# (?P<title>[^\n]+)\n+> (?P<summary>[^\n]+)\n+(?P<info>.*)", re.DOTALL)
_LINK = re.compile(r"- \[(?P<title>[^\]]+)\]\((?P<url>[^)]+)\): (?P<sentence>\S.*)")


@dataclass(frozen=True)
class Link:
    """An entry of a section: what it leads to, and the sentence about that."""

    title: str
    url: str
    sentence: str


@dataclass(frozen=True)
class Llms:
    """The parts of a file."""

    title: str
    summary: str
    info: str
    sections: dict[str, list[Link]]


def parse_llms(text: str) -> Llms:
    """Return the parts of a file by https://llmstxt.org, in which each entry also has a sentence.

    Raises:
        ValueError: the reference parser would stumble over a part, or an entry has no sentence.
    """
    start, *rest = re.split(r"^##[ ]*(.*)$", text, flags=re.MULTILINE)
    head = _HEAD.fullmatch(start.strip())
    if not head:
        raise ValueError(f"it begins without title and summary: {start[:60]}")
    sections = dict(zip(rest[::2], map(_links, rest[1::2]), strict=True))
    return Llms(**head.groupdict(), sections=sections)


def _links(section: str) -> list[Link]:
    return [_link(line) for line in section.splitlines() if line.strip()]


def _link(line: str) -> Link:
    found = _LINK.fullmatch(line)
    if not found:
        raise ValueError(f"no link with a sentence: {line}")
    return Link(**found.groupdict())
