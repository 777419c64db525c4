"""The scripts that give Run, its worker and the decoder their data; each says of which version it is."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from error_catalog.exports.publishing import EXAMPLES
from error_catalog.sitefile import File
from error_catalog.templating import pretty_json


@dataclass(frozen=True)
class DataScript:
    """Sets a variable to data: pages load it, from a disk too, and the worker reads the JSON after the `=`."""

    path: str
    variable: str
    data: dict[str, Any]
    source: str = EXAMPLES
    """The file that a person edits to change the data, from the project's root."""

    def file(self, version: str) -> File:
        """Return the file, which carries a version, so that whoever loads several knows that they belong together."""
        # Inside a script element, nothing may look like its end.
        literal = pretty_json({"version": version, **self.data}).replace("<", "\\u003c")
        return File(self.path, f"self.{self.variable} = {literal}\n", self.source)


def version_of(scripts: Iterable[DataScript]) -> str:
    """Return what changes with any of the data, for the addresses of all."""
    content = pretty_json([[script.path, script.data] for script in scripts])
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def part(whole: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return the members of a whole that have these names."""
    return {name: whole[name] for name in names}


def by_kind(
    facts: Mapping[str, Mapping[str, Any]], endpoints: Iterable[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return each combination of facts once, and by its code the place of each error's among them.

    To the facts come the places of the `endpoints` that list the error.
    """
    own: dict[str, list[int]] = {code: [] for code in facts}
    for place, endpoint in enumerate(endpoints):
        for code in endpoint["errors"]:
            own[code].append(place)
    kinds: dict[str, int] = {}
    whole = {code: {**each, "endpoints": own[code]} for code, each in facts.items()}
    places = {code: kinds.setdefault(pretty_json(each), len(kinds)) for code, each in whole.items()}
    return [json.loads(kind) for kind in kinds], places
