"""The two forms of an error that a program gets beside its page: Markdown, and the wire body as it is."""

from collections.abc import Iterator, Mapping

from error_catalog.exports.decision import Decision
from error_catalog.exports.publishing import json_file
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.sitefile import File, error_body, error_markdown
from error_catalog.templating import render


def render_error_files(catalog: Catalog, markdown: Mapping[str, str]) -> Iterator[File]:
    """Yield the Markdown and the JSON of each error."""
    for error in catalog.errors:
        yield File(error_markdown(error.code), markdown[error.code], error.source)
        yield json_file(error_body(error.code), error.body.members(), error.source)


def render_markdown(catalog: Catalog) -> dict[str, str]:
    """Return the Markdown of each error, by its code."""
    return {error.code: _render_markdown(error, catalog) for error in catalog.errors}


def _render_markdown(error: ErrorType, catalog: Catalog) -> str:
    """Return an error as the API answers `Accept: text/markdown`: the decisions in YAML, and then the page in brief."""
    return render(
        "error-file.md.jinja",
        error=error,
        decision=Decision.of(error).members(),
        relations=catalog.relations[error.code],
    )
