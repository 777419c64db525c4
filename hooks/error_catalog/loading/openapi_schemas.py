"""OpenAPI's own JSON Schemas: what they find in a document, and which names they know.

They come with openapi-spec-validator, as files. Its code is not used: it brings jsonschema, which takes a second or two
to import where tests have installed its formats, is silent on most dead references, and raises on some.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from error_catalog.diagnostics.faults import Location

if TYPE_CHECKING:  # to import it takes longer than to check a document, and most commands need neither
    from jsonschema_rs import Registry, Resolver, ValidationError, Validator

_DOCUMENT = "https://spec.openapis.org/oas/3.1/schema/2022-10-07"
_DIALECT = "https://spec.openapis.org/oas/3.1/dialect/base"
_VOCABULARY = "https://spec.openapis.org/oas/3.1/meta/base"

_STRICT = "urn:gett:openapi"
"""The document with Schema Objects in OpenAPI's dialect, and with an error for each keyword there that it lacks."""

OPERATION_EXTENSIONS = {
    "x-safe": {"type": "boolean"},
    "x-creates": {"type": "string", "pattern": "^(?!(an?|the) )[a-z]+( [a-z]+)*$"},  # in sentences
    "x-repeatable": {"type": "boolean"},
}
"""What docs/api/ says of an operation beyond OpenAPI, with the schema of each."""

DOCUMENT_EXTENSIONS = {"x-catalog-errors": {"type": "boolean"}}
"""What docs/api/ says of a whole document beyond OpenAPI, with the schema of each."""

_STATUSES = {r"^[1-5](?:[0-9]{2}|XX)$": ("200", "2XX", "3XX", "4XX", "5XX")}
"""For a pattern of names some that fit it."""


