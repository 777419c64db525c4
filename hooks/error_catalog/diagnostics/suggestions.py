"""The name that was probably meant."""

from collections.abc import Collection
from difflib import get_close_matches
from functools import cache

_ABBREVIATION = 3
"""As many letters say which name is meant, where only one begins with them."""


def closest(name: str, names: Collection[str]) -> str | None:
    """Return the one of the names that is most like another name, or begins with it; None where none does."""
    return _closest(name, frozenset(names))


@cache  # a code that is gone may be named in many files
def _closest(name: str, names: frozenset[str]) -> str | None:
    begun = [each for each in names if len(name) >= _ABBREVIATION and each.casefold().startswith(name.casefold())]
    return begun[0] if len(begun) == 1 else next(iter(get_close_matches(name, sorted(names), n=1)), None)
