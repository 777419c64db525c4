"""What YAML cannot read is told in plain words, at the place where a person has to look."""

import re

import pytest
import yaml

from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading import yaml_words
from error_catalog.loading.document import parse_document

SLIPS = {
    "a:\n\tb: 1\n": ("2:1", "a tab in front of a line"),
    "a: b\n\tc\n": ("2:1", "a tab in front of a line"),
    "a: |\n\t b\n": ("2:1", "a tab in front of a line"),
    "a: [b\nc: d\n": ("2:2", "a list that goes on without a comma, or has no ]"),
    "a: [b, c} \n": ("1:9", "a list that goes on without a comma, or has no ]"),
    'a: {"b": 1 "c": 2}\n': ("1:15", "an object that goes on without a comma, or has no }"),
    'a: {"b": 1\n': ("2:1", "an object that goes on without a comma, or has no }"),
    "a: b: c\n": ("1:5", "a colon with a space where none can stand"),
    "a: b\n  c: d\n": ("2:4", "a colon with a space where none can stand"),
    "a: @b\n": ("1:4", "a text that begins with @, which YAML keeps for itself"),
    "a: `b` c\n": ("1:4", "a text that begins with `, which YAML keeps for itself"),
    "a: [|]\n": ("1:5", "a text that begins with |, which YAML keeps for itself"),
    "a: b\nfoo\nc: d\n": ("2:1", "a line that is no key, since it has no colon"),
    "a:\n  - b\n  c\n": ("3:3", "a line that is no key, since it has no colon"),
    "a:\n  b: 1\n c: 2\n": ("3:2", "a line that is indented otherwise than those it belongs to"),
    'a: "b" c\n': ("1:8", "more text behind quotes or brackets that are closed"),
    "a: [b] c\n": ("1:8", "more text behind quotes or brackets that are closed"),
    '- "a" b\n': ("1:7", "more text behind quotes or brackets that are closed"),
    "a:\n  - b\n  c: d\n": ("3:3", "a line in a list that begins no entry"),
    "a: - b\n": ("1:4", "a list on the line of its key"),
    "a: ? b\n": ("1:4", "a text that begins with ?, which begins a key in YAML"),
    "a: 'b\n": ("1:4", "a quotation mark that nothing closes"),
    "a: 'b\n---\nc'\n": ("2:1", "a line that ends the file, within quotes"),
    'a: "\\w"\n': ("1:5", "a backslash that escapes nothing"),
    'a: "\\u12"\n': ("1:7", "an escape that lacks digits"),
    'a: "\\ud83d"\n': ("1:7", "an escape of what is no character"),
    "a: **b**\n": ("1:5", "a text that begins with *, which in YAML refers to another one"),
    "a: *b\n": ("1:4", "a text that begins with *, which in YAML refers to another one"),
    "a: &x b\nc: &x d\n": ("2:4", "a name after & that is there already"),
    "a: & b\n": ("1:5", "a text that begins with &, which gives a value a name in YAML"),
    "%FOO\na: 1\n": ("1:5", "a line that begins with %, which is a setting of YAML"),
    "%YAML 1.x\n---\n": ("1:9", "a line that begins with %, which is a setting of YAML"),
    "%YAML 3.0\n---\n": ("1:1", "a line that begins with %, which is a setting of YAML"),
    "%TAG x\n---\na: 1\n": ("1:6", "a line that begins with %, which is a setting of YAML"),
    "a: !<b\n": ("1:7", "a text that begins with !, which is a type in YAML"),
    "a: !b!c d\n": ("1:4", "a text that begins with !, which is a type in YAML"),
    "a: > b\n": ("1:6", "more text on the line of | or >"),
    "a: |0\n  b\n": ("1:5", "more text on the line of | or >"),
    "a: b\n---\nc: d\n": ("2:1", "it begins a second document"),
    "  a: b\n c: d\n": ("2:2", "a line that belongs to nothing above"),
    "a: b\n...\nc: d\n": ("3:1", "a line that belongs to nothing above"),
    'a: {"b": 1,, "c": 2}\n': ("1:12", ", where a value is missing"),
    "a: ]\n": ("1:4", "] where a value is missing"),
}
"""By the text: where the fault is, and what it says."""

OF_THE_LIBRARY = re.compile(
    r"did not|could not|found|expected|while|token|scalar|mapping|sequence|node|flow|not allowed"
)


def fault_of(text: str) -> Fault:
    with pytest.raises(FaultsFound) as raised:
        parse_document("a.yaml", text)
    (fault,) = raised.value.faults
    return fault


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_named_at_its_place(text: str) -> None:
    place, message = SLIPS[text]
    fault = fault_of(text)
    assert (f"{fault.line}:{fault.column}", fault.message) == (place, f"no valid YAML: {message}")
    assert fault.hint
    assert fault.rule is Rule.SYNTAX
    assert not OF_THE_LIBRARY.search(f"{fault.message} {fault.hint}")


def test_each_slip_that_has_words_is_shown_here() -> None:
    said = {message for _, message in SLIPS.values()}
    for slip in yaml_words._SLIPS:
        assert any(re.fullmatch(re.escape(slip.message).replace(r"\{sign\}", "."), each) for each in said), slip


def test_what_the_library_may_say_one_day_is_said_in_its_words() -> None:
    mark = yaml.Mark("", 2, 0, 2, "", 0)
    error = yaml.MarkedYAMLError("while reading", None, "found something new", mark)
    fault = yaml_words.syntax_fault("a.yaml", "a: b", error)
    assert (fault.column, fault.message) == (3, "no valid YAML: found something new while reading")
