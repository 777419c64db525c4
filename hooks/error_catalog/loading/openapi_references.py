"""Whether the references of an API document lead somewhere; OpenAPI's schemas do not ask."""

from collections.abc import Iterator

from error_catalog.api.pointers import entries_of, steps_of
from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest


def reference_violations(data: object, place: Location, reference: str) -> Iterator[Violation]:
    """Yield what is wrong with the reference at a place in a document, if anything."""
    steps = steps_of(reference)
    if steps is None:
        message, hint = f"a reference of this form: {reference[:60]}", "write it like #/components/schemas/Order"
        yield Violation(Rule.DEAD_REFERENCE, place, message, hint)
        return
    node = data
    for depth, step in enumerate(steps):
        entries = entries_of(node)
        if step not in entries:
            close = closest(step, entries)
            meant = "/".join(("#", *steps[:depth], close or "", *steps[depth + 1 :]))
            hint = f"did you mean {meant}?" if close else "put it under `components`"
            yield Violation(Rule.DEAD_REFERENCE, place, f"a reference to nowhere: {reference[:60]}", hint)
            return
        node = entries[step]
    if _is_circular(data, tuple(map(str, place[:-1])), steps):
        yield Violation(
            Rule.DEAD_REFERENCE,
            place,
            f"a reference that leads back to itself: {reference[:60]}",
            "say what it stands for",
        )


def _is_circular(data: object, origin: tuple[str, ...], steps: tuple[str, ...] | None) -> bool:
    """Whether references, followed from these steps on, lead to their origin."""
    seen: set[tuple[str, ...]] = set()
    while steps is not None and steps not in seen:
        if steps == origin:
            return True
        seen.add(steps)
        node = data
        for step in steps:
            node = entries_of(node).get(step)
        reference = node.get("$ref") if isinstance(node, dict) else None
        steps = steps_of(reference) if isinstance(reference, str) else None
    return False
