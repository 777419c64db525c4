"""The changelog, its feed, and what the page of an error with a past says."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from error_catalog.exports.resources import FEED
from error_catalog.loading.project import Project as Loaded
from error_catalog.model.changelog import RECORDED_SINCE, changelog
from error_catalog.model.problem import TYPE_BASE
from error_catalog.model.releases import RELEASES
from error_catalog.sitefile import SITE
from support.building import build, page
from support.project import Project
from support.published import publish

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = f"{TYPE_BASE}changelog/"

PASTS = {
    "CONFLICT": """\
since: 2026-12-01
changes:
  - {date: 2027-01-15, guarantee: retryable, note: "It was `true`; see [RFC 9457](https://x.example/?a&b), if 1 < 2."}
  - {date: 2027-01-15, guarantee: members, note: "It had `errors`."}
""",
    "PAYMENT_DECLINED": """\
deprecated: {date: 2027-02-01, reason: Its name promised too much.}
replaced_by: PAYMENT_FAILED
""",
    "PAYMENT_FAILED": "since: 2027-01-15\n",
}


def with_pasts(project: Project) -> Project:
    for code, past in PASTS.items():
        name = f"examples/{code}.yaml"
        project.write(name, past + project.read(name))
    return project


def texts(entry: ET.Element) -> list[str]:
    return [str(entry.findtext(ATOM + name)) for name in ("title", "updated", "content")]


def moment(element: ET.Element) -> datetime:
    text = str(element.findtext(f"{ATOM}updated"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text), "RFC 4287 section 3.3"
    return datetime.fromisoformat(text)


def feed_of(project: Loaded) -> ET.Element:
    """Return the feed of a catalogue, which has all that Atom asks for (RFC 4287 section 4.1)."""
    feed = ET.fromstring(publish(project)[FEED])
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (child,) = element.findall(ATOM + name)
            assert child.text
        assert urlsplit(str(element.findtext(f"{ATOM}id"))).scheme in ("https", "tag")
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    return feed


def test_the_entries_are_the_newest_first_and_then_by_code(small: Project) -> None:
    entries = changelog(with_pasts(small).catalog(), {})
    assert [(entry.date, entry.subject, entry.title) for entry in entries] == [
        ("2027-02-01", "PAYMENT_DECLINED", "deprecated"),
        ("2027-01-15", "CONFLICT", "retryable changed"),
        ("2027-01-15", "CONFLICT", "members changed"),
        ("2027-01-15", "PAYMENT_FAILED", "new"),
        ("2026-12-01", "CONFLICT", "new"),
    ]


def test_the_feed_has_each_entry(small: Project) -> None:
    feed = feed_of(with_pasts(small).load())
    entries = feed.findall(f"{ATOM}entry")
    assert [texts(entry) for entry in entries][:2] == [
        [
            "PAYMENT_DECLINED: deprecated",
            "2027-02-01T00:00:00Z",
            "Its name promised too much. PAYMENT_FAILED comes in its place.",
        ],
        ["CONFLICT: retryable changed", "2027-01-15T00:00:00Z", "It was true; see RFC 9457, if 1 < 2."],
    ]
    assert moment(feed) == max(map(moment, entries))
    links = {str(link.get("rel")): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}{FEED}", "alternate": PAGE}
    targets = [link.get("href") for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert targets == [
        f"{TYPE_BASE}{entry.subject}/" if "/" not in entry.subject else f"{SITE}{entry.subject}"
        for entry in changelog(small.catalog(), RELEASES)
    ]


def test_the_identity_of_an_entry_outlives_a_rewording(small: Project) -> None:
    before = {each.text for each in feed_of(with_pasts(small).load()).iter(f"{ATOM}id")}
    assert "tag:developer.gett-tech.com,2027-01-15:errors/CONFLICT/retryable" in before
    small.replace("examples/CONFLICT.yaml", "It had `errors`.", "It had `errors`, for long.")
    small.replace("examples/PAYMENT_FAILED.yaml", "failed for the moment", "fails")
    assert {each.text for each in feed_of(small.load()).iter(f"{ATOM}id")} == before


def test_a_catalogue_without_a_past_says_since_when_it_would_tell(small: Project) -> None:
    assert changelog(small.catalog(), {}) == ()
    feed = feed_of(small.load())
    assert {str(link.get("href")) for entry in feed.iter(f"{ATOM}entry") for link in entry.iter(f"{ATOM}link")} == {
        f"{SITE}{path}" for path in RELEASES
    }


def test_the_real_feed_is_atom_and_its_entries_are_in_the_page(site: Path, loaded: Loaded) -> None:
    entries = changelog(loaded.catalog, RELEASES)
    assert len(feed_of(loaded).findall(f"{ATOM}entry")) == len(entries)
    html = page(site, "errors/changelog")
    assert f"Changes are recorded here since {RECORDED_SINCE}." in html.get_text()
    assert len(html.select("article h2 ~ ul:not(.tools) > li")) == len(entries)
    assert html.select_one("article a[href='../../clients/gett_errors.py']")


@pytest.fixture
def built(small_site: Project, tmp_path: Path) -> Path:
    result = build(with_pasts(small_site).root, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    return tmp_path / "site"


@pytest.mark.thorough
def test_the_pages_say_what_changed(built: Path) -> None:
    html = page(built, "errors/changelog")
    link = html.select_one("head link[type='application/atom+xml']")
    assert link
    raw = (built / "errors" / "changelog" / "index.html").read_text(encoding="utf-8")
    assert 'rel="alternate " type="application/atom+xml"' in raw, (
        "without the space, the theme takes it for a translation"
    )
    assert urljoin(PAGE, str(link["href"])) == f"{SITE}{FEED}"
    assert (built / FEED).is_file()
    days = [str(day.contents[0]) for day in html.select("article h2")]
    assert days == ["2027-02-01", "2027-01-15", "2026-12-01", "2026-11-26"]
    items = [item.get_text() for item in html.select("article h2 ~ ul:not(.tools) > li")]
    assert items[0] == "PAYMENT_DECLINED, deprecated: Its name promised too much. PAYMENT_FAILED comes in its place."
    assert len(items) == 5 + len(RELEASES)
    labels = [link.get_text(strip=True) for link in html.select(".md-nav--primary a.md-nav__link")]
    assert labels.index("Changelog") == labels.index("PAYMENT_FAILED") + 1

    retired = page(built, "errors/PAYMENT_DECLINED")
    callout = retired.select_one(".admonition.warning")
    assert callout
    assert [line.get_text() for line in callout.select("p")] == [
        "Deprecated on 2027-02-01",
        "Its name promised too much. PAYMENT_FAILED comes in its place. This page stays.",
    ]
    assert callout.select_one("a[href='../PAYMENT_FAILED/']")

    heading = page(built, "errors/CONFLICT").find(id="history")
    assert heading
    dates = [item.get_text()[:10] for item in heading.find_next("ul").select("li")]  # type: ignore[union-attr]
    assert dates == ["2027-01-15", "2027-01-15", "2026-12-01"]

    marks = {row.get_text() for row in page(built, "errors").select(".errors td:first-child")}
    assert marks == {"CONFLICT", "PAYMENT_DECLINED reserved deprecated", "PAYMENT_FAILED"}
    assert "Deprecated codes keep their pages" in page(built, "errors").get_text()


def test_programs_are_told_what_is_deprecated(small: Project) -> None:
    exports = publish(with_pasts(small).load())
    errors = {error["code"]: error for error in json.loads(exports["errors/catalog.json"])["errors"]}
    retired = errors["PAYMENT_DECLINED"]
    assert retired["deprecated"] == {"date": "2027-02-01", "reason": "Its name promised too much."}
    assert (retired["replacedBy"], errors["CONFLICT"]["since"]) == ("PAYMENT_FAILED", "2026-12-01")
    assert "deprecated" not in errors["CONFLICT"]
    said = "Deprecated on 2027-02-01. Its name promised too much. `PAYMENT_FAILED` comes in its place."
    assert said in exports["errors/PAYMENT_DECLINED.md"]
