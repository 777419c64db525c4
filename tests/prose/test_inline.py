"""What the parser leaves out of its work on inline markup, and that no page shows it."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor

from error_catalog.prose.inline import QUICK_INLINE
from error_catalog.prose.markdown import EXTENSIONS

PIECES = [
    *("word", " ", "  \n", "\n", "\n\n", "`", "``", "*", "**", "_", "\\", "[", "]", "(x.md)", "![", "<", ">", "&amp;"),
    *("<b>", "</b>", "<https://x.y>", "<a@b.c>", "<!-- c -->", "- ", "> ", "# ", "| a | b |\n|---|---|\n| c | `d` |\n"),
    *("\n\n[x]: y.md\n\n", "[x]", "!!! note\n\n    ", "<div markdown>\n\n", "</div>", "```\n", "é", "\u0002"),
]


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

        code.getCompiledRegExp = Noted  # type: ignore[method-assign,assignment]


class Strikes(Extension):
    """Adds a pattern, whose sign none of the parser's own patterns has."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the parser calls it so
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~(\w+)~", "del"), "strike", 50)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_page_is_the_same(text: str) -> None:
    quick = Markdown(extensions=[*EXTENSIONS, QUICK_INLINE])
    assert quick.convert(text) == Markdown(extensions=EXTENSIONS).convert(text)


def test_only_texts_with_a_sign_are_read() -> None:
    spy = Spy()
    html = Markdown(extensions=[spy, QUICK_INLINE]).convert("# Words\n\nwords\n\n- more words\n\nsome `code`")
    assert "<code>code</code>" in html
    assert spy.texts[0] == "some `code`"
    assert not any("words" in text.lower() for text in spy.texts)


def test_a_pattern_of_another_extension_is_found() -> None:
    assert "<del>b</del>" in Markdown(extensions=[Strikes(), QUICK_INLINE]).convert("a ~b~ c")
