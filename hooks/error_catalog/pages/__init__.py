"""What people read: the Markdown pages of errors, endpoints and changes, and what hand-written pages take from them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from error_catalog.loading.project import Project
from error_catalog.model.error import ErrorType
from error_catalog.pages.errors import error_pages, render_error
from error_catalog.pages.linking import with_links_in_generated
from error_catalog.pages.reference import reference_pages
from error_catalog.pages.sidebar import with_neighbours, with_same_neighbours
from error_catalog.sitefile import Page


def render_pages(project: Project, resources: Iterable[object], live_version: str) -> Iterator[Page]:
    """Yield the generated pages, in the order of the sidebar, with links to what they name and to the glossary.

    `resources` are the files for programs, to list them; `live_version` changes with the data of the live examples.
    """
    for page in with_neighbours((*error_pages(project, resources, live_version), *reference_pages(project))):
        yield _linked(page, project)


def render_again(page: Page, error: ErrorType, project: Project, live_version: str) -> Page:
    """Return the page of an error that was edited since; its place in the sidebar stays as it was."""
    content = with_same_neighbours(render_error(error, project, live_version), page.unlinked)
    return _linked(replace(page, content=content), project)


def _linked(page: Page, project: Project) -> Page:
    linked = with_links_in_generated(page.content, page.path, project.name_pages, project.terms)
    return replace(page, content=linked, unlinked=page.content)
