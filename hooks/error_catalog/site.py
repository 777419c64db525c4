"""From the project's folder to all generated files of the site: the one seam between catalogue and site builder."""

from dataclasses import dataclass
from pathlib import Path

from error_catalog.exports import render_exports
from error_catalog.exports.exchanges import live_version
from error_catalog.exports.resources import RESOURCES
from error_catalog.loading.project import load_catalog
from error_catalog.model.catalog import Catalog
from error_catalog.pages import render_pages
from error_catalog.pages.written import render_written_page
from error_catalog.sitefile import SiteFile


@dataclass(frozen=True)
class Site:
    """The generated files, pages in the order of the sidebar, and what hand-written pages need of the catalogue."""

    catalog: Catalog
    files: tuple[SiteFile, ...]

    def render_written_page(self, markdown: str, page: str) -> str:
        """Return a hand-written page with what it takes from the catalogue; `page` is its path below docs/."""
        return render_written_page(markdown, page, self.catalog)

    def expand_nav(self, entry: object) -> object:
        """Return a part of the navigation, with the generated pages in each folder that it names (`errors/`)."""
        if isinstance(entry, list):
            return [self.expand_nav(each) for each in entry]
        if isinstance(entry, dict):
            return {title: self.expand_nav(target) for title, target in entry.items()}
        if isinstance(entry, str) and entry.endswith("/"):
            return [{file.label: file.path} for file in self.files if file.label and file.path.startswith(entry)]
        return entry


def load_site(root: Path) -> Site:
    """Return the site of the project in a folder.

    Raises:
        FaultsFound: something in it is at fault; it names every fault.
    """
    catalog = load_catalog(root)
    exports = tuple(render_exports(catalog))
    return Site(catalog, (*render_pages(catalog, RESOURCES, live_version(exports)), *exports))
