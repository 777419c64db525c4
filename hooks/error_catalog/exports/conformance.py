"""The conformance table: for each error at each operation, what the API answers and what a right client does about it.

The judge reads it, judging/judge.py, and so does whoever tests a client in any language.
"""

import inspect
from collections.abc import Iterator
from itertools import accumulate

from pydantic import Field

from error_catalog.api.description import node_at, text_at
from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.catalog_json import Published
from error_catalog.exports.clients import fallback_policy
from error_catalog.exports.exchanges import FORMS, body_members
from error_catalog.exports.gett_errors import retrying
from error_catalog.exports.open_schemas import opened
from error_catalog.exports.publishing import address, json_file
from error_catalog.exports.resources import CONFORMANCE, CONFORMANCE_SCHEMA
from error_catalog.exports.schemas import plain_schema, schema_file
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.outcome import Effect, NewKey
from error_catalog.model.problem import TYPE_BASE
from error_catalog.model.retry_policy import IdempotencyKey, RetryPolicy
from error_catalog.sitefile import File

FORMAT = 1
"""The version of the form; it rises when a program that reads the old form would stumble over the new."""

PATIENCE_SECONDS: float = inspect.signature(retrying).parameters["give_up_after_seconds"].default
"""How long after the first try the published clients begin no wait any more that would end later."""


_WAIT = "retryAfter"
"""The member that a body has when the wait is known; where it is absent, the policy says when to retry."""


class TableMember(Published):
    """A member of the body of an error."""

    name: str
    type: str = Field(description="Its JSON type.")
    required: bool
    pattern: str | None = Field(description="The regular expression that its text fits, where there is one.")


class TableOperation(Published):
    """A call of the API."""

    operation_id: str
    method: str
    path: str = Field(description="The path template.")
    safe: bool = Field(description="Whether it changes nothing.")
    takes_key: bool = Field(description="Whether it takes an Idempotency-Key.")
    errors: tuple[str, ...] = Field(description="The codes that it may answer with, its own and then the gateway's.")


class TableWait(Published):
    """The range of seconds that a client draws a wait from, at random."""

    min_seconds: float
    max_seconds: float


class TableError(Published):
    """What is the same in each answer with the error, and how a client retries it."""

    code: str
    status: int
    title: str
    category: str
    type: str
    retryable: bool
    general: bool = Field(description="Whether its status alone is taken for it.")
    reserved: bool = Field(description="Whether no call answers with it yet.")
    deprecated: bool
    body_members: tuple[str, ...] = Field(
        description="The members that each body has; `retryAfter` is there when it is known."
    )
    wait_from: tuple[str, ...] = Field(
        description="Where the wait comes from, the first that is there: member of the body, header, retry policy."
    )
    reset_header: str | None = Field(description="The header with the Unix time from which a retry can succeed.")
    waits: tuple[TableWait, ...] = Field(
        description="The wait before each retry where nothing in the answer says when; there are no more retries."
    )


class TableCase(Published):
    """What a right client does about an error at an operation."""

    operation_id: str
    code: str
    min_attempts: int = Field(description="How often the request is sent at least, if the error stays.")
    max_attempts: int = Field(description="How often it is sent at most.")
    key: IdempotencyKey | None = Field(description="Which Idempotency-Key a retry carries; null where none is taken.")
    effect: Effect = Field(description="Whether the request took effect: the outcome that is handed over.")
    new_key: NewKey | None = Field(description="What a new Idempotency-Key is for, afterwards.")


class ConformanceTable(Published):
    """What the API answers, and what a right client does about it. Members and values may be added without notice."""

    schema_uri: str = Field(serialization_alias="$schema", description="The URI of the schema of this document.")
    format: int = Field(description="The version of the form: it rises when the form changes incompatibly.")
    content: str = Field(description="The version of the catalogue that it is made of.")
    errors_url: str = Field(description="What the `type` of each error begins with.")
    media_types: tuple[str, ...] = Field(description="The media types of errors, that of the body in JSON first.")
    give_up_after_seconds: float = Field(
        description="Where the next wait would end later than this after the first try, a client may give up."
    )
    unknown_code_waits: tuple[TableWait, ...] = Field(
        description="The wait before each retry after a code that is in no table, if its `retryable` is true."
    )
    body_members: tuple[TableMember, ...]
    operations: tuple[TableOperation, ...]
    errors: tuple[TableError, ...]
    cases: tuple[TableCase, ...]


