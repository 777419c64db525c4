"""What hand-written pages take from the catalogue: tables in place of markers, and links on names."""

from error_catalog.model.catalog import Catalog
from error_catalog.pages.linking import link_names
from error_catalog.prose.markers import fill_markers
from error_catalog.templating import render

_MARKER_TEMPLATE = "marker.md.jinja"


def render_written_page(markdown: str, page: str, catalog: Catalog) -> str:
    """Return a hand-written page with its markers filled and its names linked; `page` is its path below docs/."""

    def fill(name: str, argument: str) -> str:
        return render(_MARKER_TEMPLATE, name=name, argument=argument, catalog=catalog)

    return link_names(fill_markers(markdown, fill), page, catalog.pages)
