"""What an error is: the content of one example file, and the rules that it must keep."""

import json
from collections.abc import Callable, Iterator, Sequence

from pydantic.alias_generators import to_camel

from error_catalog.api.endpoints import Endpoint
from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.model.checked import Scope, rule
from error_catalog.model.error_content import ErrorContent
from error_catalog.model.example import RequestChanges
from error_catalog.model.numbers import number_violations
from error_catalog.model.observation import doubt_violations, observation_violations
from error_catalog.model.outcome import stated_violations
from error_catalog.model.retry_policy import IdempotencyKey, RetryPolicy
from error_catalog.prose.idempotency import key_in

_OUTCOME_OF_BODY = tuple(f"examples.0.body.{name}" for name in ("status", "errorCategory", "retryable"))
_NUMBERS_OF_RECOVERY = ("recovery.user_message", "recovery.retry.**")
_NUMBERS_OF_BODY = tuple(f"examples.[].body.{name}" for name in ("status", "retryAfter"))
_ENDPOINT_OF_EXAMPLE = ("origin", "triggers.[].endpoint", "examples.*.body.instance")


def _agreement(member: str) -> Callable[["ErrorType", Scope, int], Iterator[Violation]]:
    """Return the rule that all examples say the same in a member of the body."""

    @rule(f"examples.0.body.{to_camel(member)}", f"examples.*.body.{to_camel(member)}")
    def violations(error: "ErrorType", scope: Scope, index: int) -> Iterator[Violation]:
        first, here = (getattr(error.examples[each].body, member) for each in (0, index))
        if here != first:
            name = to_camel(member)
            message = f"{name} is {json.dumps(here)} here and {json.dumps(first)} in the first example"
            yield Violation(Rule.AGREEMENT, ("examples", index, "body", name), message, "correct one of the two")

    return violations


