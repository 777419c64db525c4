"""Where the references of an API document lead."""

from collections.abc import Mapping
from urllib.parse import unquote


def steps_of(reference: str) -> tuple[str, ...] | None:
    """Return the keys that a reference such as `#/components/schemas/Order` leads through, or None for other forms."""
    if not reference.startswith("#/"):
        return None
    return tuple(unquote(step).replace("~1", "/").replace("~0", "~") for step in reference[2:].split("/"))


def entries_of(node: object) -> Mapping[str, object]:
    """Return what one step of a reference can lead to: the entries of a mapping, or of a list by their indexes."""
    if isinstance(node, Mapping):
        return node
    return {str(index): each for index, each in enumerate(node)} if isinstance(node, tuple) else {}
