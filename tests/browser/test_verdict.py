"""One verdict: an error's page, its Markdown, the decoder at the link with its code, and both clients say the same."""

from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

from error_catalog.model.catalog import Catalog
from support.building import page as built_page
from support.clients import load_client

SHOWN = ("Retry", "Who can fix it", "Do this first", "Did it happen?")


def plain(text: str) -> str:
    """Return the words of a text: without backticks, without spaces that do not break, without the link to more."""
    return text.replace("`", "").replace("\u00a0", " ").removesuffix(". More")


def terms(page: Page) -> dict[str, str]:
    """Return what the verdict that a page shows says, by its terms."""
    verdict = page.locator("dl.verdict")
    names, said = (verdict.get_by_role(role).all_inner_texts() for role in ("term", "definition"))
    return {name: plain(each) for name, each in zip(names, said, strict=True) if name in SHOWN}


def test_page_decoder_markdown_and_clients_say_the_same_of_every_error(
    page: Page, site: Path, site_url: str, catalog: Catalog, tmp_path: Path
) -> None:
    client = load_client((site / "clients" / "gett_errors.py").read_text(encoding="utf-8"), tmp_path)
    page.goto(f"{site_url}/errors/decode/")
    for code, error in catalog.by_code.items():
        on_page = built_page(site, f"errors/{code}").select("dl.verdict > div")
        said = {div.dt.get_text(): plain(div.dd.get_text()) for div in on_page if div.dt and div.dd}
        said = {name: said[name] for name in SHOWN}
        page.evaluate("code => (location.hash = code)", code)
        expect(page.locator(".decode__code")).to_have_text(code)
        assert terms(page) == said
        head = yaml.safe_load((site / "errors" / f"{code}.md").read_text(encoding="utf-8").split("---")[1])
        assert plain(head["verdict"]["inWords"]) == said["Retry"]
        assert plain(head["advice"]) == said["Do this first"]
        assert plain(head["verdict"]["didItHappen"]) == said["Did it happen?"]
        decision = client.DECISIONS[code]
        assert plain(decision.advice) == said["Do this first"]
        assert decision.actor.value == head["actor"] == error.recovery.actor
        if not decision.retryable:
            assert (decision.retry, said["Retry"]) == (None, "No")
        elif error.body.retry_after is None:
            ends = dict.fromkeys(f"{end:g}" for end in decision.retry.range_seconds(1))
            assert said["Retry"] == f"Yes, after {' to '.join(ends)} s"
        else:
            assert said["Retry"] == "Yes, after retryAfter seconds"
