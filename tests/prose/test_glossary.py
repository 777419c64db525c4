"""Each term of the glossary has a heading of its own, and something below it."""

import pytest

from error_catalog.loading.document import fault_in_text
from error_catalog.prose.glossary import glossary_violations

RIGHT = [
    "",
    "No heading.",
    "# Glossary\n\n## Key\n\nIt is one.\n\n## Keys\n\nSeveral.\n",
    "---\ntitle: Glossary\n---\n\n# Glossary\n\nKey\n---\n\nIt is one.\n",
    "# Glossary\n\n## Key\n\n```\n## Key\n```\n",
]

WRONG = {
    "# Glossary\n\n## Key\n\nA.\n\n## *key*\n\nB.\n": [("7:1", "the term key has a heading already")],
    "# Glossary\n\n## Api  key\n\nA.\n\n## API key\n\nB.\n": [("7:1", "the term API key has a heading already")],
    "# Glossary\n\n##\n\nA.\n\n## ...\n\nB.\n": [
        ("3:1", "a heading without words"),
        ("7:1", "a heading without words"),
    ],
    "---\ntitle: Glossary\n---\n\n# Glossary\n\n## Key\n\n## Lock\n\nA.\n": [
        ("7:1", "the term Key has no explanation")
    ],
    "# Glossary\n\nKey\n---\n\nLock\n---\n\nA.\n": [("3:1", "the term Key has no explanation")],
    "# Glossary\n\n## Key\n\nA.\n\n## Lock\n": [("7:1", "the term Lock has no explanation")],
}


@pytest.mark.parametrize("text", RIGHT)
def test_a_glossary_that_explains_each_term_once_has_no_fault(text: str) -> None:
    assert [*glossary_violations(text)] == []


@pytest.mark.parametrize("text", WRONG)
def test_a_term_is_there_once_and_explained(text: str) -> None:
    faults = [fault_in_text("glossary.md", text, each) for each in glossary_violations(text)]
    assert [(f"{each.line}:{each.column}", each.message) for each in faults] == WRONG[text]
