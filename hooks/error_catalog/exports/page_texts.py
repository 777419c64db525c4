"""Each page as Markdown for programs, beside the page; those of errors are in texts.py."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

import yaml

from error_catalog.exports.plain import plain
from error_catalog.prose.front_matter import front_matter, without_front_matter
from error_catalog.prose.headings import headings
from error_catalog.sitefile import File, Page, page_address
from error_catalog.templating import render


@dataclass(frozen=True)
class PageText:
    """A page as programs read it."""

    title: str
    description: str
    """What it is for, in one sentence."""

    file: File


def page_texts(pages: Iterable[Page]) -> Iterator[PageText]:
    """Yield pages as Markdown, published at the paths that they have below docs/."""
    for page in pages:
        settings = yaml.load(front_matter(page.unlinked), Loader=yaml.CSafeLoader)
        markdown = plain(without_front_matter(page.unlinked), page.path)
        title = str(settings.get("title") or next((each.words for each in headings(page.unlinked)), page.path))
        description = unescape(settings["description"])
        content = render(
            "page-file.md.jinja",
            title=title,
            description=description,
            address=page_address(page.path),
            markdown=markdown,
        )
        yield PageText(title, description, File(page.path, content, page.source))
