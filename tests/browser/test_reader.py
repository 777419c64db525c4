"""A reader at the real site in a real browser: finding an error, reading it, and doing so by keyboard or phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.sitefile import SITE
from support.project import ROOT
from support.sampling import sampled

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
PHONE = ViewportSize(width=390, height=844)


def takes_part(error: ErrorType) -> bool:
    """Whether the list of payment methods can answer with an error."""
    return error.is_gateway or "GET /v1/marketplace/checkout/payments" in {each.endpoint for each in error.triggers}


FILTERS: dict[str, Callable[[ErrorType], bool]] = {
    "status=409": lambda error: error.status == 409,
    "retry=Yes": lambda error: error.body.retryable,
    "retry=Yes&category=payment": lambda error: error.body.retryable and error.category == "payment",
    "actor=Your+end+user": lambda error: error.recovery.actor == "end_user",
    "reserved=Yes": lambda error: error.reserved,
    "text=order_tot": lambda error: "ORDER_TOT" in error.code,
    "endpoint=GET+%2Fv1%2Fmarketplace%2Fcheckout%2Fpayments": takes_part,
    "status=999": lambda _: True,
    "status=409&retry=Yes": lambda _: False,
}
"""What an address asks of the index, and which errors that is."""

MEANT = {
    "errors/order_total_diferent": "ORDER_TOTAL_DIFFERENT",
    "errors/Order_Total_Different/": "ORDER_TOTAL_DIFFERENT",
    "errors/order-total-different": "ORDER_TOTAL_DIFFERENT",
    "errors/STORE_CLOSD": "STORE_CLOSED",
    "errors/RATE_LIMITED.html": "RATE_LIMITED",
    "anything/PAYMENT_FAIL": "PAYMENT_FAILED",
}
"""Addresses that lead nowhere, and the code that was meant."""


def shown_codes(page: Page) -> list[str]:
    """Return the codes that the index shows now."""
    return page.locator(".filter + .errors tbody tr:visible td:first-child code").all_inner_texts()


def test_an_error_page_says_at_once_what_to_do(page: Page, site_url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/errors/RATE_LIMITED")
    expect(page.get_by_role("heading", level=1)).to_contain_text("RATE_LIMITED")
    verdict = page.locator(".verdict")
    terms = ["Retry", "Who can fix it", "Do this first", "Did it happen?", "In your code"]
    assert verdict.get_by_role("term").all_inner_texts() == terms
    answers = verdict.get_by_role("definition").all_inner_texts()
    assert answers[:2] == ["Yes, after retryAfter seconds", "Your integration"]
    box = verdict.bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE["height"], "the whole verdict is on the first screen of a phone"


@pytest.mark.parametrize("window", [PHONE, {"width": 1440, "height": 900}], ids=["phone", "desktop"])
def test_code_that_handles_an_error_is_copied_in_two_actions(
    context: BrowserContext, page: Page, site_url: str, window: ViewportSize
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size(window)
    page.goto(f"{site_url}/errors/INTERNAL_ERROR/")
    way = page.get_by_role("link", name="Python and TypeScript")
    expect(way).to_be_in_viewport(ratio=1)
    way.click()
    copy = page.get_by_role("button", name="Copy the Python code")
    expect(copy).to_be_in_viewport(ratio=1)
    copy.click()
    expect(copy).to_have_text("Copied")
    assert "ErrorCode.INTERNAL_ERROR" in page.evaluate("navigator.clipboard.readText()")


def test_on_a_phone_the_first_step_of_every_error_is_on_the_first_screen(
    page: Page, site_url: str, errors: tuple[ErrorType, ...]
) -> None:
    page.set_viewport_size(PHONE)
    for code in (error.code for error in errors):
        page.goto(f"{site_url}/errors/{code}/")
        box = page.locator(".verdict__first").bounding_box()
        assert box
        assert box["y"] + box["height"] < PHONE["height"], code


def test_the_sidebar_shows_where_a_reader_is_and_the_ways_to_all_errors(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 700})
    page.goto(f"{site_url}/errors/STORE_NOT_FOUND/")
    sidebar = page.locator(".md-sidebar--primary")
    for name in ("All errors", "Decode an error", "STORE_NOT_FOUND"):
        link = sidebar.get_by_role("link", name=name, exact=True)
        expect(link).to_be_in_viewport(ratio=1)
        link.click(trial=True)  # nothing lies over it
    heading = sidebar.get_by_text("On single endpoints").locator("visible=true")
    above, box = sidebar.get_by_role("link", name="Decode an error").bounding_box(), heading.bounding_box()
    assert above
    assert box
    assert 0 <= box["y"] - above["y"] - above["height"] < 40, "it stands right below"
    page.set_viewport_size(PHONE)
    page.locator("header label[for=__drawer]").click()
    expect(sidebar.locator(".md-nav__link--active:visible", has_text="STORE_NOT_FOUND")).to_be_in_viewport(ratio=1)


def test_the_keyboard_opens_the_drawer_and_comes_into_no_closed_one(page: Page, site_url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/errors/STORE_NOT_FOUND/")
    link = page.locator(".md-sidebar--primary a[href='../STORE_CLOSED/']")
    takes_focus = "link => { link.focus(); return document.activeElement === link; }"
    assert not link.evaluate(takes_focus)
    for _ in ("the link to the content", "what opens the drawer"):
        page.keyboard.press("Tab")
    expect(page.locator("header label[for=__drawer]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(link).to_be_in_viewport(ratio=1)
    assert link.evaluate(takes_focus)


def test_on_a_phone_a_table_is_drawn_as_far_as_a_reader_comes(page: Page, site_url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/errors/")
    last = page.locator("#by-endpoint ~ * tbody tr").last.locator("td").first
    drawn = "cell => cell.checkVisibility({ contentVisibilityAuto: true })"
    assert not last.evaluate(drawn)
    last.scroll_into_view_if_needed()
    page.wait_for_function(drawn, arg=last.element_handle())  # from the next frame on


@pytest.mark.parametrize("place", ["by-http-status", "by-endpoint"])
def test_on_a_phone_a_link_leads_to_its_place_below_many_cards(page: Page, site_url: str, place: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site_url}/errors/#{place}")
    box = page.locator(f"#{place}").bounding_box()
    assert box
    assert box["y"] < 100


def test_breadcrumbs_lead_to_all_errors(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Errors").click()
    expect(page).to_have_url(f"{site_url}/errors/")


def test_no_footer_cuts_a_sidebar_off(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site_url}/distribution/")
    for link in page.locator(".md-sidebar--primary a.md-nav__link:visible").all():
        link.scroll_into_view_if_needed()
        expect(link).to_be_in_viewport(ratio=0.99)
        link.click(trial=True)  # nothing lies over it


def test_the_search_opens_by_its_usual_keys(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_a_page_leads_to_its_source_and_to_a_report_with_its_name(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    tools = page.get_by_role("list", name="This page")
    home = "https://github.com/gett-tech/developer-portal"
    edit, report = (tools.get_by_role("link", name=name) for name in ("Edit this page", "Report a mistake"))
    expect(edit).to_have_attribute("href", f"{home}/edit/main/examples/CONFLICT.yaml")
    expect(report).to_have_attribute("href", f"{home}/issues/new?title=409%20CONFLICT%3A%20")


def test_the_verdict_does_not_rest_on_colour(page: Page, site_url: str) -> None:
    marks = set()
    for code in ("RATE_LIMITED", "CONFLICT"):
        page.goto(f"{site_url}/errors/{code}/")
        marks.add(page.eval_on_selector(".verdict__retry dd", "node => getComputedStyle(node, '::before').maskImage"))
    assert len(marks) == 2


def test_in_forced_colours_the_verdict_keeps_its_mark(browser: Browser, site_url: str) -> None:
    for dark in (False, True):
        context = browser.new_context(forced_colors="active", color_scheme="dark" if dark else "light")
        page = context.new_page()
        for code in ("RATE_LIMITED", "CONFLICT"):
            page.goto(f"{site_url}/errors/{code}/")
            mark = page.eval_on_selector(
                ".verdict__retry dd", "node => getComputedStyle(node, '::before').backgroundColor"
            )
            assert mark == page.eval_on_selector("h1", "node => getComputedStyle(node).color"), code
        context.close()


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
    page.get_by_role("button", name="Copy the body").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.evaluate("text => JSON.parse(text).errorCode", copied) == "CONFLICT"


def test_each_copy_button_has_a_name_of_its_own_and_says_what_it_did(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for path in ("errors/RATE_LIMITED/", "guides/handling-errors/"):
        page.goto(f"{site_url}/{path}")
        names = page.locator(".copy").evaluate_all("nodes => nodes.map((node) => node.ariaLabel)")
        assert len(names) == len(set(names)) > 4, path
        assert all(name.startswith("Copy ") for name in names)
    page.goto(f"{site_url}/errors/RATE_LIMITED/#example-curl")
    page.get_by_role("button", name="Copy as cURL", exact=True).click()
    expect(page.locator(".announcer")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("curl --include")


def test_a_link_to_a_tab_opens_it_and_the_language_stays_from_page_to_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/#in-your-code-typescript")
    typescript = page.locator("code", has_text='from "./gett-errors"')
    expect(typescript).to_be_visible()
    page.locator("label", has_text="Python").click()
    expect(typescript).to_be_hidden()
    page.locator("label", has_text="TypeScript").click()
    for path in ("errors/STORE_CLOSED/", "guides/handling-errors/"):
        page.goto(f"{site_url}/{path}")
        expect(typescript.first).to_be_visible()


def test_the_search_shows_its_shortcut_until_it_is_used(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site_url}/errors/CONFLICT/")
    shortcut = page.get_by_text("Ctrl K")
    expect(shortcut).to_be_visible()
    page.keyboard.press("Control+k")
    expect(shortcut).to_be_hidden()


def test_a_preview_shows_the_verdict_and_the_picture_of_the_portal(
    page: Page, site: Path, site_url: str, catalog: Catalog
) -> None:
    for code in ("CONFLICT", "PAYMENT_FAILED"):
        page.goto(f"{site_url}/errors/{code}/")
        verdict = catalog.verdicts[code]
        shown = page.locator("meta[property='og:description']").get_attribute("content") or ""
        retry = "do not retry" if verdict.retry == "no" else "retry after "
        assert shown.startswith(f"{catalog.by_code[code].status} · {retry}")
    picture = page.locator("meta[property='og:image']").get_attribute("content") or ""
    assert (site / picture.removeprefix(SITE)).read_bytes().startswith(b"\x89PNG")


def test_a_page_can_be_copied_as_markdown(context: BrowserContext, page: Page, site: Path, site_url: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.get_by_role("button", name="Copy this page as Markdown").click()
    expect(page.locator(".tools .copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == (site / "errors/CONFLICT.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("refused", ["the page", "the clipboard"])
def test_what_cannot_be_copied_is_said(page: Page, site_url: str, refused: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    if refused == "the page":
        page.route("**/errors/CONFLICT.md", lambda route: route.fulfill(status=503, body="Later"))
    else:
        page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy this page as Markdown").click()
    expect(page.locator(".tools .copy")).to_have_text("Could not copy")
    expect(page.locator(".announcer")).to_have_text("Could not copy")


def test_an_error_page_leads_to_its_forms_for_programs(page: Page, site_url: str, catalog: Catalog) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    alternates = page.locator("link[rel~=alternate]").evaluate_all(
        "links => links.map((link) => [link.type, link.href])"
    )
    assert alternates == [
        ["text/markdown", f"{site_url}/errors/CONFLICT.md"],
        ["application/problem+json", f"{site_url}/errors/CONFLICT.json"],
        ["application/json", f"{site_url}/errors/CONFLICT/index.json"],
    ]
    page.get_by_role("link", name="Its body as JSON").click()
    assert page.evaluate("JSON.parse(document.body.innerText)") == catalog.by_code["CONFLICT"].body.members()


@pytest.mark.parametrize("query", sampled([*FILTERS], [*FILTERS][2::2]))
def test_a_link_to_a_filtered_index_shows_those_errors(page: Page, site_url: str, catalog: Catalog, query: str) -> None:
    expected = [error.code for error in catalog.errors if FILTERS[query](error)]
    page.goto(f"{site_url}/errors/?{query}")
    assert shown_codes(page) == expected
    said = (
        f"{len(expected)} of {len(CODES)} errors"
        if expected
        else "No error fits. Paste the whole error, or reset and choose less."
    )
    expect(page.locator(".filter__count")).to_have_text(said)


def test_a_filter_is_remembered_in_the_address(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/")
    assert sorted(shown_codes(page)) == CODES
    page.get_by_label("Category").select_option("payment")
    page.get_by_role("searchbox", name="Search codes").fill("declined")
    assert shown_codes(page) == ["PAYMENT_DECLINED"]
    expect(page).to_have_url(re.compile(r"/errors/\?text=declined&category=payment$"))
    page.reload()
    assert shown_codes(page) == ["PAYMENT_DECLINED"]
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".filter__count")).to_have_text(f"{len(CODES)} of {len(CODES)} errors")
    expect(page).to_have_url(re.compile("/errors/$"))


@pytest.mark.parametrize("asked", sampled([*MEANT], [*MEANT][::3]))
def test_the_404_page_suggests_the_code_that_was_meant(page: Page, site_url: str, asked: str) -> None:
    page.goto(f"{site_url}/{asked}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    suggestion = page.locator("#suggestions a").first
    expect(suggestion).to_have_text(MEANT[asked])
    suggestion.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(MEANT[asked])


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


def test_a_page_is_dark_from_its_first_line(browser: Browser, site_url: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.route("**/assets/javascripts/bundle*", lambda route: route.abort())  # what else sets the scheme
    page.goto(f"{site_url}/errors/CART_EMPTY/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 28)"
    page.close()


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
    page.get_by_role("searchbox", name="Search codes").focus()
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
    page.locator("label", has_text="HTTP response").click()
    expect(page.get_by_text("HTTP/1.1 409 Conflict")).to_be_visible()
    context.close()
