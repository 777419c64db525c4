"""Of many cases that are alike, the few that `make test` tries; `make test-thorough` tries all."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from _pytest.mark import ParameterSet

Case = TypeVar("Case")

_NAMES = re.compile(r'<(?P<element>[a-z]\w*)|class="(?P<classes>[^"]*)"')
_LISTING = re.compile(r"<pre.*?</pre>", re.DOTALL)


def sampled(cases: Sequence[Case], sample: Collection[Case]) -> list[Case | ParameterSet]:
    """Return all cases as parameters of a test, marked as thorough where they are not in the sample."""
    assert all(case in cases for case in sample)
    return [case if case in sample else pytest.param(case, marks=pytest.mark.thorough) for case in cases]


def pages_of(site: Path) -> list[str]:
    """Return the path of every page of a site."""
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def kinds_of_pages(site: Path) -> list[str]:
    """Return the paths of a few pages that together have each element and class that any page of the site has."""
    names = {path: _names_in((site / path).read_text(encoding="utf-8")) for path in pages_of(site)}
    chosen: list[str] = []
    seen: set[str] = set()
    for path in sorted(names, key=lambda path: (-len(names[path]), path)):
        if not names[path] <= seen:
            chosen.append(path)
            seen |= names[path]
    return chosen


def _names_in(html: str) -> set[str]:
    """Return the elements and classes of a page, but for what colours the words of a listing."""
    found = [(match["element"], match["classes"]) for match in _NAMES.finditer(_LISTING.sub("<pre>", html))]
    return {f"<{element}>" for element, _ in found if element} | {
        name for _, classes in found if classes for name in classes.split()
    }
