"""The whole catalogue as data: JSON for programs, CSV for spreadsheets, and the schema of the JSON."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import Field, InstanceOf

from error_catalog.api.category import Category
from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.decision import Decision, Published, description_of
from error_catalog.exports.publishing import EXAMPLES, address, json_file, source_of
from error_catalog.exports.schemas import model_schema, schema_file
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType, Trigger
from error_catalog.model.example import Example
from error_catalog.model.fields import Code, Text
from error_catalog.model.history import Deprecation
from error_catalog.model.problem import ProblemDetails
from error_catalog.model.recovery import Recovery
from error_catalog.sitefile import File, error_page
from error_catalog.templating import pretty_json

JSON_PATH = "errors/catalog.json"
CSV_PATH = "errors/catalog.csv"
SCHEMA_PATH = "schemas/catalog.schema.json"

FORMAT = 1
"""The version of the form; it rises when a program that reads the old form would stumble over the new."""


class PublishedTrigger(Published):
    """One condition under which the error comes."""

    endpoint: str | None = Field(None, description=description_of(Trigger, "endpoint"))
    when: Text = Field(description=description_of(Trigger, "when"))


class PublishedExample(Published):
    """One response, as it goes over the wire."""

    summary: Text | None = Field(None, description=description_of(Example, "summary"))
    headers: dict[str, str] = Field(description="All documented headers of the response.")
    body: InstanceOf[ProblemDetails] = Field(description=description_of(Example, "body"))


class PublishedError(Decision):
    """An error: what decides what to do about it, and then what its page says. Texts are Markdown."""

    meaning: Text = Field(description=description_of(ErrorType, "meaning"))
    triggers: tuple[PublishedTrigger, ...] = Field(description=description_of(ErrorType, "triggers"))
    notes: Text | None = Field(None, description=description_of(ErrorType, "notes"))
    since: str | None = Field(
        None, description=description_of(ErrorType, "since"), json_schema_extra={"format": "date"}
    )
    deprecated: InstanceOf[Deprecation] | None = Field(None, description=description_of(ErrorType, "deprecated"))
    replaced_by: Code | None = Field(None, description=description_of(ErrorType, "replaced_by"))
    steps: tuple[Text, ...] = Field(description=description_of(Recovery, "steps"))
    caution: Text | None = Field(None, description=description_of(Recovery, "caution"))
    related: dict[str, Text] = Field(description=description_of(ErrorType, "related"))
    unconfirmed: tuple[Text, ...] = Field(description=description_of(ErrorType, "unconfirmed"))
    examples: tuple[PublishedExample, ...] = Field(description=description_of(ErrorType, "examples"))
    markdown: str = Field(description="The URI of the error's page as Markdown.", json_schema_extra={"format": "uri"})


class PublishedEndpoint(Published):
    """An endpoint, and the errors that it may return on top of the gateway errors."""

    method: str
    path: str
    summary: str
    errors: tuple[str, ...] = Field(description="The codes of the errors whose triggers name the endpoint.")


class PublishedCatalog(Published):
    """Every error of the API, as data. An absent value is left out."""

    schema_uri: str = Field(serialization_alias="$schema", description="The URI of the schema of this document.")
    format: int = Field(description="The version of the form: it rises when the form changes incompatibly.")
    content: str = Field(description="The version of the content: a hash that changes whenever an error does.")
    categories: dict[Category, tuple[int, ...]] = Field(description="The HTTP statuses of each category.")
    errors: tuple[PublishedError, ...]
    endpoints: tuple[PublishedEndpoint, ...]


def render_catalog(published: PublishedCatalog) -> Iterator[File]:
    """Yield the catalogue as JSON, its schema, and the index as CSV."""
    yield json_file(JSON_PATH, published.model_dump(mode="json", by_alias=True, exclude_none=True))
    yield schema_file(SCHEMA_PATH, model_schema(PublishedCatalog), source_of(__name__))
    yield File(CSV_PATH, render_csv(published.errors), EXAMPLES)


def publish(catalog: Catalog) -> PublishedCatalog:
    """Return the catalogue in its published form."""
    errors = tuple(_publish_error(error, catalog) for error in catalog.errors)
    return PublishedCatalog(
        schema_uri=address(SCHEMA_PATH),
        format=FORMAT,
        content=_hash([error.members() for error in errors]),
        categories={category: category.statuses for category in Category},
        errors=errors,
        endpoints=tuple(_publish_endpoint(each, catalog.by_endpoint[str(each)]) for each in catalog.endpoints),
    )


def render_csv(errors: Iterable[Decision]) -> str:
    """Return the index as CSV: a row for each error, a column for each decision; the retry policy has several."""
    rows = [_row(error.model_dump(mode="json", by_alias=True, include=set(Decision.model_fields))) for error in errors]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _publish_error(error: ErrorType, catalog: Catalog) -> PublishedError:
    return PublishedError(
        **dict(Decision.of(error)),
        meaning=error.meaning,
        triggers=tuple(PublishedTrigger(endpoint=each.endpoint, when=each.when) for each in error.triggers),
        notes=error.notes,
        since=error.since,
        deprecated=error.deprecated,
        replaced_by=error.replaced_by,
        steps=error.recovery.steps,
        caution=error.recovery.caution,
        related={each.error.code: each.difference for each in catalog.relations[error.code]},
        unconfirmed=error.unconfirmed,
        examples=tuple(_publish_example(each) for each in error.examples),
        markdown=address(error_page(error.code)),
    )


def _publish_example(example: Example) -> PublishedExample:
    return PublishedExample(summary=example.summary, headers=example.response_headers, body=example.body)


def _publish_endpoint(endpoint: Endpoint, errors: tuple[ErrorType, ...]) -> PublishedEndpoint:
    codes = tuple(error.code for error in errors)
    return PublishedEndpoint(method=endpoint.method, path=endpoint.path, summary=endpoint.summary, errors=codes)


def _row(members: dict[str, Any], prefix: str = "") -> dict[str, object]:
    row: dict[str, object] = {}
    for name, value in members.items():
        if isinstance(value, dict):
            row |= _row(value, f"{prefix}{name}.")
        elif value is not None or name != "retry":
            row[prefix + name] = _cell(value)
    return row


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    # A spreadsheet runs a text that begins so as a formula; behind an apostrophe it does not.
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def _hash(value: object) -> str:
    return hashlib.sha256(pretty_json(value).encode()).hexdigest()[:16]
