"""The page of an error shows what the response said that a reader has come from, and nothing else."""

import json
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import BrowserContext, Locator, Page, expect

from error_catalog.model.catalog import Catalog
from error_catalog.sitefile import SITE
from support.clients import load_client
from support.node import AXE, VIOLATIONS
from support.shifting import WATCH_SHIFTS, shifts_of

SAID = {
    "requestId": "req_7f1c2f5e",
    "instance": "/v1/marketplace/orders/place",
    "timestamp": "2026-11-26T02:14:09.120Z",
    "retryAfter": "42",
}


def opened(page: Page, site_url: str, code: str, said: dict[str, str]) -> Locator:
    page.goto(f"{site_url}/errors/{code}/#{urlencode(said)}")
    return page.get_by_role("region", name="Your response")


def rows(shown: Locator) -> dict[str, str]:
    terms, definitions = (shown.get_by_role(role).all_inner_texts() for role in ("term", "definition"))
    return dict(zip(terms, definitions, strict=True))


def test_a_page_shows_the_members_of_the_response(page: Page, site_url: str) -> None:
    page.add_init_script(path=AXE)
    shown = opened(page, site_url, "RATE_LIMITED", SAID)
    assert rows(shown) == SAID | {"retryAfter": "42 seconds"}
    assert page.evaluate(VIOLATIONS) == []


def test_the_page_comes_with_the_response_in_its_place(page: Page, site_url: str) -> None:
    page.add_init_script(WATCH_SHIFTS)
    for width, height in ((390, 1200), (820, 1180), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        expect(opened(page, site_url, "ORDER_TOTAL_DIFFERENT", SAID)).to_be_visible()
        assert shifts_of(page) == ""
        page.goto("about:blank")


def test_the_clients_lead_to_what_the_response_said(page: Page, site: Path, site_url: str, tmp_path: Path) -> None:
    client = load_client((site / "clients" / "gett_errors.py").read_text(encoding="utf-8"), tmp_path)
    body = {
        "errorCode": "SERVICE_UNAVAILABLE",
        "status": 503,
        "detail": "For ada@example.com",
        "requestId": "req <&> #1",
        "instance": "/v1/marketplace/orders/place?user=ada",
        "timestamp": "2026-11-26T02:14:09+01:00",
        "retryable": False,
    }
    address = client.from_response(503, {"Retry-After": "42"}, json.dumps(body)).help_url
    assert address.startswith(f"{SITE}errors/SERVICE_UNAVAILABLE/#instance=")
    assert "ada" not in address
    page.goto(address.replace(SITE, f"{site_url}/"))
    shown = page.get_by_role("region", name="Your response")
    assert rows(shown) == {
        "instance": "/v1/marketplace/orders/place",
        "timestamp": "2026-11-26T02:14:09+01:00",
        "retryable": "false differs from what is documented: true",
        "retryAfter": "42 seconds",
    }, "a request id of another form is left out"
    unknown = client.from_response(504, {}, "").help_url
    assert unknown == f"{SITE}errors/?status=504#status=504&retryable=true"


def test_what_support_asks_for_can_be_copied(context: BrowserContext, page: Page, site_url: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = opened(page, site_url, "INTERNAL_ERROR", SAID)
    shown.get_by_role("button", name="Copy for support").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "\n".join(f"{name}: {SAID[name]}" for name in ("requestId", "timestamp", "instance"))


def test_the_wait_is_counted_from_when_the_page_opened_and_never_shorter(page: Page, site_url: str) -> None:
    page.clock.install()
    shown = opened(page, site_url, "RATE_LIMITED", {"retryAfter": "42"})
    timer = shown.get_by_role("timer")
    expect(timer).to_have_text("Wait 42 s more, counted from when this page opened.")
    page.clock.run_for(41_000)
    expect(timer).to_have_text("Wait 1 s more, counted from when this page opened.")
    page.clock.run_for(1_200)
    expect(timer).to_have_text("The wait is over.")


def test_no_wait_is_counted_where_the_page_says_not_to_retry(page: Page, site_url: str) -> None:
    shown = opened(page, site_url, "CONFLICT", {"retryAfter": "42"})
    assert rows(shown) == {"retryAfter": "42 seconds"}
    assert shown.get_by_role("timer").count() == 0
    expect(page.locator(".verdict__retry dd")).to_have_text("No")


def test_what_differs_from_the_documented_body_is_said(page: Page, site_url: str) -> None:
    shown = opened(page, site_url, "CONFLICT", {"status": "412", "retryable": "false"})
    assert rows(shown) == {"status": "412 differs from what is documented: 409"}


OTHERS = (
    {"requestId": "<img src=x onerror=alert(1)>"},
    {"requestId": "a" * 129},
    {"requestId": ""},
    {"instance": "https://elsewhere.example/"},
    {"instance": "/" + "x" * 600},
    {"timestamp": "yesterday"},
    {"retryAfter": "-1"},
    {"retryAfter": "1e9"},
    {"retryAfter": "9999999999"},
    {"status": "999"},
    {"retryable": "yes"},
    {"detail": "The card 4242 was declined"},
    {"advice": "Send it again"},
)
"""Members of another form or name than those that are shown."""


def test_what_has_another_form_or_name_is_not_shown(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    for said in OTHERS:
        page.evaluate("fragment => (location.hash = fragment)", urlencode({"requestId": "req_1"}))
        expect(page.locator(".response")).to_be_visible()
        page.evaluate("fragment => (location.hash = fragment)", urlencode(said))
        expect(page.locator(".response"), str(said)).to_be_hidden()


def test_any_fragment_leaves_the_verdict_as_it_is(page: Page, site_url: str, catalog: Catalog) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    verdict = page.locator(".verdict").inner_html()
    hostile = (
        urlencode(SAID),
        "summary",
        "%E0%A4%A",
        "requestId=%00%ff",
        "&&==",
        quote(json.dumps(SAID)),
        "retryAfter=1",
    )
    for fragment in hostile:
        page.evaluate("fragment => (location.hash = fragment)", fragment)
        assert page.locator(".verdict").inner_html() == verdict
    assert not catalog.by_code["CONFLICT"].body.retryable
    page.evaluate("location.hash = 'summary'")
    expect(page.locator(".response")).to_be_hidden()


def test_a_response_that_comes_into_the_address_later_is_shown_too(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/ORDER_TOTAL_DIFFERENT/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    place = page.locator(".response")
    expect(place).to_be_hidden()
    page.evaluate("location.hash = '#requestId=req_1'")
    expect(place).to_contain_text("req_1")
    page.evaluate("location.hash = '#requestId=req_2'")
    expect(place).to_contain_text("req_2")
    assert [url.rpartition("/")[2] for url in asked] == ["response.js"]
