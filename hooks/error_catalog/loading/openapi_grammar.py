"""What is wrong with an API document by OpenAPI's own schemas, and where these are silent, in words for its author."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from error_catalog.api.references import dead_reference
from error_catalog.diagnostics.faults import Location, Violation, walk
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.loading.openapi_schemas import DOCUMENT_EXTENSIONS, OPERATION_EXTENSIONS, SchemaError, errors_of
from error_catalog.model.translation import WANTED, described, name_of

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
    given = data if isinstance(data, dict) else {}
    version = "openapi" if "openapi" in given else "swagger"  # as it was called before 3.0
    if not str(given.get(version, "3.1")).startswith("3.1"):
        yield _wrong_version(version, given[version])  # by the rules of another version the rest may be right
        return
    yield from _misspelt(given, (), DOCUMENT_EXTENSIONS)
    yield from _misspelt_extensions(given.get("paths"))
    errors, addresses = errors_of(data)
    dead: set[Location] = set()
    for location, node in walk(data):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(reference, str) and reference in addresses:
            for violation in dead_reference(data, location, reference):
                dead.add(violation.location)
                yield violation
    beside = defaultdict(list)
    for error in errors:
        beside[error.location].append(error)
    inside = Counter(error.location[:depth] for error in errors for depth in range(len(error.location) + 1))
    for error in errors:
        if error.location not in dead and not _is_repeated(error, beside[error.location]):
            yield from _translated(error, is_alone=inside[error.location] == 1)


def _is_repeated(error: SchemaError, beside: Collection[SchemaError]) -> bool:
    """Whether another error of its place says the same: a name is misspelt, the type is wrong, a status is none."""
    others = [other for other in beside if other is not error]
    misspelt = {close for other in others for close in _misspellings(other).values()}
    if error.keyword == "required":  # where no response has a status, `default` is
        return error.wanted in misspelt or (error.wanted == "default" and bool(others))
    if error.keyword == "oneOf":
        return not misspelt.isdisjoint(error.alternatives)
    return error.keyword == "const" and any(other.keyword == "type" for other in others)


def _translated(error: SchemaError, *, is_alone: bool) -> Iterator[Violation]:
    if error.keyword == "unevaluatedProperties":
        yield from _superfluous(error, is_alone=is_alone)
    elif error.keyword == "required":
        yield _missing(error, (error.wanted,))
    elif error.keyword == "oneOf":
        names = error.alternatives
        has_one = isinstance(error.value, dict) and not error.value.keys().isdisjoint(names)
        yield _clash(error, names) if has_one else _missing(error, names)
    elif error.keyword == "not":
        yield _clash(error, error.wanted["required"])
    else:
        yield _wrong_value(error)


def _superfluous(error: SchemaError, *, is_alone: bool) -> Iterator[Violation]:
    """Yield a violation for each field that its object does not have, at its name.

    Whether it has some of those that are known depends on others, which are to be right first: `scheme` on the `type`
    of a security scheme. In a Schema Object any name is allowed, so there one counts that is like a known one.
    """
    known, close = error.known_names, _misspellings(error)
    for name in error.wanted:
        if name in known:
            yield from [_clash(error, (name,))] if is_alone else ()
        elif name in close or not error.is_of_schema_object:
            message = f"unknown {'keyword' if error.is_of_schema_object else 'field'} `{name}`"
            hint = f"did you mean `{close[name]}`?" if name in close else f"known here: {', '.join(sorted(known))}"
            yield Violation(Rule.OPENAPI, (*error.location, name), message, hint, at_key=True)


def _misspellings(error: SchemaError) -> dict[str, str]:
    """Return for the name of each unknown field that is like a known one that one."""
    if error.keyword != "unevaluatedProperties":
        return {}
    known = {name.lower(): name for name in sorted(error.known_names)}
    unknown = [name for name in error.wanted if name not in error.known_names]
    return {name: known[close] for name in unknown if (close := closest(name.lower(), known))}


def _misspelt_extensions(paths: object) -> Iterator[Violation]:
    """Yield a violation for each extension of an operation that is nearly one of ours, which would do nothing."""
    for path, item in paths.items() if isinstance(paths, dict) else ():
        for method, operation in item.items() if isinstance(item, dict) else ():
            yield from _misspelt(operation, ("paths", path, method), OPERATION_EXTENSIONS)


def _misspelt(node: object, location: Location, extensions: Collection[str]) -> Iterator[Violation]:
    for name in (each for each in node if str(each).startswith("x-")) if isinstance(node, dict) else ():
        close = get_close_matches(str(name).lower(), extensions, n=1, cutoff=0.8)
        if close and name not in extensions:
            message, hint = f"unknown extension `{name}`", f"did you mean `{close[0]}`?"
            yield Violation(Rule.OPENAPI, (*location, name), message, hint, at_key=True)


def _missing(error: SchemaError, names: Collection[str]) -> Violation:
    message = f"{' or '.join(f'`{name}`' for name in names)} is missing"
    return Violation(Rule.OPENAPI, error.location, message, "OpenAPI asks for it here", at_key=True)


def _clash(error: SchemaError, names: Collection[str]) -> Violation:
    *_, last = names
    message, hint = f"{' and '.join(f'`{name}`' for name in names)} exclude each other", "keep one of them"
    if len(names) == 1:
        message, hint = f"`{last}` does not go with the other fields here", "delete it, or correct the others"
    return Violation(Rule.OPENAPI, (*error.location, last), message, hint, at_key=True)


def _wrong_version(name: str, value: object) -> Violation:
    message = f"`{name}` is {described(value)}; expected a version 3.1"
    return Violation(Rule.OPENAPI, (name,), message, 'write it like openapi: "3.1.0"', at_key=True)


def _wrong_value(error: SchemaError) -> Violation:
    name, said, hint = f"`{name_of(error.location)}`", described(error.value), ""
    if error.location == ("openapi",):
        return _wrong_version("openapi", error.value)
    if error.keyword == "pattern" and error.location[-1] == "$ref":
        message = f"a reference to another kind of component: {str(error.value)[:60]}"
        return Violation(Rule.DEAD_REFERENCE, error.location, message, "refer to what may stand here")
    if error.keyword == "pattern" and error.location[-1] == "x-creates":
        hint = "name what a call makes, in words of small letters and without an article"
        return Violation(Rule.OPENAPI, error.location, f"{name} is {said}", hint)
    if error.keyword == "type":
        words, hints = zip(*(_TYPES[each] for each in reversed(error.wanted)), strict=True)
        said += f"; expected {' or '.join(words)}"
        hint = hints[0] if error.value is not None else "give it a value"
    elif error.keyword == "enum":
        options = [*map(str, error.wanted)]
        close = closest(str(error.value), options)
        said += f"; it is one of {', '.join(options)}"
        word = '"null"' if close == "null" else close  # the type, which YAML reads as nothing without quotes
        hint = f"did you mean {word}?" if close else ""
    elif error.keyword == "const":
        said, hint = f"{said}; expected {described(error.wanted)}", "OpenAPI has no other value here"
    else:
        is_name = error.keyword == "propertyNames"
        message = error.message.replace("_", f"the name {name}" if is_name else name, 1)
        return Violation(Rule.OPENAPI, error.location, message, at_key=is_name)
    return Violation(Rule.OPENAPI, error.location, f"{name} is {said}", hint)
