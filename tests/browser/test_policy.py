"""The real site under its content security policy, served by a real nginx to a real browser: nothing is blocked.

Here it is in use; `test_every_page.py` opens each page as it is.
"""

import json
import re
from collections import Counter

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from error_catalog.model.catalog import Catalog


@pytest.fixture
def violations(context: BrowserContext) -> list[str]:
    """Return what the policy has blocked in any page of the window up to now."""
    found: list[str] = []
    context.expose_binding("report", lambda _, said: found.append(said))
    context.add_init_script("""
      addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => {
        report(`blocked ${effectiveDirective} ${blockedURI} ${location.pathname} ${sourceFile}`);
      });
    """)
    context.on(
        "console", lambda line: found.append(line.text) if re.search("Security|Refused|MIME", line.text) else None
    )
    return found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing/here", 404),
        ("/errors/ORDER_TOTAL", 404),
        ("/errors/CONFLICT.json", 200),
        ("/errors/CONFLICT.md", 200),
    ],
)
def test_what_is_no_page_of_the_site_keeps_the_policy(
    page: Page, hosted: str, violations: list[str], path: str, status: int
) -> None:
    answer = page.goto(hosted + path)
    assert answer
    assert answer.status == status
    assert violations == []


@pytest.mark.thorough
def test_search_and_palette_work_under_the_policy(page: Page, hosted: str, violations: list[str]) -> None:
    page.goto(hosted)
    page.get_by_role("textbox", name="Search").fill("total different")
    page.locator(".md-search-result__item a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ORDER_TOTAL_DIFFERENT")
    for scheme in ("default", "slate"):
        page.locator("form[data-md-component=palette] label:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".md-footer__link--next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PAYMENT_DECLINED")
    page.goto(f"{hosted}/errors/?status=409#all-codes")
    expect(page.get_by_role("status").and_(page.locator(".filter *"))).to_contain_text(" of ")
    page.goto(f"{hosted}/errors/order_totl_different_")
    expect(page.locator("#suggestions")).to_contain_text("ORDER_TOTAL_DIFFERENT")
    assert violations == []


def test_live_examples_run_under_the_policy(
    context: BrowserContext, page: Page, hosted: str, violations: list[str]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto(f"{hosted}/errors/RATE_LIMITED/")
    status = page.locator(".live__status")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(status).to_contain_text("429 Too Many Requests. The service worker of this site answered")
    page.get_by_role("button", name="Run with a correct client").click()
    expect(status).to_contain_text("Waiting")
    page.clock.fast_forward("10:00")
    expect(status).to_contain_text("succeeded: 200 OK. The service worker of this site answered")
    page.get_by_role("button", name="Copy the body").first.click()
    assert json.loads(page.evaluate("navigator.clipboard.readText()"))["errorCode"] == "RATE_LIMITED"
    page.get_by_role("button", name="Copy this page as Markdown").click()
    expect(page.locator(".copy", has_text="Copied")).to_have_count(2)
    assert "RATE_LIMITED" in page.evaluate("navigator.clipboard.readText()")
    assert violations == []


def test_errors_are_decoded_under_the_policy(page: Page, hosted: str, catalog: Catalog, violations: list[str]) -> None:
    page.goto(f"{hosted}/errors/decode/")
    body = catalog.by_code["CONFLICT"].body.members() | {"hint": "<img src=x onerror=alert(1)>"}
    page.get_by_label("Response, log line, type or code").fill(json.dumps(body))
    expect(page.locator(".decode__verdict")).to_contain_text("409 Conflict")
    expect(page.locator(".decode__findings")).to_contain_text("<img src=x onerror=alert(1)>")
    page.locator(".decode__code a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("CONFLICT")
    assert violations == []


SEEDED = {
    "<script>document.title = 'seeded'</script>": "script-src-elem",
    "<script src='https://elsewhere.gett-tech.com/x.js'></script>": "script-src-elem",
    "<img src='data:,' onerror='document.title = 1'>": "script-src-attr",
    "<p style='color: red'>seeded</p>": "style-src-attr",
    "<style>p { color: red }</style>": "style-src-elem",
    "<img src='https://elsewhere.gett-tech.com/x.png'>": "img-src",
    "<iframe src='https://elsewhere.gett-tech.com/'></iframe>": "frame-src",
    "<object data='https://elsewhere.gett-tech.com/'></object>": "object-src",
    "<base href='https://elsewhere.gett-tech.com/'>": "base-uri",
}
"""What might be put into a page, and the directive that forbids it."""


def test_what_is_put_into_a_page_is_blocked_and_seen(page: Page, hosted: str, violations: list[str]) -> None:
    def put(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</body>", f"{''.join(SEEDED)}</body>"))

    page.route("**/errors/CONFLICT/", put)
    page.goto(f"{hosted}/errors/CONFLICT/")
    with page.expect_event("console", lambda line: line.text == "seen"):
        # What is blocked is told in the order of things, so before this.
        page.evaluate("setTimeout(() => console.log('seen'))")
    told = Counter(said.split()[1] for said in violations if said.startswith("blocked "))
    # By the header, and by the page itself.
    assert told == Counter([*SEEDED.values()] * 2)
    assert len([said for said in violations if "Security" in said]) >= len(SEEDED), "the console has them, too"
    assert page.title() == "CONFLICT — 409 Conflict - Gett Developer Portal"
