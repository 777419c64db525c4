"""What the parser leaves out of its work on inline markup, and that no page shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor

from error_catalog.prose.inline import QUICK_INLINE
from error_catalog.prose.markdown import EXTENSIONS
from support.rendering import MARKDOWN

MORE = ["word", " ", "  \n", "<a@b.c>", "# ", "| a | b |\n|---|---|\n| c | `d` |\n", "é", "\u0002"]
"""Texts with a sign that those have not, and texts without any."""


class Spy(Extension):
    """Notes each text in which the parser looks for code."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the parser calls it so
        code = md.inlinePatterns["backtick"]
        assert isinstance(code, InlineProcessor)
        search = code.getCompiledRegExp()
        texts = self.texts

        class Noted:
            def finditer(self, text: str, start: int) -> object:
                texts.append(text)
                return search.finditer(text, start)

        # A compiled pattern takes no method of ours, and a class of ours would count as a pattern that was added.
        code.getCompiledRegExp = Noted  # type: ignore[method-assign,assignment]


class Strikes(Extension):
    """Adds a pattern, whose sign none of the parser's own patterns has."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the parser calls it so
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~(\w+)~", "del"), "strike", 50)


@given(st.lists(st.sampled_from([*MARKDOWN, *MORE]), max_size=12).map("".join))
def test_a_page_is_the_same(text: str) -> None:
    quick = Markdown(extensions=[*EXTENSIONS, QUICK_INLINE])
    assert quick.convert(text) == Markdown(extensions=EXTENSIONS).convert(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\\.b", "a.b"),
        ("a `b`", "<code>b</code>"),
        ("a *b*", "<em>b</em>"),
        ("a _b_", "<em>b</em>"),
        ("a [b](c.md)", '<a href="c.md">b</a>'),
        ("a <b>b</b>", "<b>b</b>"),
        ("a  \nb", "<br />"),
    ],
)
def test_each_sign_alone_is_read(text: str, html: str) -> None:
    assert html in Markdown(extensions=[QUICK_INLINE]).convert(text)


def test_only_texts_with_a_sign_are_read() -> None:
    spy = Spy()
    html = Markdown(extensions=[spy, QUICK_INLINE]).convert("# Words\n\nwords\n\n- more words\n\nsome `code`")
    assert "<code>code</code>" in html
    assert spy.texts[0] == "some `code`"
    assert not any("words" in text.lower() for text in spy.texts)


def test_a_pattern_of_another_extension_is_found() -> None:
    assert "<del>b</del>" in Markdown(extensions=[Strikes(), QUICK_INLINE]).convert("a ~b~ c")
