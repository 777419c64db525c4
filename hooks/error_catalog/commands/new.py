"""A new example file, from the four facts that an author starts with."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from error_catalog.api.category import STATUSES, Category
from error_catalog.diagnostics.faults import Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import CheckedModel, Scope, rule
from error_catalog.model.fields import Code, KnownEndpoint
from error_catalog.model.problem import TYPE_BASE
from error_catalog.model.recovery import Actor
from error_catalog.model.validation import check
from error_catalog.prose.guides import guides_by_endpoint
from error_catalog.prose.known_names import KnownNames
from error_catalog.templating import render

TO_DO = "TODO"
"""The word that stands in place of a text until somebody writes it."""

TO_DO_NAME = "todo_name_it"
"""What stands in place of a function's name until then."""


class NewError(CheckedModel):
    """What has to be known of an error before its file can be written."""

    code: Code = Field(description="The error code, as in ORDER_TOTAL_DIFFERENT.")
    category: Category = Field(description=f"The category; it is one of {', '.join(Category)}.")
    status: int = Field(description="The HTTP status, which depends on the category.")
    endpoint: KnownEndpoint = Field(description="An endpoint that answers with it; docs/api/ lists them.")

    @rule("code")
    def _code_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.code in scope.names.codes:
            message = f"{self.code} has a file already"
            yield Violation(Rule.CODE, ("code",), message, f"edit examples/{self.code}.yaml, or take another code")

    @rule("category", "status")
    def _status_violations(self, scope: Scope) -> Iterator[Violation]:
        yield from self.category.status_violations(self.status)


def question(name: str, given: Mapping[str, str | None], names: KnownNames) -> str:
    """Return what to ask a person about a field of a new error; `given` are the right answers so far."""
    category = given["category"]
    if name == "status" and category in list(Category):
        return f"The HTTP status; for {category} it is one of {', '.join(map(str, Category(category).statuses))}."
    if name == "endpoint":
        return "\n    ".join(("An endpoint that answers with it:", *map(str, names.endpoints)))
    return str(NewError.model_fields[name].description)


def new_error(given: Mapping[str, str | None], names: KnownNames) -> NewError | list[Violation]:
    """Return the error that an author has in mind, or all that is wrong with the answers."""
    answers = {name: answer for name, answer in given.items() if answer is not None}
    checked = check(NewError, answers, Scope(names))
    return list(checked.violations) or checked.value


def render_new(error: NewError, today: date, names: KnownNames, *, retryable: bool = False) -> str:
    """Return an example file of the error: valid as it is, and saying where something is to be written."""
    guides = guides_by_endpoint(names.pages.written).get(error.endpoint, ())
    path = error.endpoint.partition(" ")[2]
    return render(
        "new.yaml.jinja",
        error=error,
        to_do=TO_DO,
        to_do_name=TO_DO_NAME,
        today=today,
        retryable=retryable,
        actors=list(Actor),
        guide=guides[0].target if guides else None,
        title=STATUSES[error.status].title,
        type_base=TYPE_BASE,
        instance=re.sub(r"\{\w+\}", "abc-123", path),
    )
