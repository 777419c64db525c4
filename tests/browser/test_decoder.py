"""The decoder's page in a real browser: pasting, reading, sharing a link; and that what is pasted stays in the page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from support.building import page as built_page
from support.node import AXE, VIOLATIONS
from support.project import DATA
from support.yaml_files import read_yaml

CORPUS = read_yaml((DATA / "decoding" / "corpus.yaml").read_text(encoding="utf-8"))
PHONE = ViewportSize(width=390, height=844)
FIELD = "Response, log line, type or code"
TERMS = ["Retry", "Who can fix it", "Status", "Category", "Do this first", "Did it happen?"]


@pytest.fixture
def decoder(page: Page, site_url: str) -> Page:
    """Return the page, without a past and with nothing pasted."""
    page.goto(f"{site_url}/errors/decode/")
    return page


@pytest.fixture
def faulty(catalog: Catalog) -> str:
    """Return a response that differs from what is documented in three parts."""
    body = catalog.by_code["RATE_LIMITED"].body.members()
    body |= {"status": 503, "timestamp": "yesterday", "hint": "<img src=x onerror=alert(1)>"}
    return f"HTTP/1.1 503 Service Unavailable\nRetry-After: 60\n\n{json.dumps(body, indent=2)}"


def paste(page: Page, text: str) -> Locator:
    """Paste a text, and return what is announced."""
    page.get_by_label(FIELD).fill(text)
    return page.get_by_role("status").and_(page.locator(".decode__verdict"))


def rows(page: Page, title: str) -> list[list[str]]:
    """Return the cells of the table below a heading."""
    table = page.get_by_role("heading", name=title).locator("xpath=following-sibling::table[1]")
    return [row.get_by_role("cell").all_inner_texts() for row in table.locator("tbody").get_by_role("row").all()]


def test_a_pasted_response_gets_a_verdict_steps_and_findings(decoder: Page, faulty: str, catalog: Catalog) -> None:
    verdict = paste(decoder, faulty)
    expect(verdict.get_by_role("heading", name="RATE_LIMITED")).to_be_visible()
    assert verdict.get_by_role("term").all_inner_texts() == TERMS
    error = catalog.by_code["RATE_LIMITED"]
    assert verdict.get_by_role("definition").all_inner_texts() == [
        "Yes, after 60\u00a0s",
        error.recovery.actor.label,
        "429 Too Many Requests",
        "rate_limit",
        error.recovery.advice.replace("`", ""),
        "Not known",  # the body says another status than the catalogue
    ]
    expect(verdict).to_contain_text("3 parts differ from what is documented.")
    steps = decoder.locator(".decode__findings ol").get_by_role("listitem").all_inner_texts()
    assert steps == [step.replace("`", "") for step in error.recovery.steps]
    assert rows(decoder, "Differs from what is documented") == [
        ["status", "503", "429"],
        ["timestamp", '"yesterday"', 'like "2026-04-27T14:30:00.000Z"'],
        ["hint", '"<img src=x onerror=alert(1)>"', "no such member"],
    ]
    assert decoder.locator("article img").count() == 0
    verdict.get_by_role("link", name="RATE_LIMITED").click()
    expect(decoder.get_by_role("heading", level=1)).to_contain_text("RATE_LIMITED")


def test_the_verdict_says_the_same_as_the_page_of_the_error(
    decoder: Page, site: Path, catalog: Catalog, errors: tuple[ErrorType, ...]
) -> None:
    seen = set()
    for error in errors:
        paste(decoder, json.dumps(error.body.members()))
        expect(decoder.get_by_role("heading", name=error.code)).to_be_visible()
        expect(decoder.locator(".decode__verdict")).to_contain_text("It is as documented.")
        seen.add(decoder.locator(".decode__verdict .verdict").inner_html())
        retry, actor, status, category, advice, happened = decoder.locator(".verdict dd").all_inner_texts()
        documented = [each.get_text() for each in built_page(site, f"errors/{error.code}").select(".verdict dd")]
        assert [actor, advice] == documented[1:3]
        assert (status, category) == (error.status_line, error.category)
        # A body names its call, where the page may have several.
        verdict = catalog.verdicts[error.code]
        (called,) = (
            each
            for each in verdict.outcomes
            if each.endpoint == error.endpoint_of(error.examples[0], catalog.endpoints)
        )
        assert happened == called.answer
        assert retry == documented[0].replace("retryAfter seconds", f"{error.body.retry_after}\u00a0s")
    assert len(seen) == len(errors)


def test_an_unknown_code_leads_to_those_that_may_be_meant(decoder: Page, catalog: Catalog) -> None:
    body = catalog.by_code["STORE_CLOSED"].body.members() | {"errorCode": "STORE_CLOSD"}
    verdict = paste(decoder, json.dumps(body))
    expect(verdict).to_contain_text("This code is not documented here.")
    expect(verdict).to_contain_text(re.compile(r"Did you mean STORE_CLOSED\b"))
    expect(verdict).to_contain_text("The advice is that of INVALID_REQUEST, the general error.")
    expect(decoder).to_have_url(re.compile("/errors/decode/$"))


def test_text_without_an_error_says_so_and_no_text_says_nothing(decoder: Page) -> None:
    expect(paste(decoder, "nothing, here")).to_have_text(re.compile("No error found in this text. .* all errors"))
    expect(paste(decoder, "")).to_be_empty()


def test_a_link_with_a_code_shows_its_verdict(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/decode/#PAYMENT_FAILED")
    expect(page.get_by_label(FIELD)).to_have_value("PAYMENT_FAILED")
    expect(page.locator(".verdict dd").first).to_have_text("Yes, after 1 to 3 s")
    page.evaluate("location.hash = '#CONFLICT'")
    expect(page.get_by_role("heading", name="CONFLICT")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{site_url}/errors/decode/#__proto__")
    expect(page.get_by_label(FIELD)).to_have_value("")
    page.goto(f"{site_url}/errors/decode/#how-it-decides")
    paste(page, "nothing, here")
    expect(page.get_by_text("No error found")).to_be_visible()
    expect(page).to_have_url(re.compile("#how-it-decides$"))


def test_a_known_code_becomes_the_address_and_goes_with_the_text(decoder: Page, faulty: str) -> None:
    length = decoder.evaluate("history.length")
    expect(paste(decoder, faulty)).to_contain_text("RATE_LIMITED")
    expect(decoder).to_have_url(re.compile("/errors/decode/#RATE_LIMITED$"))
    decoder.locator(".decode").get_by_role("button", name="Clear").click()
    expect(decoder.locator(".decode__verdict")).to_be_empty()
    expect(decoder.get_by_label(FIELD)).to_be_focused()
    expect(decoder).to_have_url(re.compile("/errors/decode/$"))
    assert decoder.evaluate("history.length") == length


def test_the_keyboard_alone_is_enough(decoder: Page) -> None:
    field = decoder.get_by_label(FIELD)
    for _ in range(80):
        decoder.keyboard.press("Tab")
        if field.evaluate("node => node === document.activeElement"):
            break
    expect(field).to_be_focused()
    decoder.keyboard.type("STORE_CLOSED")
    expect(decoder.locator(".decode__verdict").get_by_role("heading")).to_have_text("STORE_CLOSED")
    expect(field).to_be_focused()
    for name in ("Try an example", "Clear"):
        decoder.keyboard.press("Tab")
        expect(decoder.locator(".decode").get_by_role("button", name=name)).to_be_focused()
    decoder.keyboard.press("Tab")
    expect(decoder.locator(".decode__code a")).to_be_focused()
    decoder.keyboard.press("Enter")
    expect(decoder.get_by_role("heading", level=1)).to_have_text(re.compile("STORE_CLOSED"))


def test_a_screen_reader_hears_a_change_once(decoder: Page) -> None:
    decoder.evaluate("""() => {
      window.changes = 0;
      const count = (records) => { window.changes += records.length; };
      new MutationObserver(count).observe(document.querySelector(".decode__verdict"), { childList: true });
    }""")
    expect(paste(decoder, "CONFLICT")).to_contain_text("409")
    assert decoder.evaluate("window.changes") == 1
    paste(decoder, "CONFLICT ")
    decoder.wait_for_timeout(500)
    assert decoder.evaluate("window.changes") == 1, "the same verdict is not said again"
    paste(decoder, "NOT_FOUND")
    expect(decoder.locator(".decode__verdict")).to_contain_text("404")
    assert decoder.evaluate("window.changes") == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("errorCode=RATE_LIMITED retryAfter=17", "17"),
        ('{"errorCode": "STORE_CLOSD", "status": 422}', "Did you mean STORE_CLOSED"),
        pytest.param("nothing, here", "No error found", marks=pytest.mark.thorough),
        pytest.param(f"RATE_LIMITED {'x ' * 10_000}", "RATE_LIMITED", marks=pytest.mark.thorough),
    ],
)
def test_a_reload_keeps_what_was_pasted_until_it_is_cleared(decoder: Page, text: str, said: str) -> None:
    field, verdict = decoder.get_by_label(FIELD), decoder.locator(".decode__verdict")
    decoder.evaluate(
        """text => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.querySelector("h1").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }""",
        text,
    )
    expect(verdict).to_contain_text(said)
    shown = (verdict.inner_text(), field.input_value(), decoder.locator(".decode__shortened").inner_text())
    decoder.reload()
    expect(verdict).to_contain_text(said)
    assert (verdict.inner_text(), field.input_value(), decoder.locator(".decode__shortened").inner_text()) == shown
    decoder.locator(".decode").get_by_role("button", name="Clear").click()
    expect(verdict).to_be_empty()
    assert decoder.evaluate("history.state") is None
    decoder.reload()
    expect(field).to_have_value("")


def test_each_visit_of_the_decoder_has_its_own_text(decoder: Page) -> None:
    field = decoder.get_by_label(FIELD)
    expect(paste(decoder, "errorCode=RATE_LIMITED retryAfter=17")).to_contain_text("17")
    decoder.evaluate("location.hash = 'CONFLICT'")
    expect(field).to_have_value("CONFLICT")
    decoder.locator("h2#how-it-decides a").evaluate("node => node.click()")
    decoder.reload()
    expect(field).to_have_value("CONFLICT")
    for expected in ("CONFLICT", "errorCode=RATE_LIMITED retryAfter=17"):
        decoder.go_back()
        expect(field).to_have_value(expected)
    decoder.locator("header .header__decode").click()
    expect(field).to_have_value("")


def test_nothing_that_is_pasted_is_sent_or_stored_for_other_pages(decoder: Page, faulty: str) -> None:
    decoder.wait_for_load_state("networkidle")
    asked: list[str] = []
    decoder.on("request", lambda request: asked.append(request.url))
    for text in (faulty, "CONFLICT", "no error"):
        paste(decoder, text)
        decoder.wait_for_timeout(400)
    # To Chromium, another fragment is another page, which may have another icon.
    icon = decoder.locator("link[rel=icon]").evaluate("node => node.href")
    assert set(asked) <= {icon}
    kept = decoder.evaluate("""async () => ({
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    })""")
    assert "yesterday" not in kept.pop("storage")
    assert kept == {"databases": 0, "caches": 0, "workers": 0}
    field = decoder.get_by_label(FIELD)
    # Some browsers send what they check the spelling of, and keep what stands in a field for the next visit.
    expect(field).to_have_attribute("spellcheck", "false")
    expect(field).to_have_attribute("autocomplete", "off")
    decoder.evaluate("fetch('/robots.txt')")
    assert asked[-1].endswith("/robots.txt"), "a request would have been seen"


def paste_by_keyboard(page: Page, text: str) -> None:
    """Paste as a reader does, wherever the focus is."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+v")


