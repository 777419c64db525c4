"""Every rule of the catalogue, shown biting: one seeded fault each, reported at its place and nowhere else."""

import os
import re

import pytest
from jinja2 import DictLoader

from error_catalog.commands.formats import render_github
from error_catalog.diagnostics.characters import visible
from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.templating import render
from support.hints import obeyed
from support.project import Project
from support.seeds import API, CONFLICT, DECLINED, FAILED, PAGE, SEEDS, Seed

HEAD = "openapi: 3.1.0\ninfo: {title: More, version: v1}\n"

FILES: dict[str, tuple[str, str | bytes, str]] = {
    "E001": ("examples/closed.yml", "", "1:1"),
    "E002": ("docs/api/orders.yaml", "", "1:1"),
    "E003": ("examples/LOST.yaml", "", "1:1"),
    "E004": (CONFLICT, b"meaning: caf\xe9\n", "1:13"),
    "E005": (CONFLICT, "# later\n", "1:1"),
    "E006": (CONFLICT, "meaning: 'a\u2028b'\n", "1:12"),
    "E008": (CONFLICT, "meaning: &a [*a]\n", "1:10"),
    "E011": (CONFLICT, "? [a]\n: b\n", "1:3"),
    "E701": (API, HEAD + "paths: {}\n", "1:1"),
    "E707": (
        "docs/api/more.yaml",
        HEAD + "paths:\n  /v1/orders:\n    post: {summary: Place it}\n",
        "5:5",
    ),
    "E801": (PAGE, "<!-- category-error: payment -->\n", "1:1"),
    "E802": (PAGE, "See <!-- category-errors: payment -->\n", "1:5"),
    "E803": (PAGE, "<!-- category-errors: payments -->\n", "1:23"),
    "E804": (PAGE, '# x\n\n```json\n{"a": 1,}\n```\n', "4:9"),
    "E903": ("docs/errors/CONFLICT.md", "# By hand\n", "1:1"),
    "E902": ("mkdocs.yml", "nav: [index.md]\n", "1:1"),
    "E805": (PAGE, '```json\n{"errorCode": "CONFLICT",\n "status": 400}\n```\n', "3:12"),
}
"""By identifier: a file that is written whole, and the place of the fault in it or in the one that it clashes with."""


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_a_seeded_fault_is_reported_at_its_place(small: Project, seed: Seed) -> None:
    small.replace(seed.file, seed.old, seed.new)
    text = small.read(seed.file)
    start = text.index(seed.at)
    place = text[:start].count("\n") + 1, start - text.rfind("\n", 0, start)
    faults = small.faults()
    assert len(faults) == 1 + seed.consequences, faults
    assert (faults[0].path, faults[0].line, faults[0].column) == (seed.file, *place), faults
    assert faults[0].rule == seed.identifier
    assert seed.message in faults[0].message
    command = render_github(faults).split("\n")[0]
    assert annotation(command) == (seed.file, *place, seed.identifier, said(faults[0]))
    assert_helpful(faults[0], seed, small)


def assert_helpful(fault: Fault, seed: Seed, project: Project) -> None:
    """Assert that whoever obeys the hint of a fault is rid of it, has no other, and has changed nothing else."""
    text = project.read(seed.file)
    repaired = obeyed(text, fault)
    if not fault.hint:
        assert fault.rule in SUFFICES, fault
    elif repaired is None:
        assert re.search(HINTS[fault.rule], fault.hint), fault
    else:
        changed = [pair for pair in zip(text.split("\n"), repaired.split("\n"), strict=True) if pair[0] != pair[1]]
        assert len(changed) == 1, "in one line"
        project.write(seed.file, repaired)
        assert bool(project.faults()) == (seed.name in LEADS_ON), (fault, changed)
        assert fault not in project.faults()
        if repaired == text.replace(seed.new, seed.old):
            assert seed.name not in LEADS_ON


LEADS_ON = {
    "4 concrete": "the instance is no path of the right endpoint either",
    "8 number": "it is no JSONPath",
    "9 invisible": "the text has nothing else",
    "openapi another version": "of which it has nothing right",
}
"""Seeds whose next fault shows once somebody has obeyed the first hint, and why."""

SUFFICES = {
    Rule.RANGE: "it says which numbers are right",
    Rule.UNKNOWN_VALUE: "it says which values there are",
    Rule.DETAIL_PLACE: "it says which field is missing",
    Rule.TRIGGER_ENDPOINT: "it says which field to leave out",
    Rule.METHOD: "it says how the method is written",
    Rule.OPENAPI: "it says what OpenAPI asks for",
}
"""The rules whose message says what to do, so that it needs no hint, and what makes it do so."""

