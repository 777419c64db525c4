"""A reader at the real site in a real browser: finding an error, reading it, and doing so by keyboard or phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from support.project import ROOT

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
PHONE = ViewportSize(width=390, height=844)


def takes_part(error: ErrorType) -> bool:
    """Whether the list of payment methods can answer with an error."""
    return error.is_gateway or "GET /v1/marketplace/checkout/payments" in {each.endpoint for each in error.triggers}


def shown_codes(page: Page) -> list[str]:
    """Return the codes that the index shows now."""
    return page.locator(".filter + .errors tbody tr:visible td:first-child code").all_inner_texts()


def test_an_error_page_says_at_once_what_to_do(page: Page, site_url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/errors/RATE_LIMITED")
    expect(page.get_by_role("heading", level=1)).to_contain_text("RATE_LIMITED")
    verdict = page.locator(".verdict")
    terms = ["Retry", "Who can fix it", "Status", "Category", "Do this first", "Did it happen?"]
    assert verdict.get_by_role("term").all_inner_texts() == terms
    answers = verdict.get_by_role("definition").all_inner_texts()
    assert answers[:4] == [
        "Yes, after retryAfter seconds",
        "Your integration",
        "429 Too Many Requests",
        "rate_limit",
    ]
    box = verdict.bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE["height"], "the whole verdict is on the first screen of a phone"


def test_the_verdict_does_not_rest_on_colour(page: Page, site_url: str) -> None:
    marks = set()
    for code in ("RATE_LIMITED", "CONFLICT"):
        page.goto(f"{site_url}/errors/{code}/")
        marks.add(page.eval_on_selector(".verdict__retry dd", "node => getComputedStyle(node, '::before').maskImage"))
    assert len(marks) == 2


def test_an_endpoint_leads_to_what_else_can_go_wrong_there(page: Page, site_url: str, catalog: Catalog) -> None:
    page.goto(f"{site_url}/errors/ORDER_TOTAL_DIFFERENT/")
    page.locator("#when-this-fires ~ ul .endpoint a").first.click()
    page.wait_for_url("**/reference/**")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Place an order"))
    codes = page.locator("#errors-of-this-endpoint + .errors td:first-child code").all_inner_texts()
    assert codes == [error.code for error in catalog.by_endpoint["POST /v1/marketplace/orders/place"]]


def test_the_body_of_an_error_can_be_copied(context: BrowserContext, page: Page, site_url: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.get_by_role("button", name="Copy", exact=True).first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.evaluate("text => JSON.parse(text).errorCode", copied) == "CONFLICT"


def test_a_page_can_be_copied_as_markdown(context: BrowserContext, page: Page, site: Path, site_url: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (site / "errors/CONFLICT.md").read_text(encoding="utf-8")


def test_an_error_page_leads_to_its_forms_for_programs(page: Page, site_url: str, catalog: Catalog) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    alternates = page.locator("link[rel~=alternate]").evaluate_all(
        "links => links.map((link) => [link.type, link.href])"
    )
    assert alternates == [
        ["text/markdown", f"{site_url}/errors/CONFLICT.md"],
        ["application/json", f"{site_url}/errors/CONFLICT/index.json"],
        ["application/problem+json", f"{site_url}/errors/CONFLICT.json"],
    ]
    page.get_by_role("link", name="JSON", exact=True).click()
    assert page.evaluate("JSON.parse(document.body.innerText)") == catalog.by_code["CONFLICT"].body.members()


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("status=409", lambda error: error.status == 409),
        ("retry=Yes", lambda error: error.body.retryable),
        ("retry=Yes&category=payment", lambda error: error.body.retryable and error.category == "payment"),
        ("actor=Your+end+user", lambda error: error.recovery.actor == "end_user"),
        ("reserved=Yes", lambda error: error.reserved),
        ("text=order_tot", lambda error: "ORDER_TOT" in error.code),
        ("endpoint=GET+%2Fv1%2Fmarketplace%2Fcheckout%2Fpayments", takes_part),
        ("status=999", lambda _: True),
        ("status=409&retry=Yes", lambda _: False),
    ],
)
def test_a_link_to_a_filtered_index_shows_those_errors(
    page: Page, site_url: str, catalog: Catalog, query: str, fits: object
) -> None:
    assert callable(fits)
    expected = [error.code for error in catalog.errors if fits(error)]
    page.goto(f"{site_url}/errors/?{query}")
    assert shown_codes(page) == expected
    said = (
        f"{len(expected)} of {len(CODES)} errors"
        if expected
        else "No error fits. Paste the whole error, or show all and choose less."
    )
    expect(page.locator(".filter__count")).to_have_text(said)


def test_a_filter_is_remembered_in_the_address(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/")
    assert sorted(shown_codes(page)) == CODES
    page.get_by_label("Category").select_option("payment")
    page.get_by_role("searchbox", name="Text").fill("declined")
    assert shown_codes(page) == ["PAYMENT_DECLINED"]
    expect(page).to_have_url(re.compile(r"/errors/\?text=declined&category=payment$"))
    page.reload()
    assert shown_codes(page) == ["PAYMENT_DECLINED"]
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".filter__count")).to_have_text(f"{len(CODES)} of {len(CODES)} errors")
    expect(page).to_have_url(re.compile("/errors/$"))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("errors/order_total_diferent", "ORDER_TOTAL_DIFFERENT"),
        ("errors/Order_Total_Different/", "ORDER_TOTAL_DIFFERENT"),
        ("errors/order-total-different", "ORDER_TOTAL_DIFFERENT"),
        ("errors/STORE_CLOSD", "STORE_CLOSED"),
        ("errors/RATE_LIMITED.html", "RATE_LIMITED"),
        ("anything/PAYMENT_FAIL", "PAYMENT_FAILED"),
    ],
)
def test_the_404_page_suggests_the_code_that_was_meant(page: Page, site_url: str, asked: str, first: str) -> None:
    page.goto(f"{site_url}/{asked}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    suggestion = page.locator("#suggestions a").first
    expect(suggestion).to_have_text(first)
    suggestion.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(first)


def test_the_404_page_suggests_nothing_far_fetched(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/nothing/like%20<b>this%E0")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert page.locator("#suggestions a").count() == 0
    assert sorted(page.locator(".codes a").all_inner_texts()) == CODES


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_colours_follow_the_system_until_a_reader_chooses(
    browser: Browser, site_url: str, scheme: str, *, dark: bool
) -> None:
    context = browser.new_context(color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(f"{site_url}/errors/CONFLICT/")
    assert is_dark(page) == dark
    switch = page.locator("form[data-md-component=palette] label:visible")
    switch.click()
    if is_dark(page) == dark:
        switch.click()
    assert is_dark(page) != dark
    page.reload()
    assert is_dark(page) != dark, "the choice is remembered"
    context.close()


def is_dark(page: Page) -> bool:
    """Whether the page's ground is darker than its text."""
    light = "node => getComputedStyle(node).{}.match(/\\d+/g).slice(0, 3).reduce((sum, each) => sum + +each, 0)"
    return bool(
        page.eval_on_selector("body", light.format("backgroundColor"))
        < page.eval_on_selector("body", light.format("color"))
    )