def test_a_paste_anywhere_on_the_page_counts(decoder: Page) -> None:
    decoder.get_by_role("heading", level=1).click()
    paste_by_keyboard(decoder, "errorCode=RATE_LIMITED retryAfter=17")
    expect(decoder.locator(".verdict dd").first).to_have_text("Yes, after 17\u00a0s")
    expect(decoder.get_by_label(FIELD)).to_be_focused()


def test_a_paste_into_the_search_is_left_to_the_search(decoder: Page) -> None:
    search = decoder.get_by_role("textbox", name="Search")
    search.focus()
    paste_by_keyboard(decoder, "STORE_CLOSED")
    expect(search).to_have_value("STORE_CLOSED")
    expect(decoder.get_by_label(FIELD)).to_have_value("")


def test_an_example_can_be_tried(decoder: Page) -> None:
    decoder.get_by_role("button", name="Try an example").click()
    verdict = decoder.locator(".decode__verdict")
    expect(verdict.locator("dd").first).to_have_text(re.compile("Yes, after [0-9]+"))
    expect(verdict).to_contain_text("It is as documented.")


def test_what_support_needs_is_shown_and_copied(decoder: Page, catalog: Catalog) -> None:
    decoder.context.grant_permissions(["clipboard-read", "clipboard-write"])
    body = catalog.by_code["CONFLICT"].body
    paste(decoder, json.dumps(body.members()))
    decoder.get_by_role("button", name="Copy for support").click()
    expect(decoder.locator(".decode__findings .copy")).to_have_text("Copied")
    said = decoder.evaluate("navigator.clipboard.readText()")
    members = body.members()
    assert said.splitlines() == [f"{name}: {members[name]}" for name in ("requestId", "timestamp", "instance")]


