"""The texts for AI agents, by the convention of https://llmstxt.org."""

from collections.abc import Iterator, Mapping

from error_catalog.exports.publishing import EXAMPLES, address
from error_catalog.exports.resources import LLMS_FULL_PATH, LLMS_PATH, RESOURCES
from error_catalog.model.catalog import Catalog
from error_catalog.sitefile import File, error_page
from error_catalog.templating import render


def render_llms(catalog: Catalog, markdown: Mapping[str, str]) -> Iterator[File]:
    """Yield the index of all errors, and one text with the Markdown of each."""
    links = {error.code: address(error_page(error.code)) for error in catalog.errors}
    others = [resource for resource in RESOURCES if resource.path != LLMS_PATH]
    index = render("llms.txt.jinja", errors=catalog.errors, links=links, resources=others)
    yield File(LLMS_PATH, index, EXAMPLES)
    yield File(LLMS_FULL_PATH, render("llms-full.txt.jinja", markdown=markdown.values()), EXAMPLES)
