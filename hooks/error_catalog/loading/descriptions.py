"""The description at the top of each hand-written page: the sentence by which search engines and llms.txt list it."""

import re
from collections.abc import Iterator

from error_catalog.api.description import node_at
from error_catalog.diagnostics.faults import Fault, FaultsFound, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.document import parse_document
from error_catalog.prose.front_matter import front_matter

LONGEST = 160
"""How many characters a description may have: search engines show no more."""

_FIELD = "description"
_HINT = f"say at its top in one sentence of at most {LONGEST} characters what the page is for"
_MARKUP = re.compile(r"[`*<>\[\]|\\]")
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?=\S))*\.")


def description_faults(path: str, text: str) -> Iterator[Fault]:
    """Yield a fault for each mistake in the description of a page, or in the settings that should hold one."""
    settings = front_matter(text)
    if not settings.strip():
        yield Fault(path, 1, 1, Rule.DESCRIPTION, f"the page has no `{_FIELD}`", _HINT)
        return
    try:
        document = parse_document(path, f"\n{settings}")  # behind the line of dashes, so that places are the page's
    except FaultsFound as found:
        yield from found.faults
        return
    if document.faults:
        yield from document.faults
        return
    yield from map(document.fault, _violations(node_at(document.data).get(_FIELD)))


def _violations(description: object) -> Iterator[Violation]:
    if not isinstance(description, str) or not description.strip():
        yield Violation(Rule.DESCRIPTION, (_FIELD,), f"the page has no `{_FIELD}`", _HINT)
        return
    if markup := _MARKUP.search(description):
        message, hint = f"markup in the description: {markup[0]}", "write plain words: browsers show it as it is"
        yield Violation(Rule.DESCRIPTION, (_FIELD,), message, hint, fragment=markup[0])
    if not _SENTENCE.fullmatch(description):
        message, hint = "the description is not one sentence", "write one, with a full stop at its end alone"
        yield Violation(Rule.DESCRIPTION, (_FIELD,), message, hint)
    if len(description) > LONGEST:
        message = f"the description has {len(description)} characters, {LONGEST} at most"
        yield Violation(Rule.DESCRIPTION, (_FIELD,), message, "say what the page is for, and leave out the rest")