def test_each_entry_of_a_body_is_a_row(decoder: Page, catalog: Catalog, exports: dict[str, str]) -> None:
    body = exports["errors/VALIDATION_FAILED.json"]
    expect(paste(decoder, body)).to_contain_text("VALIDATION_FAILED")
    [entry] = json.loads(body)["errors"]
    [[code, place, message, retry, advice]] = rows(decoder, "What the body lists")
    assert (code, place, message) == (entry["code"], f"itemId: {entry['itemId']}", entry["message"])
    assert retry == "No"
    assert advice == catalog.by_code[entry["code"]].recovery.advice.replace("`", "")


def test_of_several_errors_the_others_are_listed(decoder: Page) -> None:
    verdict = paste(decoder, "errorCode=RATE_LIMITED retryAfter=60\nerrorCode=STORE_CLOSED")
    expect(verdict.get_by_role("heading")).to_have_text("STORE_CLOSED")
    expect(verdict).to_contain_text("The text also names RATE_LIMITED (retry: Yes, after 60\u00a0s).")


@pytest.mark.thorough
def test_a_sample_of_the_corpus_gets_the_same_verdict_on_the_page(decoder: Page) -> None:
    shown = 0
    for family in CORPUS.values():
        case = family[0]
        verdict = paste(decoder, case["text"])
        if case.get("verdict") == "none":
            expect(verdict).to_contain_text("No error found in this text.")
            continue
        expect(verdict.get_by_role("heading")).to_have_text(case.get("code", case.get("heading")))
        if case["retry"] in ("yes", "no"):
            expect(verdict.locator("dd").first).to_contain_text(case["retry"].capitalize())
        shown += 1
    assert shown > 20


