"""What the judge finds in exchanges, and what it does not hold against anybody."""

import pytest

from error_catalog.diagnostics.rules import Rule
from error_catalog.judging import judge as module
from support.judging import Sequence, found, named, sequences


@pytest.fixture(scope="module")
def deviations(frozen_exports: dict[str, str]) -> list[Sequence]:
    return sequences("deviations.yaml", frozen_exports)


def test_each_deviation_is_found_at_its_exchange_by_its_rule_and_nothing_else_is(deviations: list[Sequence]) -> None:
    assert len(deviations) >= 33
    for sequence in deviations:
        assert sequence.finds, sequence.name
        assert named(found(sequence)) == sequence.finds, sequence.name


def test_what_only_looks_wrong_is_not_found(frozen_exports: dict[str, str]) -> None:
    for sequence in sequences("right.yaml", frozen_exports):
        assert found(sequence) == [], sequence.name


def test_the_rules_of_the_judge_are_those_that_are_explained_and_each_is_seen_biting(
    deviations: list[Sequence],
) -> None:
    of_judge = {value for name, value in vars(module).items() if name.isupper() and str(value).startswith("E9")}
    assert of_judge == {rule for rule in Rule if "E920" <= rule < "E950"}
    assert of_judge == {rule for sequence in deviations for _, rule in sequence.finds}


def test_what_is_against_our_advice_alone_is_a_warning() -> None:
    warnings = {module.DEPRECATED, module.TOO_SOON, module.TOO_OFTEN, module.GAVE_UP, module.OVERLAP}
    assert {rule for rule in Rule if rule.explanation.is_warning} == warnings


def test_a_finding_says_where_what_and_what_to_do(deviations: list[Sequence]) -> None:
    for sequence in deviations:
        for each in found(sequence):
            assert each.place.startswith(sequence.name)
            assert each.member
            assert each.message
            assert each.hint
