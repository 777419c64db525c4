"""The terms that the glossary explains."""

from collections.abc import Mapping

from error_catalog.prose.headings import headings

GLOSSARY = "glossary.md"
"""The hand-written page whose headings are the terms; its path below docs/."""


def glossary_terms(pages: Mapping[str, str]) -> dict[str, str]:
    """Return the terms in small letters, and the place below docs/ of each; none where there is no glossary.

    `pages` has the texts of hand-written pages by their paths below docs/.
    """
    found = headings(pages[GLOSSARY]) if GLOSSARY in pages else ()
    return {each.words.casefold(): f"{GLOSSARY}#{each.anchor}" for each in found if each.level > 1}