def test_a_status_whose_errors_disagree_gets_no_flat_verdict(decoder: Page, catalog: Catalog) -> None:
    verdict = paste(decoder, "400 Bad Request")
    expect(verdict.locator("dd").first).to_have_text(catalog.status_verdicts[400].in_words.replace("`", ""))
    expect(verdict).to_contain_text("If this comes from Gett’s API:")
    listed = [row[0] for row in rows(decoder, "Which errors it may be")]
    assert listed == [error.code for error in catalog.errors if error.status == 400]


def test_on_a_phone_the_first_step_stands_above_the_fold(browser: Browser, site_url: str, faulty: str) -> None:
    context = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}/errors/decode/")
    paste_by_keyboard(page, faulty)
    first = page.locator(".verdict__first")
    expect(first).to_be_in_viewport(ratio=1)
    context.close()


LABELS = """(table) => [...table.querySelectorAll("tbody tr:first-child td")].map((cell) => {
  const { right } = cell.getBoundingClientRect();
  return [getComputedStyle(cell, "::before").content, right <= document.documentElement.clientWidth];
})"""
"""Asks of the cells of a table's first row what stands before each, and whether the window shows it."""


def test_on_a_phone_a_row_fits_and_names_what_its_cells_are(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site_url}/errors/decode/")
    paste(page, "400 Bad Request")
    expect(page.get_by_role("heading", name="Which errors it may be")).to_be_visible()
    cells = page.locator(".decode__findings table").evaluate(LABELS)
    assert cells == [["none", True], ['"Retry: "', True], ['"Do this first: "', True]]
    page.close()


