"""Mappings made into one."""

from collections.abc import Mapping


def merged(*trees: Mapping[str, object]) -> dict[str, object]:
    """Return mappings as one: where several have a key, mappings are merged; of other values, the first one stays."""
    result: dict[str, object] = {}
    for tree in trees:
        for name, value in tree.items():
            first = result.get(name)
            if isinstance(first, Mapping) and isinstance(value, Mapping):
                result[name] = merged(first, value)
            else:
                result.setdefault(name, value)
    return result
