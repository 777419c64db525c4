"""The name that was probably meant, at a cost that does not grow with the number of names."""

from bisect import bisect
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache

_FEW = 200
"""How many names are compared one by one."""

_NEAR = 10
"""Of more names, how many are compared of those before and behind it, by their beginnings and by their ends."""


def closest(name: str, names: Collection[str]) -> str | None:
    """Return the one of the names that is most like another name, or None where none is like it."""
    candidates = names if len(names) <= _FEW else _neighbours(name, frozenset(names))
    return next(iter(get_close_matches(name, candidates, n=1)), None)


def _neighbours(name: str, names: frozenset[str]) -> Iterator[str]:
    forward, backward = _orders(names)
    for order, wanted, step in ((forward, name, 1), (backward, name[::-1], -1)):
        at = bisect(order, wanted)
        yield from (found[::step] for found in order[max(0, at - _NEAR) : at + _NEAR])


@cache
def _orders(names: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the names in the order of their beginnings and, turned round, in that of their ends."""
    return sorted(names), sorted(name[::-1] for name in names)
