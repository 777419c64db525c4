"""What the schema of a request body says about the names of its fields, at any depth."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from error_catalog.api.references import mapping, resolved
from error_catalog.diagnostics.faults import Location

_PARTS = ("allOf", "anyOf", "oneOf")


@dataclass(frozen=True)
class BodySchema:
    """The schema of a request body, in the document that has what it refers to."""

    document: object
    schema: object

    def unknown_fields(self, data: object) -> Iterator[tuple[Location, tuple[str, ...]]]:
        """Yield where data has a field that its object does not declare, and the names that this does declare.

        About what is in an object that declares none, or that may have any, nothing is known.
        """
        yield from self._unknown((self.schema,), data, ())

    def _unknown(
        self, schemas: Iterable[object], data: object, place: Location
    ) -> Iterator[tuple[Location, tuple[str, ...]]]:
        parts = self._parts(schemas)
        if isinstance(data, list | tuple):
            items = [part["items"] for part in parts if "items" in part]
            for index, value in enumerate(data):
                yield from self._unknown(items, value, (*place, index))
        if isinstance(data, Mapping):
            known = {name: None for part in parts for name in mapping(part.get("properties"))}
            is_closed = any(part.get("additionalProperties") is False for part in parts) or bool(known)
            others = [part["additionalProperties"] for part in parts if part.get("additionalProperties", False)]
            has_patterns = any("patternProperties" in part for part in parts)
            for name, value in data.items():
                if name in known:
                    own = [mapping(part.get("properties")).get(name) for part in parts]
                    yield from self._unknown(own, value, (*place, name))
                elif others or has_patterns:
                    yield from self._unknown(others, value, (*place, name))
                elif is_closed:
                    yield (*place, name), tuple(known)

    def _parts(self, schemas: Iterable[object]) -> list[Mapping[str, object]]:
        """Return the schemas with those that they are made of, each once."""
        rest = list(schemas)
        parts: list[Mapping[str, object]] = []
        while rest:
            part = resolved(self.document, rest.pop(0))
            if part and not any(part is each for each in parts):
                parts.append(part)
                for name in _PARTS:
                    several = part.get(name)
                    rest += several if isinstance(several, tuple) else ()
        return parts
