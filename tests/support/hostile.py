"""Example files with hostile texts in all fields, and what in a built site a text must never become."""

import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from error_catalog.diagnostics.faults import Fault
from support.project import Project

PIECES = (
    # HTML, whole and broken, and what becomes HTML.
    "<script>alert(1)</script>", "<script src=//evil.example/x.js>", "</script>", "<img src=x onerror=alert(1)>", "<b>",
    "<svg/onload=alert(1)>", "<a href=javascript:alert(1)>x</a>", "<iframe src=https://evil.example>", "</code>",
    "</p>",
    "<style>*{}</style>", "<base href=//evil.example>", "<!--", "-->", "<?", "<![CDATA[", "<", ">", "<x", "</", '"',
    "'",
    '" onload="alert(1)', "' onclick='alert(1)", '" autofocus onfocus="alert(1)" x="', "<div markdown=1>", "\n<dl>\n",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;", "&#x3c;b&#x3e;", "&amp;#60;b",
    "&Tab;",
    # Links and images, and the ways of Markdown to write them.
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](<javascript:alert(1)>)",
    "[x](javascript&colon;alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)",
    "[x](//evil.example)",
    "[x](http://evil.example)", "[x](https://evil.example/a)", '[x](https://evil.example "t")', "[x](/evil)",
    "[x](..\\evil)",
    '[x](https://e.example/ "a\\" onclick=alert(1) b")', "[x](https://e.example/'onclick='alert)", "[x](a.md?b)",
    "[x](../index.md)",
    "![x](https://evil.example/x.png)", "![x](x.png)", "![x][y]", "[y]: javascript:alert(1)",
    "\n\n[y]: https://evil.example\n\n",
    "[y]", "[x][y]", "[](javascript:x)", "<javascript:alert(1)>", "<https://evil.example>",
    "<https://e.example/\"onclick=x>",
    "<a@evil.example>", "https://evil.example", "[a](mailto:a@b.example)", "[", "](", ")", "]", "!", "[[", "]]", "(",
    "[x](",
    # Other syntax of the site, and of its templates.
    "{: onclick=alert(1) }", "{: .x #y }", "{onclick=alert(1)}", "{{ config }}", "{% raw %}", "{# x #}",
    "{{ 7 * 7 }}", "${x}",
    "\n\n```html\n<script>\n```\n\n", "```", "``", "`", "`<b>`", "`a` `b", "\\`", "\\\\`", "\\", "\\<b>",
    "\n\n    <b>code\n\n",
    '\n\n!!! note "<b>"\n\n    x\n\n', '\n\n=== "Tab"\n\n    x\n\n', "\n\n# H\n\n", "\n\n> q\n\n", "\n\n- a\n- b\n\n",
    "\n\n---\n\n",
    "\n\n| a | b |\n|--|--|\n| c | d |\n\n", "|", " | ", "***", "**", "__", "*a*", "**b**", "_c_", "~~", "^", "$$",
    "\n", "\n\n",
    "--8<-- \"mkdocs.yml\"", "*[x]: y", "[^1]", "<!-- category-errors: conflict -->", "wzxhzdk:0", "klzzwxh:0000",
    "\x02wzxhzdk:0\x03",
    # What nobody sees, and what looks like something else.
    "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\u00ad", "\U000e0041", "\ue000", "\u2028", "\u0085", "\x00",
    "\x1b[31m",
    "\u061c", "\u3164", "\u034f", "\u200d", "\u200c", "\ufe00", "\u180e", "\ufff9", "\u00a0", "O\u0421", "é", "失敗",
    "😀", "…",
)  # fmt: skip
"""What an attacker, or an accident, puts into a text; some of it is harmless, and may pass."""

PROSE = (
    "The order is there already.",
    "Read `detail`, then send the same request again.",
    "Wait a while; [the start page](../index.md) says *how long*, and **why**.",
    "See `GET /v1/orders/{orderId}` and <https://docs.example/orders>.",
)
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00"
_ELEMENTS_OF_PROSE = ("p", "code", "em", "strong", "a", "ul", "ol", "li")
_MARKUP_OF_PROSE = {("a", "href"), ("a", "title"), *((element, "") for element in _ELEMENTS_OF_PROSE)}
_HARMLESS_TARGET = re.compile(r"https://|mailto:|(?!//|[a-z][a-z0-9+.-]*:|\s*javascript)", re.IGNORECASE)

API, NO_BODY = "docs/api/orders.yaml", "{operationId: placeOrder, summary: Place an order}"
BODY = f"{NO_BODY[:-1]}, requestBody: {{content: {{application/json: {{example: {{payment: {{}}}}}}}}}}}}"

Json = Any


