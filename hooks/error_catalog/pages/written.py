"""What hand-written pages take from the catalogue: tables in place of markers, and links on names."""

from collections.abc import Iterable, Iterator

from error_catalog.loading.project import PAGES, Project
from error_catalog.pages import linking
from error_catalog.pages.listings import Listings
from error_catalog.prose.markers import fill_markers
from error_catalog.sitefile import Page
from error_catalog.templating import render

_MARKER_TEMPLATE = "marker.md.jinja"


def written_pages(project: Project, resources: Iterable[object]) -> Iterator[Page]:
    """Yield each hand-written page with its markers filled, and without links on its names and terms.

    `resources` are the files for programs, to list them.
    """
    for path, text in project.pages.items():
        filled = _fill(text, path, project, resources)
        yield Page(path, filled, f"{PAGES}/{path}", label="", unlinked=filled)


def with_links(page: Page, project: Project) -> str:
    """Return the Markdown of a hand-written page with links on its names and terms."""
    return linking.with_links(page.unlinked, page.path, project.name_pages, project.terms)


def _fill(markdown: str, page: str, project: Project, resources: Iterable[object]) -> str:
    catalog = project.catalog
    listings = Listings(catalog)

    def fill(name: str, argument: str) -> str:
        endpoint = next((each for each in catalog.endpoints if str(each) == argument), None)
        data = {"endpoint": endpoint, "catalog": catalog, "listings": listings, "page": page, "resources": resources}
        return render(_MARKER_TEMPLATE, name=name, argument=argument, **data)

    return fill_markers(markdown, fill)
