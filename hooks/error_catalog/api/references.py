"""The references inside an API document: where they lead, and whether they lead anywhere."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest


def followed(document: object, node: object) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield the keys to what the `$ref` of a node leads to, and that; then where its own leads to, each but once."""
    seen: set[tuple[str, ...]] = set()
    while isinstance(node, Mapping) and isinstance(reference := node.get("$ref"), str):
        steps = _steps_of(reference)
        if steps is None or steps in seen:
            return
        seen.add(steps)
        node = document
        for step in steps:
            node = _entries_of(node).get(step)
        yield steps, node


def resolved(document: object, node: object) -> Mapping[str, object]:
    """Return what a node stands for: itself, or what its `$ref` leads to in the document in the end; else nothing."""
    for _, target in followed(document, node):
        node = target
    return mapping(node)


def leads_nowhere(document: object, node: object) -> bool:
    """Whether a node is a reference to what the document lacks; that is a fault of its own, and no other follows."""
    return "$ref" in mapping(node) and not resolved(document, node)


def mapping(value: object) -> Mapping[str, object]:
    """Return a value of a document that should be a mapping, or an empty one in its place."""
    return value if isinstance(value, Mapping) else {}


def dead_reference(document: object, place: Location, reference: str) -> Iterator[Violation]:
    """Yield what is wrong with the reference of the node at a place in a document, if anything."""

    def wrong(message: str, hint: str) -> Violation:
        return Violation(Rule.DEAD_REFERENCE, (*place, "$ref"), f"{message}: {reference[:60]}", hint)

    steps = _steps_of(reference)
    if steps is None:
        yield wrong("a reference of this form", "write it like #/components/schemas/Order")
        return
    node = document
    for depth, step in enumerate(steps):
        entries = _entries_of(node)
        if step not in entries:
            close = closest(step, entries)
            meant = "/".join(("#", *steps[:depth], close or "", *steps[depth + 1 :]))
            is_path = place[:1] == ("paths",) and not place[2:]  # whose operations are read where they stand
            usual = "write its operations here" if is_path else "put it under `components`"
            hint = f"did you mean {meant}?" if close else usual
            yield wrong("a reference to nowhere", hint)
            return
        node = entries[step]
    if tuple(map(str, place)) in [keys for keys, _ in followed(document, {"$ref": reference})]:
        yield wrong("a reference that leads back to itself", "say what it stands for")


def _steps_of(reference: str) -> tuple[str, ...] | None:
    """Return the keys that a reference such as `#/components/schemas/Order` leads through, or None for other forms."""
    if not reference.startswith("#/"):
        return None
    return tuple(unquote(step).replace("~1", "/").replace("~0", "~") for step in reference[2:].split("/"))


def _entries_of(node: object) -> Mapping[str, object]:
    """Return what one step of a reference can lead to: the entries of a mapping, or of a list by their indexes."""
    if isinstance(node, Mapping):
        return node
    return {str(index): each for index, each in enumerate(node)} if isinstance(node, tuple) else {}