def conformance_files(project: Project, content: str) -> Iterator[File]:
    """Yield the table and its schema; `content` is the version of the catalogue."""
    yield json_file(CONFORMANCE, conformance_table(project, content).members())
    schema = opened(plain_schema(ConformanceTable))
    yield schema_file(CONFORMANCE_SCHEMA, schema, "hooks/error_catalog/exports/conformance.py")


def conformance_table(project: Project, content: str) -> ConformanceTable:
    """Return the table of a project."""
    catalog = project.catalog
    fallback = fallback_policy(catalog)
    return ConformanceTable(
        schema_uri=address(CONFORMANCE_SCHEMA),
        format=FORMAT,
        content=content,
        errors_url=TYPE_BASE,
        media_types=tuple(form["type"].partition(";")[0] for form in FORMS.values()),
        give_up_after_seconds=PATIENCE_SECONDS,
        unknown_code_waits=_waits(fallback),
        body_members=tuple(TableMember(name=name, **form) for name, form in body_members().items()),
        operations=tuple(_operation(endpoint, project) for endpoint in catalog.endpoints),
        errors=tuple(_error(error, catalog) for error in catalog.errors),
        cases=tuple(_cases(project)),
    )


def _operation(endpoint: Endpoint, project: Project) -> TableOperation:
    catalog = project.catalog
    return TableOperation(
        operation_id=_name_of(endpoint, project),
        method=endpoint.method,
        path=endpoint.path,
        safe=endpoint.is_safe,
        takes_key=endpoint.takes_idempotency_key,
        errors=tuple(error.code for error in (*catalog.by_endpoint[str(endpoint)], *catalog.gateway)),
    )


def _name_of(endpoint: Endpoint, project: Project) -> str:
    return text_at(node_at(project.api.document, "paths", endpoint.path, endpoint.method.lower()), "operationId")


def _error(error: ErrorType, catalog: Catalog) -> TableError:
    present = [example.body.members() for example in error.examples]
    policy = error.recovery.retry
    return TableError(
        code=error.code,
        status=error.status,
        title=error.body.title,
        category=error.category,
        type=error.body.type,
        retryable=error.body.retryable,
        general=error.general,
        reserved=error.reserved,
        deprecated=error.deprecated is not None,
        body_members=tuple(name for name in present[0] if name != _WAIT and all(name in body for body in present)),
        wait_from=catalog.verdicts[error.code].wait_from,
        reset_header=policy.reset_header if policy else None,
        waits=_waits(policy),
    )


def _waits(policy: RetryPolicy | None) -> tuple[TableWait, ...]:
    return tuple(TableWait.model_validate(wait) for wait in policy.waits) if policy else ()


def _cases(project: Project) -> Iterator[TableCase]:
    for code, verdict in project.catalog.verdicts.items():
        policy = verdict.error.recovery.retry
        for outcome in verdict.outcomes:
            yield TableCase(
                operation_id=_name_of(outcome.endpoint, project),
                code=code,
                min_attempts=1 + _patient_retries(verdict.error),
                max_attempts=1 + (policy.max_retries if policy else 0),
                key=policy.idempotency_key if policy and outcome.endpoint.takes_idempotency_key else None,
                effect=outcome.effect,
                new_key=outcome.new_key,
            )


def _patient_retries(error: ErrorType) -> int:
    """Return how many retries of the policy begin before a client may give up, though each wait is the longest."""
    policy, told = error.recovery.retry, error.body.retry_after or 0
    waits = (
        [max(told, each.min_seconds) + each.max_seconds - each.min_seconds for each in policy.waits] if policy else []
    )
    return sum(total <= PATIENCE_SECONDS for total in accumulate(waits))
