"""Violations inside pydantic's reports, and what can still be checked of a model that has faults."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from error_catalog.diagnostics.faults import Violation

_Model = TypeVar("_Model", bound=BaseModel)

VIOLATIONS = "violations"
"""The type of the pydantic error that carries violations, and the key of its context under which they are."""


def as_pydantic_error(violations: Iterable[Violation]) -> PydanticCustomError:
    """Return a pydantic error of the type VIOLATIONS, which `translation.violations_of` unpacks."""
    found = tuple(violations)
    text = "; ".join(violation.message.replace("{", "{{").replace("}", "}}") for violation in found)
    return PydanticCustomError(VIOLATIONS, text, {VIOLATIONS: found})


def sound_part(model: type[_Model], given: dict[str, object], report: ValidationError, context: object) -> _Model:
    """Return an instance with those fields alone that are right by themselves; to ask for another raises."""
    errors = report.errors(include_url=False)
    faulty = {error["loc"][0] for error in errors if error["loc"]}
    # An unknown name may be a misspelt one: then nothing is known of what seems to be left out.
    misspelt = any(error["type"] == "extra_forbidden" and len(error["loc"]) == 1 for error in errors)
    part = model.model_construct()
    for name, field in model.model_fields.items():
        alias = field.alias or name
        if alias in given and alias not in faulty:
            part.__dict__[name] = _adapter(model, name).validate_python(given[alias], context=context)
        elif alias in given or misspelt or not given:
            part.__dict__.pop(name, None)
    return part


def extended(report: ValidationError, violations: list[Violation]) -> ValidationError:
    """Return pydantic's report with more violations, and without what these say already of an empty field."""
    empty = {violation.location for violation in violations if violation.at_key}
    details: list[InitErrorDetails] = []
    for error in report.errors(include_url=False):
        context = error.get("ctx", {})
        if error["input"] is None and error["loc"] in empty:
            continue
        kind = as_pydantic_error(context[VIOLATIONS]) if error["type"] == VIOLATIONS else error["type"]
        details.append({"type": kind, "loc": error["loc"], "input": error["input"], "ctx": context})
    if violations:
        details.append({"type": as_pydantic_error(violations), "loc": (), "input": None})
    return ValidationError.from_exception_data(report.title, details)


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[object]:
    field = model.model_fields[name]
    form: Any = Annotated[field.annotation, name, *field.metadata]
    return TypeAdapter(form)
