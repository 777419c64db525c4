"""What machines read, a module for each kind of file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from error_catalog.exports.catalog_json import PublishedCatalog, publish, render_catalog
from error_catalog.exports.clients import mock_file, render_clients
from error_catalog.exports.discovery import robots_file
from error_catalog.exports.error_files import render_error_files, render_markdown
from error_catalog.exports.exchanges import (
    Exchanges,
    exchanges_file,
    exchanges_of,
    exchanges_of_mock,
    exchanges_of_pages,
    version_of,
)
from error_catalog.exports.feed import feed_file
from error_catalog.exports.llms import render_llms
from error_catalog.exports.openapi import render_openapi
from error_catalog.exports.schemas import render_schemas
from error_catalog.exports.wiremock import wiremock_file
from error_catalog.loading.project import Project
from error_catalog.sitefile import File


@dataclass(frozen=True)
class Exports:
    """Every file that is made for programs, those of partners and our own pages', and what several are made of."""

    project: Project

    @cached_property
    def markdown(self) -> dict[str, str]:
        """Return the Markdown of each error, by its code."""
        return render_markdown(self.project.catalog)

    @cached_property
    def published(self) -> PublishedCatalog:
        """Return the catalogue in its published form."""
        return publish(self.project.catalog)

    @cached_property
    def exchanges(self) -> Exchanges:
        """Return what the API answers to which request, in the browser and from the mock alike."""
        return exchanges_of(self.project.catalog, self.markdown)

    @cached_property
    def exchanges_of_mock(self) -> Exchanges:
        """Return the exchanges with what the mock can do on top."""
        return exchanges_of_mock(self.exchanges, self.project.catalog)

    @cached_property
    def live_data(self) -> File:
        """Return the exchanges with what Run and the decoder need on top, as the file that they load."""
        return exchanges_file(exchanges_of_pages(self.exchanges, self.project))

    @property
    def live_version(self) -> str:
        """Return what changes with the data of the live examples, for addresses that caches may keep for ever."""
        return version_of(self.live_data)

    @cached_property
    def files(self) -> tuple[File, ...]:
        """Return all files; none is a page."""
        return tuple(self._render())

    def _render(self) -> Iterator[File]:
        catalog = self.project.catalog
        yield from render_catalog(self.published)
        yield from render_schemas(catalog)
        yield from render_openapi(self.project, self.markdown)
        yield from render_error_files(catalog, self.markdown)
        yield from render_clients(catalog, self.published.content)
        yield mock_file(self.exchanges_of_mock)
        yield wiremock_file(catalog, self.exchanges)
        yield feed_file(catalog)
        yield from render_llms(catalog, self.markdown)
        yield self.live_data
        yield robots_file()
