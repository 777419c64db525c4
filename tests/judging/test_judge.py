"""What the judge finds in exchanges, and what it does not hold against anybody."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from error_catalog.diagnostics.rules import Rule
from error_catalog.judging import judge as module
from support.clients import run_old_python
from support.judging import Sequence, found, named, sequences

ON_OLD_PYTHON = """
import json, sys
sys.path.insert(0, sys.argv[1])
from judge import Exchange, Judge
found = []
for table, exchanges in json.load(open(sys.argv[1] + "/sequences.json")):
    judge = Judge(table)
    findings = [each for exchange in exchanges for each in judge.see(Exchange(**exchange))] + judge.finish()
    found.append([[each.place, each.rule] for each in findings])
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def deviations(frozen_exports: dict[str, str]) -> list[Sequence]:
    return sequences("deviations.yaml", frozen_exports)


def test_each_deviation_is_found_at_its_exchange_by_its_rule_and_nothing_else_is(deviations: list[Sequence]) -> None:
    assert len(deviations) >= 33
    for sequence in deviations:
        assert sequence.finds, sequence.name
        assert named(found(sequence)) == sequence.finds, sequence.name


def test_it_finds_the_same_on_the_oldest_python(deviations: list[Sequence], tmp_path: Path) -> None:
    given = [[each.table, [asdict(exchange) for exchange in each.exchanges]] for each in deviations]
    (tmp_path / "sequences.json").write_text(json.dumps(given), encoding="utf-8")
    (tmp_path / "judge.py").write_bytes(Path(module.__file__).read_bytes())
    printed = run_old_python("-c", ON_OLD_PYTHON, tmp_path)
    assert json.loads(printed) == [[[each.place, each.rule] for each in found(sequence)] for sequence in deviations]


def lasting(sequence: Sequence) -> Sequence:
    """Return a sequence after which others place orders for a long time."""
    last = replace(sequence.exchanges[-1], request_headers={}, status=200, response_body="{}")
    later = (
        replace(last, place=f"later {at}", request_body=f"[{at}]", sent=at, received=at + 1)
        for at in range(10_000, 50_000, 10_000)
    )
    return replace(sequence, exchanges=(*sequence.exchanges, *later))


def test_a_recording_with_the_newest_first_is_judged_as_what_happened(frozen_exports: dict[str, str]) -> None:
    for file in ("deviations.yaml", "right.yaml"):
        for each in sequences(file, frozen_exports):
            sequence = lasting(each)
            turned = replace(sequence, exchanges=sequence.exchanges[::-1])
            assert named(found(turned)) == named(found(sequence)), sequence.name


def test_what_is_not_in_order_is_counted_and_nothing_is_held_against_it(
    deviations: list[Sequence], monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = lasting(next(each for each in deviations if each.name == "a retry before retryAfter is over"))
    turned = replace(hasty, exchanges=hasty.exchanges[::-1])
    mixed = replace(hasty, exchanges=(*hasty.exchanges[1:], hasty.exchanges[0]))
    for sequence, window, late, rules in (
        (hasty, 1, 0, [module.TOO_EARLY]),
        (turned, 6, 0, [module.TOO_EARLY]),
        (turned, 5, 6, []),
        (turned, 1, 6, []),
        (mixed, 6, 1, []),
        (mixed, 1, 1, []),
    ):
        monkeypatch.setattr(module, "MOST_WAITING", window)
        judge = module.Judge(sequence.table)
        findings = [*(each for exchange in sequence.exchanges for each in judge.see(exchange)), *judge.finish()]
        assert ([each.rule for each in findings], judge.out_of_order) == (rules, late), (
            sequence.exchanges[0].place,
            window,
        )


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
