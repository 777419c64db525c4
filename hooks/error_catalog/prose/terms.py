"""Where a text uses the terms of the glossary."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from error_catalog.prose.markdown import blank

_ADDRESSES = re.compile(r"https?://\S+")

_SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""What stands between two words of a paragraph."""

Use = tuple[int, int, str]
"""Where a use of a term begins and ends, and the place of the term in the glossary."""


@dataclass(frozen=True)
class Terms:
    """The terms of a glossary in small letters, and the place below docs/ of each."""

    places: Mapping[str, str]

    def uses_in(self, words: str) -> Iterator[Use]:
        """Yield each use of a term or of its regular plural in a text, the longest of those that begin there."""
        # Thrice as fast as a pattern that ignores case. A capital I with a dot becomes two characters in small letters.
        small = words.replace("\u0130", "I").lower()
        small = blank(small, (match.span() for match in _ADDRESSES.finditer(small)))
        for use in self._pattern.finditer(small) if self.places else ():
            yield *use.span(), self._forms[" ".join(use[0].split())]

    @cached_property
    def _forms(self) -> dict[str, str]:
        """Return the terms and their regular plurals; what is a term itself is nothing else."""
        return {form: target for term, target in self.places.items() for form in _plurals(term)} | dict(self.places)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Return a pattern that begins with a letter, so that it is looked for where that letter stands alone."""
        by_letter = defaultdict(list)
        for form in sorted(self._forms, key=len, reverse=True):
            by_letter[form[0]].append(_SPACE.join(map(re.escape, form.split()))[len(re.escape(form[0])) :])
        either = (
            rf"{letter}(?<![\w/.=@$-]{letter})(?:{'|'.join(rests)})"
            for letter, rests in ((re.escape(letter), rests) for letter, rests in by_letter.items())
        )
        return re.compile(rf"(?:{'|'.join(either)})(?![\w-]|[./=:]\w)")


def _plurals(term: str) -> Iterator[str]:
    yield f"{term}s"
    if re.search("[^aeiou]y$", term):
        yield f"{term[:-1]}ies"
    if re.search("(?:s|x|z|ch|sh)$", term):
        yield f"{term}es"
