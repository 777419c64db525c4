"""What hand-written pages take from the catalogue: tables in place of markers, and links on names."""

from collections.abc import Iterable

from error_catalog.loading.project import Project
from error_catalog.pages.linking import link_names
from error_catalog.pages.terms import link_terms
from error_catalog.prose.markers import fill_markers
from error_catalog.templating import render

_MARKER_TEMPLATE = "marker.md.jinja"


def render_written_page(markdown: str, page: str, project: Project, resources: Iterable[object]) -> str:
    """Return a hand-written page with its markers filled, and its names and terms linked.

    `page` is its path below docs/; `resources` are the files for programs, to list them.
    """
    catalog = project.catalog

    def fill(name: str, argument: str) -> str:
        endpoint = next((each for each in catalog.endpoints if str(each) == argument), None)
        data = {"endpoint": endpoint, "catalog": catalog, "resources": resources}
        return render(_MARKER_TEMPLATE, name=name, argument=argument, **data)

    return link_terms(link_names(fill_markers(markdown, fill), page, project.name_pages), page, project.terms)
