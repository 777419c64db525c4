"""Links in prose: which ones lead somewhere, and what is said of the others."""

import pytest

from error_catalog.prose.links import Pages, safety_violations, target_violations
from error_catalog.site import load_site
from error_catalog.sitefile import generated_pages
from support.project import ROOT

GUIDE = """\
---
title: Cards
---

# Pay by card

## What to do, when `retryAfter` is *there*

<div id="by-hand" markdown>
### Twice
</div>

### Twice

```
# No heading
```
"""
PAGES = Pages(
    {"index.md": "# Welcome", "guides/pay/cards.md": GUIDE}, frozenset({"errors/index.md", "errors/CONFLICT.md"})
)


@pytest.mark.parametrize(
    "text",
    [
        "[x](guides/pay/cards.md), [x](./index.md 'Title'), [x](errors/index.md#anything), <https://x.example>",
        "[x](guides/pay/cards.md#pay-by-card) [x](guides/pay/cards.md#what-to-do-when-retryafter-is-there)",
        "[x](guides/pay/cards.md#by-hand) [x](guides/pay/cards.md#twice) [x](guides/pay/cards.md#twice_1)",
        "[x](#welcome), [x]\n\n[x]: errors/CONFLICT.md\n[y]: https://x.example/lost.md",
        "[x](https://x.example/lost.md), [x](mailto:a@b.example), [x](clients/gett_mock.py), ![x](assets/x.png)",
        "`[x](lost.md)`\n\n```\n[x](lost.md)\n```\n\n[x] (lost.md)",
        "A text.\n\n    [x](lost.md)\n\n<pre>\n[x](lost.md)\n</pre>\n\n<!-- [x](lost.md) -->",
    ],
)
def test_a_link_to_what_exists_is_right(text: str) -> None:
    assert list(target_violations(text, PAGES, "index.md")) == []
    assert list(safety_violations(text)) == []


@pytest.mark.parametrize(
    ("text", "fragment", "message", "hint"),
    [
        ("[x](../../zzz.md)", "../../zzz.md", "does not exist: docs/zzz.md", "docs/ has the pages"),
        ("[x](card.md)", "card.md", "does not exist: docs/guides/pay/card.md", "did you mean cards.md?"),
        (
            "[x](../../errors/CONFLITC.md#x)",
            "../../errors",
            "does not exist: docs/errors/",
            "../../errors/CONFLICT.md?",
        ),
        ("[x](../../../index.md)", "../../../index.md", "does not exist: docs/../index.md", "../../index.md?"),
        ("[x]\n\n[x]: <lost.md>", "lost.md", "does not exist: docs/guides/pay/lost.md", ""),
        ("[x](../../index.md#hello)", "../../index.md#hello", "docs/index.md does not have: #hello", "#welcome"),
        ("[x](#title-cards)", "#title-cards", "cards.md does not have: #title-cards", "#pay-by-card"),
        ("[x](../../dex.md)", "../../dex.md", "does not exist: docs/dex.md", "../../index.md?"),
        ("[x](../cards.md)", "../cards.md", "does not exist: docs/guides/cards.md", "did you mean cards.md?"),
        ("[x](#no-heading)", "#no-heading", "docs/guides/pay/cards.md does not have: #no-heading", "#pay-by-card"),
        ("[`x`](lost.md)", "lost.md", "docs/guides/pay/lost.md", ""),
        ("- a\n\n    [x [y [z]]](lost.md 'Title')", "lost.md", "docs/guides/pay/lost.md", ""),
        ("[![x](../../index.md)](lost.md)", "lost.md", "docs/guides/pay/lost.md", ""),
    ],
)
def test_a_link_to_what_nobody_has_is_at_fault(text: str, fragment: str, message: str, hint: str) -> None:
    (violation,) = target_violations(text, PAGES, "guides/pay/cards.md")
    assert violation.fragment.startswith(fragment)
    assert message in violation.message
    assert hint in violation.hint


@pytest.mark.parametrize("target", ["javascript:x", "http://x.example", "//x.example", "/errors/", "data:text/html,x"])
def test_an_unsafe_link_on_a_page_is_at_fault(target: str) -> None:
    for text in (f"see [x]({target})", f"[x]: {target}", f"![x]({target})"):
        (violation,) = safety_violations(text)
        assert violation.fragment == target


def test_no_page_is_unknown_where_none_is_known() -> None:
    assert list(target_violations("[x](lost.md)", Pages(), "index.md")) == []


def test_the_generated_pages_are_those_that_the_site_has() -> None:
    site = load_site(ROOT)
    pages = {page.path for page in site.pages}
    assert generated_pages(site.project.catalog.by_code, site.project.names.all_endpoints) == pages
