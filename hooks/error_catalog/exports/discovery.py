"""What leads crawlers to the pages: robots.txt, which names the sitemap of the site builder."""

from error_catalog.exports.publishing import address
from error_catalog.sitefile import File
from error_catalog.templating import TEMPLATES, render

ROBOTS_PATH = "robots.txt"

_SITEMAP_PATH = "sitemap.xml"
_TEMPLATE = f"{ROBOTS_PATH}.jinja"


def robots_file() -> File:
    """Return the robots.txt, which lets everybody read everything."""
    return File(ROBOTS_PATH, render(_TEMPLATE, sitemap=address(_SITEMAP_PATH)), f"{TEMPLATES}/{_TEMPLATE}")
