"""What programs read of this project, and validators that check formats too."""

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from referencing import Registry

from error_catalog.loading.project import Project
from error_catalog.site import site_of

if TYPE_CHECKING:  # to import it takes two seconds, for the grammar of URIs, and most tests validate nothing
    from jsonschema import Draft202012Validator

Json = Any
"""What json.loads returns: tests say by asserting what it is."""


def publish(project: Project) -> dict[str, str]:
    """Return the content of each export by its path."""
    return {file.path: file.content for file in site_of(project).files}


def validator(schema: Json) -> "Draft202012Validator":
    """Return a validator for a schema that names draft 2020-12 and fits its metaschema."""
    import jsonschema.validators  # noqa: PLC0415 - see above

    kind = jsonschema.validators.validator_for(schema)
    assert kind is jsonschema.Draft202012Validator
    kind.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=kind.FORMAT_CHECKER, registry=Registry())


def faults(schema: Json, instance: object) -> list[str]:
    """Return what a schema says against a document; tuples count as lists."""
    document = json.loads(json.dumps(instance))
    return [error.message for error in _validator(json.dumps(schema)).iter_errors(document)]


@cache
def _validator(schema: str) -> "Draft202012Validator":
    """Return the validator for a schema; to check that it is one takes longer than what it is used for."""
    return validator(json.loads(schema))


def read_script(script: str) -> Json:
    """Return the data of a script for pages, read as the service worker reads it."""
    variable, _, literal = script.partition("=")
    assert re.fullmatch(r"self\.gett\w+ ", variable)
    return json.loads(literal)
