"""What machines read, a module for each kind of file."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from error_catalog.exports.catalog_json import PublishedCatalog, publish, publish_error, render_catalog
from error_catalog.exports.clients import mock_file, render_clients, versions_file
from error_catalog.exports.conformance import ConformanceTable, conformance_files, conformance_table
from error_catalog.exports.exchanges import Exchanges, exchanges_of, exchanges_of_mock, live_scripts
from error_catalog.exports.filter_data import filter_files
from error_catalog.exports.live import DataScript, version_of
from error_catalog.exports.llms import render_llms
from error_catalog.exports.openapi import openapi_file
from error_catalog.exports.page_texts import page_texts
from error_catalog.exports.schemas import render_schemas
from error_catalog.exports.texts import (
    feed_file,
    files_of_error,
    markdown_of,
    render_error_files,
    render_markdown,
    robots_file,
)
from error_catalog.exports.wiremock import wiremock_file
from error_catalog.loading.project import Project
from error_catalog.model.error import ErrorType
from error_catalog.sitefile import File, Page, error_page


@dataclass(frozen=True)
class Exports:
    """Every file that is made for programs, those of partners and our own pages', and what several are made of.

    What is made of pages is in files_of_pages.
    """

    project: Project

    @cached_property
    def markdown(self) -> dict[str, str]:
        """Return the Markdown of each error, by its code."""
        return render_markdown(self.project)

    @cached_property
    def exchanges(self) -> Exchanges:
        """Return what the API answers to which request, in the browser and from the mock alike."""
        return exchanges_of(self.project.catalog, self.markdown)

    @property
    def exchanges_of_mock(self) -> Exchanges:
        """Return the exchanges with what the mock can do on top."""
        return exchanges_of_mock(self.exchanges, self.project, self.conformance.published_members())

    @cached_property
    def conformance(self) -> ConformanceTable:
        """Return what a right client does about each error at each call."""
        return conformance_table(self.project, self.published.content)

    @cached_property
    def published(self) -> PublishedCatalog:
        """Return the catalogue in its published form."""
        return publish(self.project.catalog)

    @cached_property
    def live_scripts(self) -> tuple[DataScript, ...]:
        """Return the exchanges for browsers, with what Run and the decoder need on top."""
        return tuple(live_scripts(self.exchanges, self.project))

    @cached_property
    def live_version(self) -> str:
        """Return what changes with the data of the live examples, for the addresses at which they are loaded."""
        return version_of(self.live_scripts)

    @cached_property
    def files(self) -> tuple[File, ...]:
        """Return all files that are made without the pages; none is a page."""
        catalog, published = self.project.catalog, self.published
        copied = (
            *render_clients(catalog, published.content),
            mock_file(self.exchanges_of_mock, published.content),
            wiremock_file(catalog, self.exchanges),
        )
        return (
            *render_catalog(published),
            *render_schemas(catalog),
            openapi_file(self.project),
            *conformance_files(self.conformance),
            *render_error_files(catalog, published, self.markdown),
            *copied,
            versions_file(copied, published.content),
            feed_file(catalog),
            *(script.file(self.live_version) for script in self.live_scripts),
            *filter_files(catalog),
            robots_file(),
        )

    def files_of(self, error: ErrorType) -> Iterator[File]:
        """Yield what is published of an error by itself, without making anything of the others."""
        entry = publish_error(error, self.project.catalog)
        yield from files_of_error(error, entry, markdown_of(error, self.project))

    def files_of_pages(self, pages: Collection[Page]) -> tuple[File, ...]:
        """Return what programs read of pages: each as Markdown, but for those of errors, and the texts about all."""
        errors = {error_page(code) for code in self.markdown}
        texts = tuple(page_texts(page for page in pages if page.path not in errors and not page.is_list))
        lists = page_texts(page for page in pages if page.is_list)
        files = (text.file for text in (*texts, *lists))
        return *files, *render_llms(self.project, texts, self.markdown)
