"""The pages about what has changed: the newest changes, and where these are many, the older ones apart."""

from collections.abc import Iterator

from error_catalog.model.catalog import Catalog
from error_catalog.model.changelog import RECORDED_SINCE, changelog
from error_catalog.model.limits import CHANGES
from error_catalog.model.releases import RELEASES
from error_catalog.sitefile import CHANGELOG_PAGE, Page, older_changes_page
from error_catalog.templating import TEMPLATES, render

_SOURCE = f"{TEMPLATES}/changelog.md.jinja"


def changes_pages(catalog: Catalog) -> Iterator[Page]:
    """Yield the changelog, and the pages of older changes; what stands on one of these is not moved by what is new."""
    entries = changelog(catalog, RELEASES)
    older = max(0, len(entries) // CHANGES - 1)
    newest = len(entries) - older * CHANGES
    paths = [older_changes_page(number) for number in range(older, 0, -1)]
    content = render(
        "changelog.md.jinja", entries=entries[:newest], older=paths, page=CHANGELOG_PAGE, recorded_since=RECORDED_SINCE
    )
    yield Page(CHANGELOG_PAGE, content, _SOURCE, "Changelog")
    for place, path in enumerate(paths):
        start = newest + place * CHANGES
        own = entries[start : start + CHANGES]
        about = {"page": path, "number": older - place, "pages": older, "changelog": CHANGELOG_PAGE}
        content = render("changes-page.md.jinja", entries=own, **about)
        label = f"{own[-1].date} to {own[0].date}"
        yield Page(path, content, _SOURCE, label, section="Older changes", is_list=True)
