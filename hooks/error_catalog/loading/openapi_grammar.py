"""What is wrong with an API document by OpenAPI's own schemas, and where these are silent, in words for its author."""

from collections.abc import Collection, Iterator

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.loading.openapi_references import reference_violations
from error_catalog.loading.openapi_schemas import SchemaError, errors_of, found_in
from error_catalog.model.translation import WANTED, described, name_of

_MOST_LEVELS = 200
_MOST_VALUES = 200_000
"""How much a document may hold once its aliases are written out; more would keep the validator busy, or crash it."""

_NO_STATUS = "/responses/then/required"
"""The end of the address of what asks for a `default` where no response has a status."""

_TYPES = {
    "object": WANTED["dict_type"],
    "string": WANTED["string_type"],
    "array": WANTED["tuple_type"],
    "boolean": WANTED["bool_type"],
    "integer": WANTED["int_type"],
    "number": WANTED["float_type"],
}
"""What is expected, and how to write it, by the type in JSON Schema."""


def grammar_violations(data: object) -> Iterator[Violation]:
    """Yield everything that makes the data of a document no OpenAPI 3.1, each mistake once."""
    levels, values = _extent(data, {})
    if levels > _MOST_LEVELS or values > _MOST_VALUES:
        yield Violation(Rule.ENDLESS, (), "aliases stand for more than anybody would write", "write out what is meant")
        return
    yield from dict.fromkeys((*_schema_violations(data), *_search_violations(data)))