class HostileFiles:
    """Example files of a project, with a hostile text wherever one may stand; those that the check refuses can go."""

    def __init__(self, project: Project, seed: int, count: int) -> None:
        self._project, self._random = project, random.Random(seed)
        project.write(API, project.read(API).replace(NO_BODY, BODY))
        self.texts = 0
        """How many hostile texts are in the files by now."""

        self._lines = dict(map(self._file, range(count)))

    def _file(self, number: int) -> tuple[str, list[tuple[str, str]]]:
        """Return the path of a file, and its lines, each with what it says where its text is refused."""
        code = f"HOSTILE_{number}"
        plain, hostile = self._document(code, is_hostile=False), self._document(code, is_hostile=True)
        as_ascii = bool(number % 2)  # half of the files hold characters, the others escapes
        return f"examples/{code}.yaml", [*zip(*(_dump(each, as_ascii) for each in (hostile, plain)), strict=True)]

    def _document(self, code: str, *, is_hostile: bool) -> Json:
        count = 0

        def text(shape: str = "{}") -> str:
            nonlocal count
            count += 1
            # Each file says something of its own.
            base = f"{PROSE[count % len(PROSE)].removesuffix('.')} {count} in {code.rpartition('_')[2]}"
            self.texts += is_hostile
            return shape.format(self._mutated(base) if is_hostile else base)

        sentence = "{}."
        return {
            "meaning": text(sentence),
            "since": "2026-12-01",
            "deprecated": {"date": "2027-02-01", "reason": text(sentence)},
            "changes": [
                {"date": f"2027-01-{day}", "guarantee": "status", "note": text(sentence)} for day in range(11, 15)
            ],
            "triggers": [{"endpoint": "POST /v1/orders", "when": text()} for _ in range(6)],
            "notes": text(sentence),
            "recovery": {
                "actor": "integration",
                "advice": text(sentence),
                "steps": [text(sentence) for _ in range(10)],
                "caution": text(sentence),
            },
            "handling": {"hand_over": "show_what_is_there"},
            "related": {"CONFLICT": text(f"`{code}` is not `CONFLICT`: {{}}.")},
            "unconfirmed": [text(sentence) for _ in range(8)],
            "examples": [
                {
                    "summary": text(sentence),
                    "headers": {"Content-Language": text()},
                    "request": {"body": {"note": text()}},
                    "body": _body(code, text(), text()),
                }
                for _ in range(5)
            ],
        }

    def _mutated(self, text: str) -> str:
        """Return the text with a few pieces between, within or in place of its words."""
        for _ in range(self._random.choice((1, 1, 1, 2, 3))):
            start = self._random.choice([match.start() for match in re.finditer(r"\b|$", text)])
            if self._random.random() < 0.1:
                start = self._random.randrange(len(text))
            end = self._random.choice((start, start, len(text)))
            text = text[:start] + self._random.choice(PIECES) + self._random.choice(("", " ")) + text[end:]
        return text

    def write(self) -> None:
        for path, lines in self._lines.items():
            self._project.write(path, "\n".join(line for line, _ in lines))

    def drop_all(self) -> None:
        """Put harmless texts in place of all."""
        self._lines = {path: [(plain, plain) for _, plain in lines] for path, lines in self._lines.items()}
        self.texts = 0

    def drop(self, faults: list[Fault]) -> None:
        """Put harmless texts in place of those in which faults are."""
        for path, line in {(fault.path, fault.line) for fault in faults}:
            hostile, plain = self._lines[path][line - 1]
            assert hostile != plain, f"a fault in what is harmless: {path}:{line}: {plain}"
            self._lines[path][line - 1] = (plain, plain)
            self.texts -= 1


def _body(code: str, detail: str, message: str) -> Json:
    return {
        "type": f"https://developer.gett-tech.com/errors/{code}",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": detail,
        "instance": "/v1/orders",
        "requestId": "req_abc123",
        "timestamp": "2026-04-27T14:30:00.000Z",
        "errorCode": code,
        "errorCategory": "validation",
        "retryable": False,
        "errors": [{"code": code, "message": message, "jsonPath": "$.note"}],
    }


def _dump(document: Json, as_ascii: bool) -> list[str]:
    """Return JSON with a text a line; YAML takes the name of no character below U+10000 that JSON does not."""
    return json.dumps(document, indent=1, ensure_ascii=as_ascii).split("\n")


def markup_of(pages: Iterable[BeautifulSoup]) -> set[tuple[str, str]]:
    """Return all elements of pages, all attributes of elements, and all scripts."""
    return {found for page in pages for found, _ in _markup(page)}


def harm_in(page: BeautifulSoup, known: set[tuple[str, str]]) -> Iterator[str]:
    """Yield what a page holds that neither prose may become nor harmless pages hold: `known` is their markup."""
    for found, tag in _markup(page):
        if found not in known | _MARKUP_OF_PROSE:
            yield f"{found} in {str(tag)[:200]}"
    for tag in page.find_all(href=True):
        if not _HARMLESS_TARGET.match(str(tag["href"])):
            yield f"a link to {tag['href']}"


def unseen_in(text: str) -> set[str]:
    """Return the characters of a text that nobody sees."""
    return {each for each in {*text} - {"\n", "\t"} if unicodedata.category(each) in _UNSEEN or each in _BLANKS}


def _markup(page: BeautifulSoup) -> Iterator[tuple[tuple[str, str], Tag]]:
    for tag in page.find_all(True):
        yield (tag.name, ""), tag
        yield from (((tag.name, name), tag) for name in tag.attrs)
        loaded = [name for name in ("src", "action", "style") if name in tag.attrs]
        # What follows the question mark changes with the content of the file.
        yield from (((f"{tag.name} {name}", str(tag[name]).partition("?")[0]), tag) for name in loaded)
        if tag.name in ("script", "style"):
            yield (tag.name, f"with the text {tag.get_text()}"), tag


def texts_of(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the text of each file of a site that comes from the errors."""
    for suffix in ("html", "md", "json", "txt", "xml", "csv", "py", "ts"):
        yield from ((file, file.read_text(encoding="utf-8")) for file in sorted(folder.rglob(f"*.{suffix}")))
