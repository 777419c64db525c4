"""The markup that prose may hold, and what the site's Markdown parser must never make of it."""

import random
import re

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from error_catalog.prose import markup
from error_catalog.prose.markdown import EXTENSIONS
from error_catalog.prose.markup import markup_violations
from support.project import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "a < b > c & d &amp; e",
        "``a ` b``",
        r"a \` b",
        "`C:\\`",
        "[x](https://x.example/a?b=c#d), [y](mailto:a@b.example), [z](CONFLICT.md#summary)",
        "[x](a.md), [y](../guides/pay.md#cards 'Cards'), [a `b`](index.md)",
        "<https://x.example/a_b>",
        "No #1 and # 2",
        "**a**, *b*, _c_ and a_b_c",
        "A first paragraph.\n\nA second.",
        "A list:\n\n- one\n  and more\n- two\n\nThe end.",
        "Numbers:\n\n1. one\n2. two",
        "`a | b` and a | b",
        "失敗 — ça va",
    ],
)
def test_harmless_markup_passes(text: str) -> None:
    assert list(markup_violations(text)) == []


@pytest.mark.parametrize(
    ("text", "message", "fragment"),
    [
        ("a <b>x</b>", "raw HTML in prose: <b>", "<b>"),
        ("a <img src=x", "raw HTML in prose: <img", "<img"),
        ("<a@b.example>", "raw HTML in prose", "<a@b"),
        ("<https://x.example/?a='b>", "raw HTML in prose: <https://x.example/?a='b>", "<https"),
        ("`</dd>` and `<script>`", "raw HTML in prose: </dd>", "</dd>"),
        ("`<!--`", "raw HTML in prose: <!--", "<!--"),
        ("`<?`", "raw HTML in prose: <?", "<?"),
        ("&#", "a character reference in prose: &#", "&#"),
        (r"\\` `*x*\\`", "backslashes before a backtick", "\\\\`"),
        (r"a \``x`", "backslashes before a backtick", "\\``"),
        ("`a\n<img src=x>`", "code over several lines", "`a\n<img"),
        ("`a\n\n<img src=x>\n\nb`", "code over several lines", "`a"),
        ("```\ncode\n```", "code over several lines", "```"),
        ("a ` b", "a backtick without its pair", "`"),
        ("#foo", "a heading", "#foo"),
        ("a\n## b", "a heading", "## b"),
        ("a\n---", "a rule or an underlined heading", "---"),
        ("a\n=", "a rule or an underlined heading", "="),
        ("* * *", "a rule or an underlined heading", "* * *"),
        ("> a", "a quotation", "> a"),
        ("!!! note", "block syntax", "!!! note"),
        ("??? note", "block syntax", "??? note"),
        ('=== "Tab"', "block syntax", "==="),
        ("~~~\ncode\n~~~", "block syntax", "~~~"),
        ("[TOC]", "block syntax", "[TOC]"),
        ("- a", "a list at the beginning", "- a"),
        ("1. a", "a list at the beginning", "1. a"),
        ("a:\nb\n- c", "a list right after a text in prose: - c", "- c"),
        ("a\n\n    code", "a block of code", ""),
        ("a | b\n--|--\n1 | 2", "a table", ""),
        ("a  \nb", "a forced line break", ""),
        ("a\n\n- # b", "a heading", ""),
        ("![x](https://x.example/x.png)", "an image", "![x]"),
        ("*::**[x](https://x.y)*[a](https://x.y)`< `", "markup in prose that the parser", ""),
        ("![x][y]", "an image", "![x]"),
        ("[y]: https://x.example/x.png", "a link definition", "[y]:"),
        ("a\n\n- b\n\n    [y]:\n    javascript:x", "a link definition", ""),
        ("[x](javascript:alert%281%29)", "a link of this kind", "[x]"),
        ("[x](< javascript:alert(1)>)", "a link of this kind", ""),
        ("[x]( javascript:alert)", "a link of this kind", "[x]"),
        ("[a [b [c]]](javascript:x)", "a link of this kind", "javascript:x"),
        ("[x](java&#115;cript:x)", "a character reference in prose: &#115;", "&#115;"),
        ("[x](javascript&colon;x)", "a link of this kind", "[x]"),
        ("[x](data:text/html,x)", "a link of this kind", "[x]"),
        ("[x](//x.example)", "a link of this kind", "[x]"),
        ("[x](http://x.example)", "a link of this kind", "[x]"),
        ("[x](https://[)", "a link of this kind", "[x]"),
        ("[x](/errors/)", "a link of this kind", "[x]"),
        ("[x]()", "a link of this kind", "[x]"),
    ],
)
def test_other_markup_is_at_fault(text: str, message: str, fragment: str) -> None:
    violation, *_ = markup_violations(text)
    assert violation.message.startswith(message)
    assert violation.fragment.startswith(fragment)
    assert violation.hint


@pytest.mark.parametrize("text", ["*a*{: onclick=x }", "a\n{: onclick=x }", "`a`{: .b }"])
def test_no_extension_could_add_attributes_unnoticed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"So:\n\n{text}"
    assert [*markup_violations(text)] == [], "as the site is, these are words"
    monkeypatch.setattr(markup, "parser", lambda: Markdown(extensions=[*EXTENSIONS, "attr_list"]))
    [violation] = markup_violations(text)
    assert violation.message.startswith("the element <")


@pytest.mark.parametrize("text", ["a <b> c", "* * *", "# `a`", "a\n\n- # b", "![x](javascript:y)", "a ` b"])
def test_one_mistake_is_one_fault(text: str) -> None:
    assert len(list(markup_violations(text))) == 1


@pytest.mark.thorough
def test_no_plain_looking_text_becomes_more_than_words() -> None:
    # The short cut for simple texts is held against the parser: whatever it lets pass stays simple.
    parser = Markdown(extensions=EXTENSIONS)
    chance = random.Random(7)  # the same texts in each run
    pieces = [
        "a",
        "`",
        "`x`",
        "*",
        "_",
        "-",
        "1.",
        "!",
        "[",
        "]",
        "(x)",
        "#",
        ":",
        "|",
        "<b>",
        "\\",
        "&",
        "\n",
        " ",
        "~",
        "=",
        ">",
    ]
    passed = 0
    for _ in range(20_000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 7))).strip()
        if not text or list(markup_violations(text)):
            continue
        passed += 1
        output = parser.reset().convert(text)
        assert set(re.findall(r"</?(\w+)", output)) <= {"p", "code", "em", "strong", "a", "ul", "ol", "li"}, text
    assert passed > 1000


def test_the_parser_reads_what_the_site_reads() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert {*config.markdown_extensions} - {"fenced_code"} == set(EXTENSIONS), "fenced_code gives way to superfences"
