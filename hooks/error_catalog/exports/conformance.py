"""The conformance table: for each error at each operation, what the API answers and what a right client does about it.

The judge reads it, judging/judge.py, and so does whoever tests a client in any language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pydantic import Field, field_serializer

from error_catalog.api.description import node_at, text_at
from error_catalog.api.endpoints import Endpoint
from error_catalog.exports.catalog_json import Published, whole
from error_catalog.exports.clients import fallback_policy, patience_seconds
from error_catalog.exports.exchanges import FORMS
from error_catalog.exports.open_schemas import opened
from error_catalog.exports.publishing import address, json_file
from error_catalog.exports.resources import CONFORMANCE, CONFORMANCE_SCHEMA
from error_catalog.exports.schemas import body_members, plain_schema, schema_file
from error_catalog.loading.project import Project
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.outcome import Effect, NewKey
from error_catalog.model.problem import TYPE_BASE
from error_catalog.model.retry_policy import IdempotencyKey, RetryPolicy, Wait
from error_catalog.sitefile import File

FORMAT = 1
"""The version of the form; it rises when a program that reads the old form would stumble over the new."""

_WAIT = "retryAfter"
"""The member that a body has when the wait is known; where it is absent, the policy says when to retry."""


class TableMember(Published):
    """A member of the body of an error."""

    name: str
    type: str = Field(description="Its JSON type.")
    required: bool
    pattern: str | None = Field(None, description="The regular expression that its text fits, where there is one.")


class TableOperation(Published):
    """A call of the API."""

    operation_id: str
    method: str
    path: str = Field(description="The path template.")
    safe: bool = Field(description="Whether it changes nothing.")
    takes_key: bool = Field(description="Whether it takes an Idempotency-Key.")
    creates: str = Field(description="What it makes, as `order`; empty where it makes nothing that lasts.")
    errors: tuple[str, ...] = Field(description="The codes that it may answer with, its own and then the gateway's.")


class TableWait(Published):
    """The range of seconds that a client draws a wait from, at random."""

    min_seconds: float
    max_seconds: float

    _whole_numbers_as_such = field_serializer("min_seconds", "max_seconds")(whole)


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
    reset_header: str | None = Field(None, description="The header with the Unix time from which a retry can succeed.")
    waits: tuple[TableWait, ...] = Field(
        description="The wait before each retry where nothing in the answer says when; there are no more retries."
    )


class TableCase(Published):
    """Failures of a call, as a scenario that the mock plays, and what a right client does about them."""

    name: str = Field(description="By what requests select the scenario.")
    operation_id: str
    code: str | None = Field(None, description="The code; absent where none, or one that nobody knows, is answered.")
    failures: tuple[str, ...] = Field(description="The answers to the first requests, as one asks the mock for them.")
    min_attempts: int = Field(description="How often the request is sent at least.")
    max_attempts: int = Field(description="How often it is sent at most.")
    waits: tuple[TableWait, ...] = Field(
        description="The wait before each retry: as long as the answer asks, else by the policy, and jitter."
    )
    key: IdempotencyKey | None = Field(
        None, description="Which Idempotency-Key a retry carries; absent where none is taken."
    )
    effect: Effect = Field(description="Whether the request took effect: the outcome that is handed over.")
    new_key: NewKey | None = Field(None, description="What a new Idempotency-Key is for, afterwards.")


class ConformanceTable(Published):
    """What the API answers, and what a right client does about it. Members and values may be added without notice."""

    schema_uri: str = Field(serialization_alias="$schema", description="The URI of the schema of this document.")
    format: int = Field(description="The version of the form: it rises when the form changes incompatibly.")
    content: str = Field(description="The version of the catalogue that it is made of.")
    errors_url: str = Field(description="What the `type` of each error begins with.")
    media_types: tuple[str, ...] = Field(description="The media types of errors, that of the body in JSON first.")
    give_up_after_seconds: int = Field(
        description="Where the next wait would end later than this after the first try, a client may give up."
    )
    unknown_code_waits: tuple[TableWait, ...] = Field(
        description="The wait before each retry after a code that is in no table, if its `retryable` is true."
    )
    body_members: tuple[TableMember, ...]
    operations: tuple[TableOperation, ...]
    errors: tuple[TableError, ...]
    cases: tuple[TableCase, ...]


def conformance_files(table: ConformanceTable) -> Iterator[File]:
    """Yield the table and its schema."""
    yield json_file(CONFORMANCE, table.published_members())
    schema = opened(plain_schema(ConformanceTable))
    yield schema_file(CONFORMANCE_SCHEMA, schema, "hooks/error_catalog/exports/conformance.py")


def conformance_table(project: Project, content: str) -> ConformanceTable:
    """Return the table of a project; `content` is the version of the catalogue."""
    catalog = project.catalog
    fallback = fallback_policy(catalog)
    return ConformanceTable(
        schema_uri=address(CONFORMANCE_SCHEMA),
        format=FORMAT,
        content=content,
        errors_url=TYPE_BASE,
        media_types=tuple(form["type"].partition(";")[0] for form in FORMS.values()),
        give_up_after_seconds=patience_seconds(),
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
        creates=endpoint.creates,
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
    """Yield the cases of each error at each of its calls, and then those of answers that are no documented ones."""
    for code, verdict in project.catalog.verdicts.items():
        policy = verdict.error.recovery.retry
        for outcome in verdict.outcomes:
            facts = {"code": code, "effect": outcome.effect, "new_key": outcome.new_key}
            operation = _Call(_name_of(outcome.endpoint, project), outcome.endpoint, facts)
            yield operation.case(code, policy, verdict.error.body.retry_after)
            if policy:
                yield operation.case(code, policy, verdict.error.body.retry_after, passes=True)
    yield from _cases_without_a_code(project)


def _cases_without_a_code(project: Project) -> Iterator[TableCase]:
    """Yield what networks, and codes that nobody knows, do to a call that takes a key, for each general error."""
    catalog, fallback = project.catalog, fallback_policy(project.catalog)
    for endpoint in catalog.endpoints:
        if not endpoint.takes_idempotency_key:
            continue
        facts = {"code": None, "effect": Effect.UNKNOWN, "new_key": NewKey.UNSAFE}
        operation = _Call(_name_of(endpoint, project), endpoint, facts)
        for status, error in catalog.general.items():
            policy = error.recovery.retry or (fallback if error.body.retryable else None)
            in_header = error.examples[0].headers.get("Retry-After", "")
            by_header = int(in_header) if in_header.isdecimal() else None
            for fault, told in (("unknown-code", error.body.retry_after), ("html", by_header), ("cut", by_header)):
                yield operation.case(f"{status},fault={fault}", policy, told)


@dataclass(frozen=True)
class _Call:
    """An operation, and what is known of it after a failure."""

    name: str
    endpoint: Endpoint
    facts: dict[str, Any]

    def case(self, wish: str, policy: RetryPolicy | None, told: int | None, *, passes: bool = False) -> TableCase:
        """Return the case of a failure that stays as long as a right client tries, or that passes after the first."""
        waits = [_told(wait, told) for wait in (policy.waits if policy else ())]
        # The requests take time, too: with waits of exactly the patience, the last one would end too late.
        patient = 1 + sum(total < patience_seconds() for total in accumulate(each.max_seconds for each in waits))
        return TableCase(
            **self.facts,
            name=f"{wish.replace(',fault=', '-')}.{self.name}{'.once' if passes else ''}",
            operation_id=self.name,
            failures=(wish,) * (1 if passes else 1 + len(waits)),
            min_attempts=2 if passes else patient,
            max_attempts=2 if passes else 1 + len(waits),
            waits=tuple(waits[:1] if passes else waits),
            key=policy.idempotency_key if policy and self.endpoint.takes_idempotency_key else None,
        )


def _told(wait: Wait, told: int | None) -> TableWait:
    """Return the wait of a policy where the answer asks for another one; jitter comes on top of the longer one."""
    shortest = wait.min_seconds if told is None else told
    longest = max(shortest, wait.min_seconds) + wait.max_seconds - wait.min_seconds
    return TableWait(min_seconds=shortest, max_seconds=longest)