def test_the_keyboard_reaches_all_that_a_pointer_does(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/RATE_LIMITED/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_class(re.compile("md-skip"))
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#rate_limited-429-too-many-requests$"))

    page.goto(f"{site_url}/errors/RATE_LIMITED/")
    # The tabs of an example are radio buttons, and the way back to the top shows only while one scrolls up.
    controls = page.locator("a:visible, button:visible, input:visible").and_(
        page.locator(":not(.tabbed-labels a, .md-top, [type=checkbox], [tabindex='-1'])")
    )
    wanted = set(controls.evaluate_all(NAMES))
    assert len(wanted) > 40
    reached: set[str] = set()
    for _ in range(250):
        page.keyboard.press("Tab")
        reached |= set(page.locator(":focus").evaluate_all(NAMES))
        assert page.evaluate(FOCUS_SHOWS), reached
        if wanted <= reached:
            break
    assert wanted - reached == set()


NAMES = """nodes => nodes.map((node) => {
  return `${node.localName} ${node.getAttribute("href") ?? node.id} ${node.textContent.trim()}`;
})"""
"""Of each element, what tells it from the others."""

FOCUS_SHOWS = """() => {
  const node = document.activeElement;
  if (node === document.body || node.matches("input")) return true;
  const style = getComputedStyle(node);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
}"""


def test_the_index_can_be_filtered_by_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/")
    page.get_by_role("searchbox", name="Text").focus()
    page.keyboard.type("closed")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Status")).to_be_focused()
    assert shown_codes(page) == ["STORE_CLOSED"]


def test_the_tabs_of_an_example_answer_to_the_arrow_keys(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.locator(".tabbed-set input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tabbed-block").nth(1)).to_contain_text("HTTP/1.1 409 Conflict")


def test_a_printed_page_has_the_verdict_and_both_forms_of_the_example(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.emulate_media(media="print")
    expect(page.locator(".verdict")).to_be_visible()
    for block in page.locator(".tabbed-block").all():
        expect(block).to_be_visible()
    for part in (".md-header", ".md-sidebar--primary", ".tabbed-labels", ".footer"):
        expect(page.locator(part).first).to_be_hidden()


def test_without_javascript_a_page_shows_its_content(browser: Browser, pages: list[str], site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in pages:
        page.goto(f"{site_url}/{path.removesuffix('index.html')}")
        parts = page.locator("article :is(h1, h2, h3, p, li, td, dt, dd):not(.tabbed-block *, form *, .headerlink)")
        hidden = "nodes => nodes.filter((node) => !node.checkVisibility()).map((node) => node.textContent)"
        assert parts.evaluate_all(f"nodes => [nodes.length > 0, ({hidden})(nodes)]") == [True, []], path
    page.goto(f"{site_url}/errors/")
    assert sorted(shown_codes(page)) == CODES
    expect(page.locator(".filter")).to_be_hidden()
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.get_by_text("HTTP response", exact=True).click()
    expect(page.get_by_text("HTTP/1.1 409 Conflict")).to_be_visible()
    context.close()
