"""What leads crawlers to the files that are no pages; the site builder's own sitemap has the pages."""

from collections.abc import Iterable, Iterator

from error_catalog.exports.publishing import address
from error_catalog.sitefile import File
from error_catalog.templating import TEMPLATES, render

ROBOTS_PATH = "robots.txt"
PAGES_SITEMAP_PATH = "sitemap.xml"
SITEMAP_PATH = "sitemap-exports.xml"


def render_discovery(exports: Iterable[File]) -> Iterator[File]:
    """Yield a sitemap of the exports, and the robots.txt that names both sitemaps."""
    urls = sorted(address(file.path) for file in exports)
    yield _rendered(SITEMAP_PATH, urls=urls)
    yield _rendered(ROBOTS_PATH, sitemaps=[address(PAGES_SITEMAP_PATH), address(SITEMAP_PATH)])


def _rendered(path: str, **context: object) -> File:
    template = f"{path}.jinja"
    return File(path, render(template, **context), f"{TEMPLATES}/{template}")
