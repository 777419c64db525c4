"""What machines read, a module for each kind of file."""

from dataclasses import dataclass
from functools import cached_property

from error_catalog.exports.catalog_json import publish, render_catalog
from error_catalog.exports.clients import mock_file, render_clients
from error_catalog.exports.exchanges import Exchanges, exchanges_of, exchanges_of_mock, live_scripts
from error_catalog.exports.live import DataScript, version_of
from error_catalog.exports.openapi import openapi_file
from error_catalog.exports.schemas import render_schemas
from error_catalog.exports.texts import feed_file, render_error_files, render_llms, render_markdown, robots_file
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
        return render_markdown(self.project)

    @cached_property
    def exchanges(self) -> Exchanges:
        """Return what the API answers to which request, in the browser and from the mock alike."""
        return exchanges_of(self.project.catalog, self.markdown)

    @property
    def exchanges_of_mock(self) -> Exchanges:
        """Return the exchanges with what the mock can do on top."""
        return exchanges_of_mock(self.exchanges, self.project.catalog)

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
        """Return all files; none is a page."""
        catalog = self.project.catalog
        published = publish(catalog)
        return (
            *render_catalog(published),
            *render_schemas(catalog),
            openapi_file(self.project),
            *render_error_files(catalog, self.markdown),
            *render_clients(catalog, published.content),
            mock_file(self.exchanges_of_mock),
            wiremock_file(catalog, self.exchanges),
            feed_file(catalog),
            *render_llms(catalog, self.markdown),
            *(script.file(self.live_version) for script in self.live_scripts),
            robots_file(),
        )