LONGEST_FRAME = """() => new Promise((resolve) => {
  let longest = 0;
  let last = performance.now();
  const frame = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    if (document.querySelector(".decode__code")) resolve(longest);
    else requestAnimationFrame(frame);
  };
  window.watching = true;
  requestAnimationFrame(frame);
})"""


def test_a_megabyte_of_log_is_decoded_without_a_blocked_frame(decoder: Page, catalog: Catalog) -> None:
    line = '2026-04-27 14:30:01 INFO [http-1] order.service took 23ms {"a": {"b": 1}} <img src=x onerror=alert(1)>\n'
    body = json.dumps(catalog.by_code["CONFLICT"].body.members() | {"detail": "<script>document.title = 1</script>"})
    text = f"{line * (1_040_000 // len(line))}{body}"
    assert 1_000_000 < len(text) < 1 << 20
    title = decoder.title()
    decoder.context.grant_permissions(["clipboard-read", "clipboard-write"])
    decoder.evaluate("text => navigator.clipboard.writeText(text)", text)
    watch = f"""() => {{
      const started = performance.now();
      window.watched = ({LONGEST_FRAME})().then((longest) => [longest, performance.now() - started]);
    }}"""
    decoder.evaluate(watch)
    decoder.keyboard.press("ControlOrMeta+v")
    expect(decoder.locator(".decode__verdict")).to_contain_text("409 Conflict")
    longest, took = decoder.evaluate("window.watched")
    assert longest < took / 2, "were it decoded in the page, one frame would take all of the time"
    expect(decoder.locator(".decode__shortened")).to_contain_text("beginning of 1,0")
    assert decoder.title() == title
    assert decoder.locator("article img").count() == 0


def test_what_is_left_out_of_a_longer_text_is_said(decoder: Page) -> None:
    decoder.get_by_role("heading", level=1).click()
    paste_by_keyboard(decoder, "RATE_LIMITED\n" + "x " * (1 << 19))
    expect(decoder.locator(".decode__verdict")).to_contain_text("13 characters were not read")


@pytest.fixture(
    params=[
        ("light", 390),
        pytest.param(("dark", 1440), marks=pytest.mark.thorough),
        pytest.param(("dark", 390), marks=pytest.mark.thorough),
        pytest.param(("light", 1440), marks=pytest.mark.thorough),
    ],
    ids=str,
)
def checked(request: pytest.FixtureRequest, browser: Browser, site_url: str) -> Iterator[Page]:
    """Return the page with axe, in a colour scheme and at a width."""
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.goto(f"{site_url}/errors/decode/")
    yield page
    context.close()


def test_a_verdict_is_accessible_and_fits_its_window(checked: Page, faulty: str, catalog: Catalog) -> None:
    long = {"errorCode": "X" * 70, "m" * 70: "n" * 200, "status": 418, "retryable": True}
    for text in (faulty, json.dumps(catalog.by_code["PAYMENT_FAILED"].body.members() | long), "STORE_CLOSD", "x, y"):
        verdict = paste(checked, text)
        expect(verdict).not_to_be_empty()
        checked.wait_for_timeout(300)
        violations = checked.evaluate(VIOLATIONS)
        assert [(each["id"], each["nodes"][0]["target"]) for each in violations] == []
        assert checked.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("checked", [("light", 390)], ids=str, indirect=True)
def test_axe_sees_a_fault_in_a_verdict(checked: Page) -> None:
    expect(paste(checked, "CONFLICT")).to_contain_text("409")
    checked.evaluate("document.querySelector('.decode__code a').textContent = ''")
    assert "link-name" in {each["id"] for each in checked.evaluate(VIOLATIONS)}


def test_without_javascript_the_page_says_so_and_leads_to_the_index(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site_url}/errors/decode/")
    expect(page.locator("article noscript p")).to_have_text(re.compile("Decoding needs JavaScript"))
    expect(page.locator("article noscript p")).to_be_visible()
    expect(page.get_by_label(FIELD)).to_be_hidden()
    page.locator("article noscript a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Errors"))
    context.close()


def test_with_javascript_the_page_does_not_speak_of_its_absence(decoder: Page) -> None:
    expect(decoder.get_by_label(FIELD)).to_be_visible()
    expect(decoder.locator("article noscript")).to_be_hidden()
