"""From the project's folder to all that the site gets: the one seam between the catalogue and a site builder."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.exports import Exports
from error_catalog.exports.resources import RESOURCES
from error_catalog.loading.edits import with_edits
from error_catalog.loading.project import PAGES, Project, load_project
from error_catalog.pages import render_again, render_pages
from error_catalog.pages.written import with_links, written_pages
from error_catalog.prose.front_matter import with_settings
from error_catalog.sitefile import File, Page, error_page, page_output

BUILDER_FILES = ("404.html", "search/search_index.json", "sitemap.xml", "sitemap.xml.gz")
"""What the site builder adds to the theme's assets and to what we give it."""


@dataclass(frozen=True)
class Site:
    """The generated pages, in the order of the sidebar, and the generated files; no two outputs share a path."""

    project: Project
    pages: tuple[Page, ...]
    files: tuple[File, ...]
    written: Mapping[str, Page]
    """The hand-written pages by their paths below docs/, without links on their names and terms."""

    live_version: str
    """What changes with the data of the live examples, and stands on the pages that load them."""

    @property
    def inputs(self) -> tuple[Page | File, ...]:
        """Return what a site builder gets that is generated; of raw Markdown, written after it, it would make pages."""
        return *map(_input_of, self.pages), *(file for file in self.files if not file.is_markdown)

    def written_pages(self) -> dict[str, str]:
        """Return the hand-written pages as a site builder gets them, by their paths below docs/."""
        return {
            path: _with_paths(with_links(page, self.project), path, page.source) for path, page in self.written.items()
        }

    def expand_nav(self, entry: object) -> object:
        """Return a part of the navigation, with the generated pages in each folder that it names (`errors/`)."""
        if isinstance(entry, list):
            return [self.expand_nav(each) for each in entry]
        if isinstance(entry, dict):
            return {title: self.expand_nav(target) for title, target in entry.items()}
        if isinstance(entry, str) and entry.endswith("/"):
            return [*_nav_of(page for page in self.pages if page.path.startswith(entry))]
        return entry

    def write_pages(self, folder: Path) -> None:
        """Write the pages into a folder, for a site builder that takes them from there."""
        generated = {page.path: page.content for page in self.inputs if isinstance(page, Page)}
        for path, markdown in (self.written_pages() | generated).items():
            _write(folder / path, markdown)

    def write_files(self, folder: Path) -> None:
        """Write the files into the folder of the built site."""
        for file in self.files:
            _write(folder / file.path, file.content)

    def with_edits(self, root: Path, codes: Collection[str]) -> "Site":
        """Return the site with the pages and files of some errors made of their example files as these are now.

        All else is as it was: lists, and what is made of several errors.

        Raises:
            FaultsFound: one of the files is at fault; it names every fault.
        """
        project = with_edits(self.project, root, codes)
        errors = {error_page(code): project.catalog.by_code[code] for code in codes}
        pages = (
            render_again(page, errors[page.path], project, self.live_version) if page.path in errors else page
            for page in self.pages
        )
        files = {file.path: file for error in errors.values() for file in Exports(project).files_of(error)}
        rest = (files.get(file.path, file) for file in self.files)
        return replace(self, project=project, pages=tuple(pages), files=tuple(rest))

    def pages_of(self, codes: Collection[str]) -> tuple[Page, ...]:
        """Return the pages of some errors as a site builder gets them."""
        paths = {*map(error_page, codes)}
        return tuple(_input_of(page) for page in self.pages if page.path in paths)

    def write_files_of(self, codes: Collection[str], folder: Path) -> None:
        """Write the files that are made of some errors, each by itself, into the folder of the built site."""
        sources = {self.project.catalog.by_code[code].source for code in codes}
        for file in self.files:
            if file.source in sources:
                _write(folder / file.path, file.content)

    def write_markdown(self, folder: Path) -> None:
        """Write the files of raw Markdown into the folder of the built site, which has the others."""
        for file in self.files:
            if file.is_markdown:
                _write(folder / file.path, file.content)


def _input_of(page: Page) -> Page:
    return replace(page, content=_with_paths(page.content, page.path, page.source))


def _with_paths(markdown: str, path: str, source: str) -> str:
    """Return a page with what templates say of it: the file that a person edits, and the path of its raw Markdown."""
    return with_settings(markdown, source=source, markdown=path)


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def _nav_of(pages: Iterable[Page]) -> Iterator[Mapping[str, object]]:
    """Yield the navigation of pages: an entry for each, and one with a list of entries for each section."""
    for section, group in groupby(pages, key=lambda page: page.section):
        entries = [{page.label: page.path} for page in group]
        if section:
            yield {section: entries}
        else:
            yield from entries


def load_site(root: Path) -> Site:
    """Return the site of the project in a folder.

    Raises:
        FaultsFound: something in it is at fault; it names every fault.
    """
    site = site_of(load_project(root))
    if faults := [*clashes(site)]:
        raise FaultsFound(faults)
    return site


def site_of(project: Project) -> Site:
    """Return the site of a project, whose outputs may clash."""
    exports = Exports(project)
    pages = tuple(render_pages(project, RESOURCES, exports.live_version))
    written = {page.path: page for page in written_pages(project, RESOURCES)}
    files_of_pages = exports.files_of_pages((*written.values(), *pages))
    return Site(project, pages, (*exports.files, *files_of_pages), written, exports.live_version)


def clashes(site: Site) -> Iterator[Fault]:
    """Yield a fault for each output whose path another has: the same, one in other letters, or one that is a folder."""
    files: dict[str, tuple[str, str]] = {}
    folders: dict[str, tuple[str, str]] = {}
    for output, source in _outputs(site):
        path = output.casefold()  # many a file system knows no difference
        parents = [str(parent) for parent in PurePosixPath(path).parents][:-1]
        found = files.get(path) or folders.get(path) or next((files[each] for each in parents if each in files), None)
        if found:
            other, other_source = found
            message = f"{output} cannot be published beside {other}, which comes from {other_source}"
            yield Fault(source, 1, 1, Rule.OUTPUT, message, "give one of the two another name, or delete it")
        files.setdefault(path, (output, source))
        for parent in parents:
            folders.setdefault(parent, (output, source))


def _outputs(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the path of each output in the site and its source, what a person can rename last."""
    errors = {error.source for error in site.project.catalog.errors}
    generated = [(page.output, page.source) for page in site.pages] + [(file.path, file.source) for file in site.files]
    yield from sorted(generated, key=lambda pair: pair[1] in errors)
    yield from ((page_output(page), f"{PAGES}/{page}") for page in site.project.pages)
    yield from ((asset, f"{PAGES}/{asset}") for asset in site.project.assets)