@dataclass(frozen=True)
class SchemaError:
    """What one keyword of a schema has against one value of a document."""

    keyword: str
    location: Location
    value: object
    wanted: Any
    """What the keyword is about: types, allowed values, or names of fields."""

    message: str
    """The validator's own words, with `_` for the value."""

    source: str
    """The address of the keyword in its schema."""

    @property
    def is_of_schema_object(self) -> bool:
        """Whether it is about a keyword that nobody knows, which OpenAPI lets pass."""
        return self.source.startswith(_STRICT)

    @property
    def known_names(self) -> frozenset[str]:
        """The names of fields that an object may have by the schema that has this error."""
        return _names_at(self.source.rpartition("/")[0])

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The names of fields of which an object has one, by the `oneOf` that has this error."""
        branches: Any = _registry().resolver(_STRICT).lookup(self.source).contents
        return tuple(name for branch in branches for name in branch["required"])


def errors_of(document: object) -> tuple[list[SchemaError], set[str]]:
    """Return everything that OpenAPI's schemas have against a document, and the addresses in it, references among them.

    The schemas alone know what is a reference: in an example or below an extension, a `$ref` is data.
    """
    validator, addresses = _validator()
    addresses.clear()
    errors = [each for error in validator.iter_errors(document) for each in _converted(error, document)]
    return errors, {*addresses}


@cache
def _validator() -> tuple[Validator, set[str]]:
    """Return the validator of documents, and the set to which it adds each address that it meets.

    To make it takes longer than to validate a document.
    """
    from jsonschema_rs import validator_for  # noqa: PLC0415 - see above

    addresses: set[str] = set()

    def is_address(text: str) -> bool:
        addresses.add(text)
        return True

    validator = validator_for(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": _STRICT},
        registry=_registry(),
        validate_formats=True,
        # These two are stricter than the specification, whose templates (`https://{region}.example`) fit neither.
        formats={"uri": lambda _: True, "uri-reference": is_address},
        mask="_",
        offline=True,
    )
    return validator, addresses


def _converted(error: ValidationError, document: object) -> Iterator[SchemaError]:
    """Yield the error, or in place of an `anyOf` those of the branch that was meant.

    There are two: a type is a name or a list of names. And a document has paths, webhooks or components; that it has no
    endpoint is said elsewhere.
    """
    kind, wanted = error.kind, error.kind.value
    location, value = _placed(error.instance_path, document)
    if kind.name == "propertyNames":  # its own error is about the name
        name = str(wanted.instance)
        yield SchemaError(kind.name, (*location, name), name, None, wanted.message, "")
    elif kind.name != "anyOf":
        yield SchemaError(kind.name, location, value, wanted, error.message, error.absolute_keyword_location or "")
    elif location:
        for each in wanted[isinstance(value, tuple)]:
            yield from _converted(each, document)


def _placed(path: list[str | int], document: Any) -> tuple[Location, object]:  # noqa: ANN401 - as the path says
    """Return where a path leads, and what stands there; the validator takes a key such as `+007` for an index."""
    location: Location = ()
    for step in path:
        key = step
        if isinstance(document, dict) and step not in document:
            key = next(each for each in document if each.removeprefix("+").isdecimal() and int(each) == step)
        document = document[key]
        location = (*location, key)
    return location, document


@cache
def _names_at(schema: str) -> frozenset[str]:
    return frozenset(_names(schema, _registry().resolver(_STRICT)))


def _names(reference: str, resolver: Resolver) -> Iterator[str]:
    found = resolver.lookup(reference)
    parts: list[Any] = [found.contents]
    while parts:
        schema = parts.pop()
        yield from schema.get("properties", ())
        for pattern in schema.get("patternProperties", ()):
            yield from _STATUSES.get(pattern, ())
        if "$ref" in schema:
            yield from _names(schema["$ref"], found.resolver)
        parts += (*schema.get("allOf", ()), *schema.get("dependentSchemas", {}).values())
        parts += (schema[name] for name in ("then", "else") if name in schema)


@cache
def _registry() -> Registry:
    from jsonschema_rs import Registry  # noqa: PLC0415 - see above

    # What a reference may lead to, the schemas do not say.
    document = _shipped("openapi_spec_validator", "resources/schemas/v3.1/schema.json")
    for section, schema in document["$defs"]["components"]["properties"].items():
        _, _, name = schema["additionalProperties"].get("$ref", "").rpartition("/")
        if name:  # such as `parameter-or-reference`
            document["$defs"][name]["then"]["properties"] = _reference_to(section)
    document["properties"] |= DOCUMENT_EXTENSIONS
    document["$defs"]["operation"]["properties"] |= OPERATION_EXTENSIONS
    known = {"patternProperties": {"^x-": True}, "unevaluatedProperties": False}
    schema_object = {"$dynamicAnchor": "meta", "$ref": _DIALECT, "properties": _reference_to("schemas"), **known}
    return Registry(
        [
            (_DOCUMENT, document),
            (_DIALECT, _shipped("openapi_schema_validator", "schemas/oas3.1/metaschema.json")),
            # No package has the vocabulary of 3.1; that of 3.2 knows two fields more (`nodeType`, `defaultMapping`).
            (_VOCABULARY, _shipped("openapi_schema_validator", "schemas/oas3.2/meta/2025-09-17.json")),
            (_STRICT, {"$id": _STRICT, "$ref": _DOCUMENT, "$defs": {"schema": schema_object}}),
        ]
    )


def _reference_to(section: str) -> dict[str, object]:
    """Return the schema of an object whose reference does not lead to another section of the components."""
    return {"$ref": {"pattern": f"^(?!#/components/(?!{section}/))"}}


def _shipped(package: str, file: str) -> Any:  # noqa: ANN401 - JSON
    """Return a JSON file of a package, which is not imported for that."""
    spec = find_spec(package)
    assert spec, f"{package} is installed"
    assert spec.submodule_search_locations
    return json.loads((Path(spec.submodule_search_locations[0]) / file).read_text(encoding="utf-8"))