def _extent(data: object, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Return how deep data nests and how many values it has, once its aliases are written out."""
    if not isinstance(data, dict | tuple):
        return 0, 1
    if id(data) not in known:
        parts = [_extent(each, known) for each in (data.values() if isinstance(data, dict) else data)]
        levels, values = zip(*parts, strict=True) if parts else ((0,), (0,))
        known[id(data)] = 1 + max(levels), 1 + sum(values)
    return known[id(data)]


def _schema_violations(data: object) -> Iterator[Violation]:
    """Yield what OpenAPI's schemas have against a document."""
    errors = [cause for error in errors_of(data) for cause in _causes(error)]
    version = next((error for error in errors if error.location == ("openapi",)), None)
    if version:
        message = f"`openapi` is {described(version.value)}; expected a version 3.1"
        yield Violation(Rule.OPENAPI, version.location, message, 'write it like "3.1.0"')
        if not str(version.value).startswith("3.1"):
            return  # by the rules of another version the rest may be right
        errors.remove(version)
    misspelt = {(*error.location, close) for error in errors for close in _misspellings(error).values()}
    beside: dict[Location, list[str]] = {}
    for error in errors:
        beside.setdefault(error.location, []).append(error.keyword)
    values = (error.location for error in errors if error.keyword != "unevaluatedProperties")
    spoilt = {location[:depth] for location in values for depth in range(len(location) + 1)}
    for error in errors:
        if not _is_repeated(error, beside[error.location]):
            yield from _translated(error, misspelt, spoilt)


def _is_repeated(error: SchemaError, beside: Collection[str]) -> bool:
    """Whether another error of its place says the same: the type is wrong, or a status has the wrong form."""
    return "type" in beside if error.keyword == "const" else error.source.endswith(_NO_STATUS) and len(beside) > 1


def _causes(error: SchemaError) -> Iterator[SchemaError]:
    """Yield the error, or for an `anyOf` those of the branch that was probably meant.

    The `anyOf` of a whole document asks for paths, webhooks or components; that there is no endpoint says it better.
    """
    if error.keyword != "anyOf":
        yield error
    elif error.location:
        branch = max(error.wanted, key=lambda errors: _likelihood(error, errors))
        yield from (cause for each in branch for cause in _causes(each))


def _likelihood(error: SchemaError, branch: Collection[SchemaError]) -> tuple[bool, int]:
    """Return how well a value fits a branch: whether its type is right, and how deep the first level of errors is."""
    has_type = not any(each.keyword == "type" and each.location == error.location for each in branch)
    return has_type, max(len(each.location) for each in branch)


def _translated(
    error: SchemaError, misspelt: Collection[Location], spoilt: Collection[Location]
) -> Iterator[Violation]:
    """Yield the violations of an error, but for what follows from a misspelt name or from a place inside."""
    if error.keyword == "unevaluatedProperties":
        yield from _unknown_fields(error, is_consequence=error.location in spoilt)
    elif error.keyword == "required":
        yield from _missing(error, (error.wanted,), misspelt)
    elif error.keyword == "oneOf":
        names = error.alternatives
        has_one = isinstance(error.value, dict) and not error.value.keys().isdisjoint(names)
        yield from (_clash(error, names),) if has_one else _missing(error, names, misspelt)
    elif error.keyword == "not":
        yield _clash(error, error.wanted["required"])
    else:
        yield _wrong_value(error)


def _unknown_fields(error: SchemaError, *, is_consequence: bool) -> Iterator[Violation]:
    """Yield a violation for each field that its object does not have, at its name.

    Whether it has some of those that are known depends on others: `scheme` on the `type` of a security scheme.
    """
    known, close = error.known_names, _misspellings(error)
    for name in error.wanted:
        if name not in known:
            hint = f"did you mean `{close[name]}`?" if name in close else f"known here: {', '.join(sorted(known))}"
            location = (*error.location, name)
            yield Violation(Rule.OPENAPI, location, f"unknown field `{name}`", hint, at_key=True)
        elif not is_consequence:
            yield _clash(error, (name,))


def _misspellings(error: SchemaError) -> dict[str, str]:
    """Return for the name of each unknown field that is like a known one that one."""
    if error.keyword != "unevaluatedProperties":
        return {}
    known = {name.lower(): name for name in sorted(error.known_names)}
    unknown = [name for name in error.wanted if name not in error.known_names]
    return {name: known[close] for name in unknown if (close := closest(name.lower(), known))}


def _missing(error: SchemaError, names: Collection[str], misspelt: Collection[Location]) -> Iterator[Violation]:
    if not any((*error.location, name) in misspelt for name in names):
        message = f"{' or '.join(f'`{name}`' for name in names)} is missing"
        yield Violation(Rule.OPENAPI, error.location, message, "OpenAPI asks for it here", at_key=True)


def _clash(error: SchemaError, names: Collection[str]) -> Violation:
    *_, last = names
    message, hint = f"{' and '.join(f'`{name}`' for name in names)} exclude each other", "keep one of them"
    if len(names) == 1:
        message, hint = f"`{last}` does not go with the other fields here", "delete it, or correct the others"
    return Violation(Rule.OPENAPI, (*error.location, last), message, hint, at_key=True)


def _wrong_value(error: SchemaError) -> Violation:
    said, hint = f"`{name_of(error.location)}` is {described(error.value)}", ""
    if error.keyword == "propertyNames":
        message = error.message.replace("_", f"the name `{error.value}`", 1)
        return Violation(Rule.OPENAPI, error.location, message, at_key=True)
    if error.keyword == "type":
        words, hints = zip(*(_TYPES[each] for each in reversed(error.wanted)), strict=True)
        said, hint = (
            f"{said}; expected {' or '.join(words)}",
            hints[0] if error.value is not None else "give it a value",
        )
    elif error.keyword == "enum":
        options = [*map(str, error.wanted)]
        close = closest(str(error.value), options)
        said, hint = f"{said}; it is one of {', '.join(options)}", f"did you mean {close}?" if close else ""
    elif error.keyword == "const":
        said, hint = f"{said}; expected {described(error.wanted)}", "OpenAPI has no other value here"
    else:
        said = error.message.replace("_", said.partition(" is ")[0], 1)
    return Violation(Rule.OPENAPI, error.location, said, hint)


def _search_violations(data: object) -> Iterator[Violation]:
    """Yield what OpenAPI's schemas let pass: misspelt keywords in Schema Objects, and references to nowhere."""
    for found in found_in(data):
        if found.keyword == "not":
            yield from reference_violations(data, found.location, str(found.value))
            continue
        for name, close in _misspellings(found).items():
            message, hint = f"unknown keyword `{name}`", f"did you mean `{close}`?"
            yield Violation(Rule.OPENAPI, (*found.location, name), message, hint, at_key=True)
