"""The name that was probably meant."""

from collections.abc import Collection
from difflib import get_close_matches
from functools import cache


def closest(name: str, names: Collection[str]) -> str | None:
    """Return the one of the names that is most like another name, or None where none is like it."""
    return _closest(name, frozenset(names))


@cache  # a code that is gone may be named in many files
def _closest(name: str, names: frozenset[str]) -> str | None:
    return next(iter(get_close_matches(name, sorted(names), n=1)), None)