HINTS = {
    "E007": "with spaces|in quotes|write the character itself",
    "E009": "the value alone, without a tag",
    "E010": "in quotes, or the comment on a line of its own",
    "E012": "keep one of the two",
    "E013": "a smaller one",
    "E101": 'for example "requestId": "req_abc123"|Why, and what to do',
    "E102": "known here: ",
    "E103": "give it a value, or leave it out|at least one entry|write what it says",
    "E104": "begin each entry with `- `|the quotes around it|`name: value`",
    "E107": "a right one looks like ",
    "E109": "in one script",
    "E110": "write it, or leave the field out",
    "E112": "shorten it, or put it into a guide",
    "E201": "the three are the same",
    "E203": "correct the status or the category",
    "E205": "looks like 2026-04-27T14:30:00.000Z",
    "E206": "the order is ",
    "E208": "correct one of the two",
    "E209": "delete it",
    "E301": "docs/api/ lists the endpoints",
    "E302": "method and path, as in GET /",
    "E304": "what would be sent is |delete it",
    "E305": "declare it in docs/api/",
    "E401": "say how, with first_delay_seconds, .*; or correct the body",
    "E402": "delete it, or say that it is retryable",
    "E403": "the two are the same; correct one",
    "E404": "correct one of the two",
    "E501": "each error is a file in examples/",
    "E502": "name another code",
    "E503": "names both in backticks",
    "E504": "delete one of the two",
    "E505": "delete one of the two|make them one",
    "E506": "under `deprecated`",
    "E507": "correct one of the two",
    "E511": r"`general: true` in the file of .* \(CONFLICT\)",
    "E512": "delete it, or say `origin: gateway`",
    "E601": "write Markdown",
    "E602": "write plain text, or put the sign in backticks|begin with a sentence",
    "E603": "close it",
    "E604": "link to https:// or to a page of this site|the target beside the text",
    "E605": "after `>-`",
    "E606": "end the sentence",
    "E607": "leave it out",
    "E608": "its headings are #|docs/ has the pages",
    "E609": "write it in the place of this text",
    "E610": "make the two the same|write `CONFLICT` without a link",
    "E702": "a right one looks like /v1/stores/{storeId}",
    "E704": "the title of its page",
    "E705": "`parameters` of the path has one entry for each",
    "E706": "`securitySchemes` under `components` has them all",
    "E708": "`name: value`|begin each entry with `- `|OpenAPI asks for it here|known here: |keep one of them"
    "|delete it, or correct|no other value here|the number alone",
    "E709": "put it under `components`|write it like #/components/|refer to what may stand here|say what it stands for",
    "E710": "https://api.example.com",
    "E803": "it is one of validation",
}
"""By identifier, what a hint says that leads back to the file as it was, where a program could not obey it."""


def annotation(command: str) -> tuple[str, int, int, str, str]:
    """Return file, line, column, title and text of a workflow command, read as GitHub's runner reads it."""
    shape = re.fullmatch(r"::error file=([^,]+),line=(\d+),col=(\d+),title=([^,:]+)::(.*)", command)
    assert shape, command
    file, line, column, title, text = shape.groups()
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        file = file.replace(escape, character)
        text = text if character in ":," else text.replace(escape, character)
    return file, int(line), int(column), title, text


def said(fault: Fault) -> str:
    return visible(fault.message) + (f"\nhint: {visible(fault.hint)}" if fault.hint else "")


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.thorough)], ids=["a few turns", "every turn"])
def test_a_fault_in_one_file_hides_none_in_another(small: Project, step: int) -> None:
    files = (CONFLICT, FAILED, DECLINED, PAGE)
    # Whether a pair is told apart twice depends on both of its files.
    seeds = {file: [seed for seed in SEEDS if seed.file == file and seed.identifier != "E504"] for file in files}
    whole = {file: small.read(file) for file in files}
    for turn in range(0, max(map(len, seeds.values())), step):
        together = [own[turn % len(own)] for own in seeds.values()]
        expected: set[Fault] = set()
        for seed in together:
            small.replace(seed.file, seed.old, seed.new)
            expected.update(small.faults())
            small.write(seed.file, whole[seed.file])
        for seed in together:
            small.replace(seed.file, seed.old, seed.new)
        assert small.faults() == sorted(expected), [seed.name for seed in together]
        for file in files:
            small.write(file, whole[file])


@pytest.mark.parametrize("identifier", FILES)
def test_a_file_at_fault_is_reported_with_the_identifier(small: Project, identifier: str) -> None:
    file, content, place = FILES[identifier]
    small.write(file, content)
    if identifier == Rule.NO_FILE:
        small.path(file).unlink()
    elif identifier == Rule.UNREADABLE:
        small.path(file).unlink()
        os.symlink("nowhere", small.path(file))
    found = [fault for fault in small.faults() if fault.rule == identifier]
    assert [f"{fault.line}:{fault.column}" for fault in found] == [place]


def test_a_template_at_fault_is_reported_with_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("error_catalog.templating._ENVIRONMENT.loader", DictLoader({"x.jinja": "\n{{ x. }}"}))
    with pytest.raises(FaultsFound) as raised:
        render("x.jinja")
    assert [fault.rule for fault in raised.value.faults] == [Rule.TEMPLATE]


def test_every_identifier_is_seeded_and_says_all_that_it_should() -> None:
    elsewhere = {
        Rule.TEMPLATE,
        Rule.UNDECLARED_CHANGE,
        Rule.LOST_CODE,
        Rule.ADDRESS,
        Rule.COPY,
    }  # above, in tests/commands/test_breaking_changes.py and test_check.py
    assert {seed.identifier for seed in SEEDS} | set(FILES) | elsewhere == set(Rule)
    for rule in Rule:
        assert all(
            (
                rule.explanation.headline,
                rule.explanation.meaning,
                rule.explanation.fix,
                rule.explanation.wrong,
                rule.explanation.right,
            )
        ), rule
        assert rule.explanation.wrong != rule.explanation.right, rule
    assert list(Rule) == sorted(Rule)
    assert len({rule.explanation.headline for rule in Rule}) == len(Rule)


def test_the_small_project_has_no_fault(small: Project) -> None:
    assert small.faults() == []
    assert [error.code for error in small.catalog().errors] == ["CONFLICT", "PAYMENT_DECLINED", "PAYMENT_FAILED"]
