"""OpenAPI's own JSON Schemas: what they find in a document, and which names they know.

They come with openapi-spec-validator, as files. Its code is not used: it brings jsonschema, which takes a second or two
to import where tests have installed its formats, is silent on most dead references, and raises on some.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from error_catalog.diagnostics.faults import Location

if TYPE_CHECKING:  # to import it takes longer than to check a document, and most commands need neither
    from jsonschema_rs import Registry, Resolver, ValidationError, Validator


@dataclass(frozen=True)
class SchemaError:
    """What one keyword of a schema has against one value of a document."""

    keyword: str
    location: Location
    value: object
    wanted: Any
    """What the keyword is about: types, allowed values, names of fields, or for `anyOf` a list of errors a branch."""

    message: str
    """The validator's own words, with `_` for the value."""

    source: str
    """The address of the keyword in its schema."""

    @property
    def known_names(self) -> frozenset[str]:
        """The names of fields that an object may have by the schema that has this error."""
        return _names_at(self.source.rpartition("/")[0])

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The names of fields of which an object has one, by the `oneOf` that has this error."""
        branches, _ = _lookup(_registry().resolver(_CHECK), self.source)
        return tuple(name for branch in branches for name in branch["required"])


_DOCUMENT = "https://spec.openapis.org/oas/3.1/schema/2022-10-07"
_DIALECT = "https://spec.openapis.org/oas/3.1/dialect/base"
_VOCABULARY = "https://spec.openapis.org/oas/3.1/meta/base"

_CHECK = "urn:gett:openapi:check"
"""The document with Schema Objects in OpenAPI's dialect, as the specification's own `schema-base` has it."""

_SEARCH = "urn:gett:openapi:search"
"""The same, with an error for each keyword of a Schema Object that nobody knows, and one for each reference in it."""

_SEARCH_DOCUMENT = f"{_DOCUMENT}/search"

_ANY_TEXT = {"not": {"type": "string"}}
"""The schema that text does not fit."""

_SAMPLES = {r"^[1-5](?:[0-9]{2}|XX)$": ("200", "2XX", "3XX", "4XX", "5XX")}
"""For a pattern of names some that fit it."""


def errors_of(document: object) -> list[SchemaError]:
    """Return everything that OpenAPI's schemas have against a document."""
    return [_converted(error, document) for error in _validator(_CHECK).iter_errors(document)]


def found_in(document: object) -> Iterator[SchemaError]:
    """Yield an error for each unknown keyword in Schema Objects (`unevaluatedProperties`), and for each `$ref` (`not`).

    The schemas alone know where those are: in an example or below an extension, such a name is data.
    """
    rest = [_converted(error, document) for error in _validator(_SEARCH).iter_errors(document)]
    while rest:
        error = rest.pop()
        if error.keyword == "anyOf":
            rest += (each for branch in error.wanted for each in branch)
        elif (error.keyword == "not" and isinstance(error.value, str)) or error.source.startswith(f"{_SEARCH}#"):
            yield error


def _converted(error: ValidationError, document: object) -> SchemaError:
    kind, source = error.kind, error.absolute_keyword_location or ""
    location, value = _placed(error.instance_path, document)
    if kind.name == "propertyNames":  # its own error is about the name
        name = str(kind.value.instance)
        return SchemaError(kind.name, (*location, name), name, None, kind.value.message, source)
    wanted = kind.value
    if kind.name == "anyOf":
        wanted = [[_converted(each, document) for each in branch] for branch in kind.value]
    return SchemaError(kind.name, location, value, wanted, error.message, source)


def _placed(path: list[str | int], document: object) -> tuple[Location, object]:
    """Return where a path leads, and what stands there; the validator takes a key such as `200` for an index."""
    location: Location = ()
    for step in path:
        key = step
        if isinstance(document, dict):
            key = next(each for each in (str(step), *document) if each in document and _is_step(each, step))
            document = document[key]
        elif isinstance(document, tuple):
            document = document[int(step)]
        location = (*location, key)
    return location, document


def _is_step(key: str, step: str | int) -> bool:
    return key == step or (isinstance(step, int) and key.removeprefix("+").isdecimal() and int(key) == step)


@cache
def _names_at(schema: str) -> frozenset[str]:
    contents, resolver = _lookup(_registry().resolver(_CHECK), schema)
    return frozenset(_names(contents, resolver))


def _names(schema: Mapping[str, Any], resolver: Resolver) -> Iterator[str]:
    yield from schema.get("properties", ())
    for pattern in schema.get("patternProperties", ()):
        yield from _SAMPLES.get(pattern, ())
    if "$ref" in schema:
        yield from _names(*_lookup(resolver, schema["$ref"]))
    conditional = (schema[name] for name in ("then", "else") if name in schema)
    for part in (*schema.get("allOf", ()), *schema.get("dependentSchemas", {}).values(), *conditional):
        yield from _names(part, resolver)


def _lookup(resolver: Resolver, reference: str) -> tuple[Any, Resolver]:
    found = resolver.lookup(reference)
    return found.contents, found.resolver


@cache
def _validator(schema: str) -> Validator:
    from jsonschema_rs import validator_for  # noqa: PLC0415 - see above

    # These two are stricter than the specification, whose templates (`https://{region}.example`) fit neither.
    lenient = dict.fromkeys(("uri", "uri-reference"), lambda _: True)
    return validator_for(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": schema},
        registry=_registry(),
        validate_formats=True,
        formats=lenient,
        mask="_",
        offline=True,
    )


@cache
def _registry() -> Registry:
    from jsonschema_rs import Registry  # noqa: PLC0415 - see above

    document = _shipped("openapi_spec_validator", "resources/schemas/v3.1/schema.json")
    search = _shipped("openapi_spec_validator", "resources/schemas/v3.1/schema.json") | {"$id": _SEARCH_DOCUMENT}
    search["$defs"]["reference"]["properties"]["$ref"] = _ANY_TEXT
    strict = {"properties": {"$ref": _ANY_TEXT}, "patternProperties": {"^x-": True}, "unevaluatedProperties": False}
    resources = (
        document,
        search,
        _shipped("openapi_schema_validator", "schemas/oas3.1/metaschema.json"),
        # No package has the vocabulary of 3.1; that of 3.2 knows two fields more (`nodeType`, `defaultMapping`).
        _shipped("openapi_schema_validator", "schemas/oas3.2/meta/2025-09-17.json") | {"$id": _VOCABULARY},
        _bound(_CHECK, _DOCUMENT),
        _bound(_SEARCH, _SEARCH_DOCUMENT, **strict),
    )
    return Registry([(each["$id"], each) for each in resources])


def _bound(name: str, document: str, **more: object) -> dict[str, Any]:
    """Return the schema of a document whose Schema Objects are held against OpenAPI's dialect, and more."""
    return {"$id": name, "$ref": document, "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": _DIALECT, **more}}}


def _shipped(package: str, file: str) -> dict[str, Any]:
    """Return a JSON file of a package, which is not imported for that."""
    spec = find_spec(package)
    assert spec, f"{package} is installed"
    assert spec.submodule_search_locations
    text = (Path(spec.submodule_search_locations[0]) / file).read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))
