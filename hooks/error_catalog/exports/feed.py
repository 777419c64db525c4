"""The changelog as an Atom feed (RFC 4287), for those who want to hear of changes."""

from urllib.parse import urlsplit

from error_catalog.exports.publishing import EXAMPLES, address
from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import RECORDED_SINCE, Entry, changelog
from error_catalog.model.problem import SITE, TYPE_BASE
from error_catalog.sitefile import CHANGELOG_PAGE, File
from error_catalog.templating import render

PATH = "errors/changelog.xml"


def feed_file(catalog: Catalog) -> File:
    """Return the feed; it was updated on the day of its newest entry."""
    entries = changelog(catalog)
    feed = render(
        "changelog.xml.jinja",
        address=address(PATH),
        page=f"{address(CHANGELOG_PAGE).removesuffix('.md')}/",
        updated=entries[0].date if entries else RECORDED_SINCE,
        entries=entries,
        ids={entry: _id(entry) for entry in entries},
        type_base=TYPE_BASE,
    )
    return File(PATH, feed, EXAMPLES)


def _id(entry: Entry) -> str:
    """Return the identity of an entry (RFC 4151), which outlives every rewording."""
    return f"tag:{urlsplit(SITE).netloc},{entry.date}:errors/{entry.code}/{entry.topic}"
