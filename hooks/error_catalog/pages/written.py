"""What hand-written pages take from the catalogue: tables in place of markers, and links on names."""

from collections.abc import Iterable, Iterator

from error_catalog.loading.project import PAGES, Project
from error_catalog.pages.linking import link_names
from error_catalog.pages.listings import Listings
from error_catalog.pages.terms import link_terms
from error_catalog.prose.markers import fill_markers
from error_catalog.sitefile import Page
from error_catalog.templating import render

_MARKER_TEMPLATE = "marker.md.jinja"


def render_written_page(markdown: str, page: str, project: Project, resources: Iterable[object]) -> str:
    """Return a hand-written page with its markers filled, and its names and terms linked.

    `page` is its path below docs/; `resources` are the files for programs, to list them.
    """
    filled = _fill(markdown, page, project, resources)
    return link_terms(link_names(filled, page, project.name_pages), page, project.terms)


def unlinked_pages(project: Project, resources: Iterable[object]) -> Iterator[Page]:
    """Yield each hand-written page with its markers filled, and without links on its names and terms."""
    for path, text in project.pages.items():
        filled = _fill(text, path, project, resources)
        yield Page(path, filled, f"{PAGES}/{path}", label="", unlinked=filled)


def _fill(markdown: str, page: str, project: Project, resources: Iterable[object]) -> str:
    catalog = project.catalog
    listings = Listings(catalog)

    def fill(name: str, argument: str) -> str:
        endpoint = next((each for each in catalog.endpoints if str(each) == argument), None)
        data = {"endpoint": endpoint, "catalog": catalog, "listings": listings, "page": page, "resources": resources}
        return render(_MARKER_TEMPLATE, name=name, argument=argument, **data)

    return fill_markers(markdown, fill)
