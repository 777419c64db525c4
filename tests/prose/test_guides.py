"""Guides: which page an error names, and which pages show the errors of an endpoint."""

import pytest

from error_catalog.prose.guides import Guide, guide_at, guides_by_endpoint

PLACE = "POST /v1/orders"
FLOW = f"""\
---
title: Flow
# No heading
---

# Order flow

## Place it

### Errors & more

<!-- endpoint-errors: {PLACE} -->

## Again

<!-- endpoint-errors: {PLACE} -->

`<!-- endpoint-errors: GET /v1/orders/{{orderId}} -->`
"""
PAGES = {"guides/flow.md": FLOW, "pay.md": f"# Pay\n\n<!-- endpoint-errors: {PLACE} -->\n\n## Later\n"}
PAGES["untitled.md"] = "Nothing.\n"
PAGES["titled.md"] = '---\nhide: [toc]\ntitle: "What\'s new"\n---\n\nToday\n-----\n\nNothing.\n'


@pytest.mark.parametrize(
    ("target", "title"),
    [
        ("guides/flow.md", "Order flow"),
        ("guides/flow.md#place-it", "Order flow: Place it"),
        ("guides/flow.md#errors-more", "Order flow: Errors &amp; more"),
        ("untitled.md", "untitled.md"),
        ("titled.md", "What's new"),
        ("titled.md#today", "What's new: Today"),
    ],
)
def test_a_guide_is_called_by_its_page_and_its_heading(target: str, title: str) -> None:
    assert guide_at(target, PAGES) == Guide(target, title)


def test_an_endpoint_leads_to_the_heading_above_each_of_its_markers() -> None:
    targets = {name: [guide.target for guide in guides] for name, guides in guides_by_endpoint(PAGES).items()}
    assert targets == {PLACE: ["guides/flow.md#errors-more", "guides/flow.md#again", "pay.md"]}
