"""What all exports share: where a file is published, and how JSON is written."""

from error_catalog.sitefile import SITE, File
from error_catalog.templating import pretty_json

EXAMPLES = "examples/"
"""What a person edits to change an export that is made of the whole catalogue, from the project's root."""


def address(path: str) -> str:
    """Return the URL under which a file of the site is published; `path` is that of its File."""
    return f"{SITE}{path}"


def json_file(path: str, value: object, source: str = EXAMPLES) -> File:
    """Return a JSON file of the site, in the order of the value."""
    return File(path, json_text(value), source)


def json_text(value: object) -> str:
    """Return a value as the text of a JSON file, indented, with a newline at its end."""
    return f"{pretty_json(value)}\n"