class ErrorType(ErrorContent):
    """An error of the API (a problem type, RFC 9457 section 4): the content of one example file."""

    @rule("origin", "triggers.*.endpoint")
    def _endpoint_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        has_endpoint = self.triggers[index].endpoint is not None
        if self.is_gateway and has_endpoint:
            message = "a gateway error may come from any endpoint: leave `endpoint` out"
            yield Violation(Rule.TRIGGER_ENDPOINT, ("triggers", index, "endpoint"), message, at_key=True)
        if not self.is_gateway and not has_endpoint:
            hint = "method and path, as in GET /v1/marketplace/stores/{storeId}"
            yield Violation(Rule.TRIGGER_ENDPOINT, ("triggers", index), "`endpoint` is missing", hint)

    @rule("origin", "general")
    def _general_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.general and not self.is_gateway:
            message = "`general` on an error that is not the gateway's"
            yield Violation(
                Rule.GENERAL_ORIGIN, ("general",), message, "delete it, or say `origin: gateway`", at_key=True
            )

    @rule("triggers.*.**")
    def _trigger_repetitions(self, scope: Scope, index: int) -> Iterator[Violation]:
        yield from _repetition("triggers", self.triggers, index)

    @rule("examples.*.headers.**", "examples.*.body.**")
    def _example_repetitions(self, scope: Scope, index: int) -> Iterator[Violation]:
        # Another example may lack what is at fault there.
        responses = [[getattr(each, name, None) for name in ("headers", "body")] for each in self.examples]
        yield from _repetition("examples", responses, index)

    @rule("examples.*.summary")
    def _summary_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        if len(self.examples) > 1 and self.examples[index].summary is None:
            message = "one of several examples has no `summary`"
            yield Violation(Rule.EXAMPLE_SUMMARY, ("examples", index), message, "say in a few words what it shows")

    @rule("examples.[].summary", "examples.*.summary")
    def _summary_repetitions(self, scope: Scope, index: int) -> Iterator[Violation]:
        summaries = [
            " ".join((each.summary or str(place)).casefold().split()) for place, each in enumerate(self.examples)
        ]
        first = summaries.index(summaries[index])
        if first < index and self.examples[first] != self.examples[index]:  # that equal ones repeat is E505
            message = f"examples[{index}] and examples[{first}] have the same summary"
            place = ("examples", index, "summary")
            yield Violation(Rule.EXAMPLE_SUMMARY, place, message, "say in a few words what this one shows")

    @rule("examples.0.body.retryable", "recovery.retry")
    def _retry_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.body.retryable and self.recovery.retry is None:
            message = "the body says retryable: true, but `recovery` has no `retry`"
            needed = (name for name, field in RetryPolicy.model_fields.items() if field.is_required())
            hint = f"say how, with {', '.join(needed)}; or correct the body"
            yield Violation(Rule.RETRY_POLICY, ("recovery",), message, hint, at_key=True)
        if not self.body.retryable and self.recovery.retry is not None:
            message = "the body says retryable: false, but `recovery` has a `retry`"
            hint = "delete it, or correct the body"
            yield Violation(Rule.RETRY_POLICY, ("recovery", "retry"), message, hint, at_key=True)

    @rule("origin", "triggers.[].endpoint", "outcomes.[].endpoint", "outcomes.*.effect", "examples.0.body.retryable")
    def _outcome_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        if not self._lacks_endpoints:
            own = self.endpoints_of(scope.names.endpoints)
            yield from stated_violations(self.outcomes, index, own, retryable=self.body.retryable)

    @rule("origin", "triggers.[].endpoint", "outcomes.**", "recovery.advice", *_OUTCOME_OF_BODY)
    def _key_violations(self, scope: Scope) -> Iterator[Violation]:
        outcomes = self.outcomes_at(self.endpoints_of(scope.names.endpoints))
        key = key_in(self.recovery.advice)
        if key and any(each.is_costly for each in outcomes):
            message = "`advice` speaks of the Idempotency-Key, which stands before it already"
            hint = "leave it out; what follows from the outcome, the key included, is shown first; call an API key so"
            violation = Violation(Rule.ADVICE_ON_KEY, ("recovery", "advice"), message, hint)
            yield violation.within(self.recovery.advice, key.start(), key[0])

    @rule("origin", "triggers.[].endpoint", "recovery.retry.idempotency_key")
    def _retry_key_violations(self, scope: Scope) -> Iterator[Violation]:
        """A retry without the key of the first try may do twice what that has done."""
        retry = self.recovery.retry
        keyed = [each for each in self.endpoints_of(scope.names.endpoints) if each.takes_idempotency_key]
        if retry and retry.idempotency_key is IdempotencyKey.NONE and keyed:
            place = ("recovery", "retry", "idempotency_key")
            yield Violation(
                Rule.RETRY_POLICY, place, f"{keyed[0]} takes an Idempotency-Key", "say idempotency_key: same"
            )

    @rule("origin", "triggers.[].endpoint", "observed.[].endpoint", "observed.*.endpoint")
    def _observation_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        if not self._lacks_endpoints:
            own = [str(endpoint) for endpoint in self.endpoints_of(scope.names.endpoints)]
            yield from observation_violations(self.observed, index, own)

    @rule("observed.[].confirms", "unconfirmed.*")
    def _doubt_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        yield from doubt_violations(self.unconfirmed[index], index, self.observed)

    @rule("observed", "reserved")
    def _reserved_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.observed and self.reserved:
            message = "`reserved` on an error that was observed"
            hint = "delete it: an endpoint emits the code"
            yield Violation(Rule.OBSERVATION, ("reserved",), message, hint, at_key=True)

    @rule("recovery.advice", "recovery.steps.[]", "recovery.caution", *_NUMBERS_OF_RECOVERY, *_NUMBERS_OF_BODY)
    def _number_violations(self, scope: Scope) -> Iterator[Violation]:
        """Every text that says what to do agrees with the policy and the body."""
        yield from number_violations(self.recovery, [example.body for example in self.examples], scope.names)

    @rule("related.*")
    def _relation_violations(self, scope: Scope, code: str) -> Iterator[Violation]:
        """The sentence stands on both pages, so it has to be clear on each."""
        missing = [f"`{name}`" for name in (scope.code, code) if f"`{name}`" not in self.related[code]]
        if code == scope.code:
            message = f"{code} is related to itself"
            yield Violation(Rule.SELF_RELATION, ("related", code), message, "name another code", at_key=True)
        elif missing:
            message = f"the sentence does not name {' and '.join(missing)}"
            hint = "it stands on the pages of both, so it names both in backticks"
            yield Violation(Rule.RELATION_NAMES, ("related", code), message, hint)

    @rule("replaced_by")
    def _heir_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.replaced_by == scope.code:
            message = f"{scope.code} is replaced by itself"
            yield Violation(Rule.SELF_RELATION, ("replaced_by",), message, "name another code")

    @rule("replaced_by", "deprecated")
    def _replacement_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.replaced_by and not self.deprecated:
            message = "`replaced_by` on an error that is not deprecated"
            hint = "say since when and why under `deprecated`"
            yield Violation(Rule.REPLACEMENT, ("replaced_by",), message, hint, at_key=True)

    @rule("since", "deprecated.date")
    def _deprecation_violations(self, scope: Scope) -> Iterator[Violation]:
        if self.deprecated:
            yield from self._date_violations(self.deprecated.date, ("deprecated", "date"))

    @rule("since", "changes.*.date")
    def _change_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        yield from self._date_violations(self.changes[index].date, ("changes", index, "date"))

    def _date_violations(self, day: str, location: Location) -> Iterator[Violation]:
        if self.since and day < self.since:
            message = f"{day} is before `since` ({self.since})"
            yield Violation(Rule.DATES, location, message, "correct one of the two")

    @rule("changes.[].date", "changes.[].guarantee", "changes.*.date")
    def _change_repetitions(self, scope: Scope, index: int) -> Iterator[Violation]:
        recorded = [(change.date, change.guarantee) for change in self.changes]
        day, guarantee = recorded[index]
        first = recorded.index(recorded[index])
        if first < index:
            message = f"changes[{index}] and changes[{first}] are about {guarantee} on {day}"
            yield Violation(Rule.REPETITION, ("changes", index), message, "make them one")

    @rule(*_ENDPOINT_OF_EXAMPLE)
    def _instance_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        candidates, example = self.endpoints_of(scope.names.endpoints), self.examples[index]
        if self._lacks_endpoints or not candidates or self.endpoint_of(example, scope.names.endpoints):
            return
        message = f"instance {example.body.instance} fits the path of no trigger"
        hint = f"a path here is {candidates[0].path}"
        yield Violation(Rule.INSTANCE, ("examples", index, "body", "instance"), message, hint)

    @property
    def _lacks_endpoints(self) -> bool:
        """Whether a trigger has no endpoint where it should, which is a fault of its own."""
        return not self.is_gateway and not all(trigger.endpoint for trigger in self.triggers)

    @rule(*_ENDPOINT_OF_EXAMPLE, "examples.*.request.body")
    def _request_body_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        yield from self._request_violations(scope, index, RequestChanges.body_violations)

    @rule(*_ENDPOINT_OF_EXAMPLE, "examples.*.request.omit.**", "examples.*.request.body")
    def _omission_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        yield from self._request_violations(scope, index, RequestChanges.omission_violations)

    @rule(*_ENDPOINT_OF_EXAMPLE, "examples.*.request.body")
    def _request_field_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        yield from self._request_violations(scope, index, RequestChanges.field_violations)

    @rule(*_ENDPOINT_OF_EXAMPLE, "examples.*.request.body", "examples.*.body.errors.**")
    def _json_path_violations(self, scope: Scope, index: int) -> Iterator[Violation]:
        example = self.examples[index]
        endpoint = self.endpoint_of(example, scope.names.endpoints)
        if endpoint and endpoint.is_complete:
            yield from (each.at(("examples", index)) for each in example.path_violations(endpoint))

    def _request_violations(
        self, scope: Scope, index: int, violations: Callable[[RequestChanges, Endpoint], Iterator[Violation]]
    ) -> Iterator[Violation]:
        example = self.examples[index]
        endpoint = self.endpoint_of(example, scope.names.endpoints)
        if example.request and endpoint and endpoint.is_complete:
            yield from (each.at(("examples", index, "request")) for each in violations(example.request, endpoint))

    _status_agreement, _title_agreement, _category_agreement, _retryable_agreement = map(
        _agreement, ("status", "title", "error_category", "retryable")
    )


def _repetition(name: str, entries: Sequence[object], index: int) -> Iterator[Violation]:
    first = list(entries).index(entries[index])
    if first < index:
        message = f"{name}[{index}] says the same as {name}[{first}]"
        yield Violation(Rule.REPETITION, (name, index), message, "delete one of the two")
