"""No fact gets lost: each has a phrase in tests/data/phrases.yaml, which the published Markdown of its error holds."""

from dataclasses import replace

import pytest

from error_catalog.exports import Exports
from error_catalog.loading.project import Project as Loaded
from support.facts import FACTS
from support.project import DATA
from support.sampling import sampled
from support.yaml_files import read_yaml

PHRASES: dict[str, list[dict[str, str]]] = read_yaml((DATA / "phrases.yaml").read_text(encoding="utf-8"))
DOMAIN_CODES = [code for code, facts in FACTS.items() if not facts.get("gateway")]
"""The portal says in steps what to do about each of these."""


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def markdown(loaded: Loaded) -> dict[str, str]:
    """Return the published Markdown of each error."""
    return Exports(loaded).markdown


def missing(code: str, markdown: dict[str, str]) -> list[str]:
    """Return the facts that the published Markdown of a code does not hold."""
    words = folded(markdown[code])
    return [entry["fact"] for entry in PHRASES[code] if entry["phrase"] not in words]


@pytest.mark.parametrize("code", FACTS)
def test_a_page_holds_each_fact_of_its_error(code: str, markdown: dict[str, str]) -> None:
    assert PHRASES.get(code), "a published code has facts"
    assert missing(code, markdown) == []


@pytest.mark.parametrize("code", sampled(DOMAIN_CODES, DOMAIN_CODES[::5]))
def test_facts_of_steps_that_are_taken_out_are_missing(code: str, loaded: Loaded) -> None:
    catalog = loaded.catalog
    error = catalog.by_code[code]
    steps = [folded(f"{number}. {step}") for number, step in enumerate(error.recovery.steps, start=1)]
    in_steps = [entry["fact"] for entry in PHRASES[code] if any(entry["phrase"] in step for step in steps)]
    recovery = error.recovery.model_copy(update={"steps": ("Do something.",)})
    changed = error.model_copy(update={"recovery": recovery})
    errors = tuple(changed if each is error else each for each in catalog.errors)
    assert in_steps, "each of these codes has steps that are facts"
    without = Exports(replace(loaded, catalog=replace(catalog, errors=errors))).markdown
    assert missing(code, without) == in_steps


def test_the_table_has_each_fact_once_and_nothing_empty() -> None:
    for code, entries in PHRASES.items():
        assert code in FACTS
        assert len({entry["fact"] for entry in entries}) == len(entries), f"{code} has a fact twice"
        assert all({*entry} - {"corrected"} == {"fact", "phrase"} and all(entry.values()) for entry in entries)
