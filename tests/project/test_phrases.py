"""No fact gets lost: each has a phrase in tests/data/phrases.yaml, which the published Markdown of its error holds."""

from dataclasses import replace

import pytest
import yaml

from error_catalog.exports.texts import render_markdown
from error_catalog.model.catalog import Catalog
from support.facts import FACTS
from support.project import DATA

PHRASES: dict[str, list[dict[str, str]]] = yaml.safe_load((DATA / "phrases.yaml").read_text(encoding="utf-8"))
DOMAIN_CODES = [code for code, facts in FACTS.items() if not facts.get("gateway")]
"""The portal says in steps what to do about each of these."""


def folded(text: str) -> str:
    return " ".join(text.split())


def missing(code: str, markdown: str) -> list[str]:
    """Return the facts that the page of a code does not hold."""
    words = folded(markdown)
    return [entry["fact"] for entry in PHRASES[code] if entry["phrase"] not in words]


@pytest.fixture(scope="module")
def markdown(catalog: Catalog) -> dict[str, str]:
    return render_markdown(catalog)


@pytest.mark.parametrize("code", FACTS)
def test_a_page_holds_each_fact_of_its_error(code: str, markdown: dict[str, str]) -> None:
    assert PHRASES.get(code), "a published code has facts"
    assert missing(code, markdown[code]) == []


@pytest.mark.parametrize("code", DOMAIN_CODES)
def test_facts_of_steps_that_are_taken_out_are_missing(code: str, catalog: Catalog) -> None:
    error = catalog.by_code[code]
    steps = [folded(f"{number}. {step}") for number, step in enumerate(error.recovery.steps, start=1)]
    in_steps = [entry["fact"] for entry in PHRASES[code] if any(entry["phrase"] in step for step in steps)]
    recovery = error.recovery.model_copy(update={"steps": ("Do something.",)})
    changed = error.model_copy(update={"recovery": recovery})
    without = replace(catalog, errors=tuple(changed if each is error else each for each in catalog.errors))
    assert in_steps, "each of these codes has steps that are facts"
    assert missing(code, render_markdown(without)[code]) == in_steps


def test_the_table_says_each_thing_once_and_why_it_departs_from_a_fact() -> None:
    for code, entries in PHRASES.items():
        assert code in FACTS
        assert len({entry["fact"] for entry in entries}) == len(entries), f"{code} has a fact twice"
        assert all({*entry} - {"corrected"} == {"fact", "phrase"} and all(entry.values()) for entry in entries)
