"""Files that are no example files: each is one clear fault, and hides no other."""

import os
from pathlib import Path

import pytest

from support.project import Project

CONFLICT = "examples/CONFLICT.yaml"


def report(project: Project) -> list[str]:
    """Return place and message of each fault."""
    return [f"{each.path}:{each.line}:{each.column}: {each.message}" for each in project.checked()[0]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1:1: the file is empty"),
        (b"# nothing but a comment\n", "1:1: the file is empty"),
        (b"meaning: caf\xe9\n", "1:13: byte 0xe9 is not UTF-8"),
        (b"\xef\xbb\xbfmeaning: a\rnotes: b\r\ncaf\xe9\n", "3:4: byte 0xe9 is not UTF-8"),
        (b"\xff\xfem\x00", "1:1: byte 0xff is not UTF-8"),
        (b"meaning: a\nnotes: \x07\n", "2:8: a character that YAML forbids: U+0007"),
        ("# 失敗 😀\nnotes: é\x07\n".encode(), "2:9: a character that YAML forbids"),
        (b"meaning: a: b\n", "1:11: no valid YAML: a colon with a space where none can stand"),
        (b"meaning: [a\n", "2:1: no valid YAML: a list that goes on without a comma, or has no ]"),
        (b"meaning: a\n---\nmeaning: b\n", "2:1: no valid YAML: it begins a second document"),
        (b"meaning: *nobody\n", "1:10: no valid YAML: a text that begins with *"),
        (b"- meaning\n", "1:1: `file` is a list; expected a mapping with fields of its own"),
        (b"just words\n", '1:1: `file` is the text "just words"; expected a mapping with fields of its own'),
        (b"&a [*a]\n", "1:1: an alias stands inside its own anchor"),
        (b"meaning: " + b"[" * 100 + b"]" * 100 + b"\n", "1:59: the file nests too deeply"),
        (b"? [a]\n: b\n", "1:3: a key is plain text"),
        (b"meaning: a\rnotes: b: c\r", "2:9: no valid YAML: a colon with a space where none can stand"),
        ("meaning: 'a\u2028b'\nnotes: x\u2029\n".encode(), "1:12: a line separator, U+2028"),
        ("meaning: 😀\nnotes: 'x\x85'\n".encode(), "2:10: a line separator, U+0085"),
        (b'meaning: "\\ud83d\\ude00"\nnotes: b: c\n', "2:9: no valid YAML: a colon with a space"),
        (b"meaning: " + b"9" * 5000 + b"\n", "1:10: a number with too many digits"),
    ],
)
def test_a_malformed_file_is_a_fault_at_its_place(small: Project, content: bytes, expected: str) -> None:
    small.write(CONFLICT, content)
    assert any(line.startswith(f"{CONFLICT}:{expected}") for line in report(small)), report(small)
    assert all(line.startswith(f"{CONFLICT}:") for line in report(small)), "other files are not at fault"


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("meaning: a\n\tnotes: b\n", "indent with spaces"),
        ('{"a": 1\n"b": 2}', "a missing comma or bracket here, or at the end of the line before"),
        ("meaning: a: b\n", "put a text that holds `: ` in quotes"),
        ("meaning: `a` b\n", "a text that begins with it in quotes"),
        ("meaning: *a\n", "a text that begins with it in quotes"),
        ('meaning: "a" b\n', "the whole of a text in quotes"),
        ("body:\n{\n}\n", "more deeply than `body:`"),
        ('meaning: "a\n', "close the quotes"),
        (r'meaning: "\d"', "a backslash is written as"),
        (r'meaning: "\ud83d"', "half of a surrogate pair"),
        ("- a\nb: c\n", "each entry of a list begins with `- `"),
    ],
)
def test_the_hint_fits_the_mistake_in_the_yaml(small: Project, content: str, hint: str) -> None:
    small.write(CONFLICT, content)
    assert [hint in fault.hint for fault in small.checked()[0]] == [True], small.checked()[0]


def test_json_as_other_programs_write_it_is_read(small: Project) -> None:
    small.replace(CONFLICT, '"Done before."', r'"\ud83d\ude00 \/ \u00e9 \\ud83d"')
    assert small.catalog().by_code["CONFLICT"].body.detail == "😀 / é \\ud83d"


def test_a_pipe_is_a_fault_and_nothing_waits_for_it(small: Project) -> None:
    os.mkfifo(small.path("examples/LOST.yaml"))
    small.path("docs/index.md").unlink()
    os.mkfifo(small.path("docs/index.md"))
    assert report(small) == [
        "docs/index.md:1:1: the file cannot be read: it is no regular file",
        "examples/LOST.yaml:1:1: the file cannot be read: it is no regular file",
    ]


def test_what_is_elsewhere_is_not_published_by_a_link(small: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "page.md").write_text("# Unseen\n")
    small.path("docs/linked").symlink_to(elsewhere)
    small.path("docs/linked.png").symlink_to(elsewhere / "page.md")
    small.path("docs/lost.png").symlink_to("nowhere")
    small.path("docs/index.md").rename(elsewhere / "index.md")
    small.path("docs/index.md").symlink_to(elsewhere / "index.md")
    small.path(CONFLICT).rename(elsewhere / "CONFLICT.yaml")
    small.path(CONFLICT).symlink_to(elsewhere / "CONFLICT.yaml")
    lines = report(small)
    assert "docs/linked:1:1: a link to a folder elsewhere" in lines
    for place in ("docs/linked.png", "docs/lost.png", "docs/index.md", CONFLICT):
        assert f"{place}:1:1: the file cannot be read: it is a link; put the file itself here" in lines


def test_exponential_aliases_and_depth_end_soon(small: Project) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 40))
    small.write(CONFLICT, f"l0: &l0 [x]\n{levels}")
    assert any("unknown field `l39`" in line for line in report(small))
    small.write(CONFLICT, "[" * 100_000)
    assert len(report(small)) == 1


def test_all_faults_of_all_files_come_in_one_run_sorted(small: Project) -> None:
    small.write(CONFLICT, "meaning: [\n")
    small.replace("examples/PAYMENT_DECLINED.yaml", "400", "404")
    small.replace("examples/PAYMENT_DECLINED.yaml", "Ask for", "Ask <br> for")
    small.replace("examples/PAYMENT_FAILED.yaml", "meaning", "meening")
    small.write("examples/notes.txt", "mine")
    small.replace("docs/index.md", "CONFLICT", "CONFLICTS")
    places = [line.split(": ")[0] for line in report(small)]
    assert places == [
        "docs/index.md:6:13",
        "examples/CONFLICT.yaml:2:1",
        "examples/PAYMENT_DECLINED.yaml:8:15",
        "examples/PAYMENT_DECLINED.yaml:19:19",
        "examples/PAYMENT_FAILED.yaml:1:1",
        "examples/notes.txt:1:1",
    ]


def test_one_gateway_error_of_each_status_is_the_general_one(small: Project) -> None:
    small.write("examples/CLASH.yaml", small.read(CONFLICT).replace("CONFLICT", "CLASH"))
    assert report(small) == ["examples/CONFLICT.yaml:3:1: CLASH and CONFLICT are general for status 409"]
    small.replace("examples/CLASH.yaml", "general: true\n", "")
    assert small.catalog().general == {409: small.catalog().by_code["CONFLICT"]}
    small.replace(CONFLICT, "general: true\n", "")
    assert report(small) == ["examples/CLASH.yaml:2:1: no gateway error with status 409 is the general one"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("CLASH", '"status": 409', '"status": x'),
        ("CLASH", "origin: gateway", "origin: gatewy\ngeneral: true"),
        ("CLASH", "triggers:", "general: yes\ntriggers:"),
        ("CLASH", "examples:", "examples: ["),
    ],
)
def test_what_may_be_the_general_error_counts_as_one(small: Project, file: str, old: str, new: str) -> None:
    text = small.read(CONFLICT).replace("general: true\n", "")
    small.write(CONFLICT, text)
    small.write(f"examples/{file}.yaml", text.replace("CONFLICT", file).replace(old, new))
    assert [line for line in report(small) if "general one" in line] == []
    assert len(report(small)) >= 1


def test_a_code_that_differs_from_the_file_name(small: Project) -> None:
    small.path(CONFLICT).rename(small.path("examples/CLASH.yaml"))
    small.replace("docs/index.md", "CONFLICT", "CLASH")
    assert report(small) == ["examples/CLASH.yaml:23:22: errorCode is CONFLICT, but the file is CLASH.yaml"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("README.md", "ORDER_TOTAL_DIFFERENT.yaml"),
        ("STORE_CLOSED.yml", "STORE_CLOSED.yaml"),
        ("store_closed.yaml", "STORE_CLOSED.yaml"),
        ("STORE-CLOSED.yaml", "STORE_CLOSED.yaml"),
        ("Store closed.json", "STORE_CLOSED.yaml"),
        ("A__B.yaml", "ORDER_TOTAL_DIFFERENT.yaml"),
    ],
)
def test_a_stray_file_is_a_fault(small: Project, name: str, meant: str) -> None:
    small.write(f"examples/{name}", "meaning: x\n")
    assert report(small) == [f"examples/{name}:1:1: this is no example file"]
    assert [fault.hint for fault in small.faults()] == [f"an example file is named by its code: {meant}"]


def test_a_folder_is_a_fault_and_a_hidden_file_is_none(small: Project) -> None:
    small.write("examples/MORE.yaml/CONFLICT.yaml", "meaning: x\n")
    small.write("examples/.CONFLICT.yaml.swp", b"\xff")
    assert report(small) == ["examples/MORE.yaml:1:1: this is no example file"]


def test_a_file_that_cannot_be_read_is_a_fault(small: Project) -> None:
    os.symlink("nowhere", small.path("examples/LOST.yaml"))
    message = "the file cannot be read: it is a link; put the file itself here"
    assert report(small) == [f"examples/LOST.yaml:1:1: {message}"]


def test_an_empty_folder_is_a_fault(small: Project) -> None:
    for file in small.path("examples").iterdir():
        file.unlink()
    small.write_page("docs/index.md", "# Welcome\n")
    assert report(small) == ["examples:1:1: there is no example file here"]


def test_a_project_without_folders_has_faults_and_no_traceback(tmp_path: Path) -> None:
    lines = report(Project(tmp_path))
    assert lines == [
        "docs/api:1:1: there is no OpenAPI document here",
        "examples:1:1: there is no example file here",
        "mkdocs.yml:1:1: there are no settings of the site here",
    ]


HEAD = "openapi: 3.1.0\ninfo: {title: More, version: v1}\n"


def test_an_endpoint_in_two_files_is_a_fault(small: Project) -> None:
    small.write(
        "docs/api/more.yaml", HEAD + "paths:\n  /v1/orders:\n    get: {operationId: listOrders, summary: List orders}\n"
    )
    assert report(small) == []
    small.write(
        "docs/api/more.yaml",
        HEAD + "paths:\n  /v1/orders:\n    post: {operationId: placeOrder, summary: Place an order}\n",
    )
    assert report(small) == ["docs/api/orders.yaml:5:5: POST /v1/orders is in docs/api/more.yaml already"]


def test_two_examples_that_say_the_same_are_a_fault(small: Project) -> None:
    text = small.read("examples/PAYMENT_DECLINED.yaml").replace("- body:", "- summary: Declined\n    body:")
    small.write("examples/PAYMENT_DECLINED.yaml", text + text.partition("examples:\n")[2])
    assert report(small) == ["examples/PAYMENT_DECLINED.yaml:32:5: examples[1] says the same as examples[0]"]


def test_an_error_may_change_on_the_day_from_which_it_is_documented(small: Project) -> None:
    past = "since: 2026-12-01\ndeprecated: {date: 2026-12-01, reason: It is gone.}\n"
    change = "changes: [{date: 2026-12-01, guarantee: status, note: It was 400.}]\n"
    small.write(CONFLICT, past + change + small.read(CONFLICT))
    assert report(small) == []


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ('{"code": "LOST", "message": "Lost.", "itemId": "i"}', "unknown error code LOST"),
        ('{"code": "CONFLICT", "message": "Lost."}', "the entry does not say where: `itemId` or `jsonPath` is missing"),
        ('{"code": "CONFLICT", "message": "Lost.", "jsonPath": "i"}', '"i" has the wrong form'),
        ('{"code": "CONFLICT", "itemId": "i", "message": "Gone."}', "member `itemId` stands where the wire has"),
        ('{"code": "CONFLICT", "message": "Lost.", "itemId": "i"}', "the list has this entry"),
    ],
)
def test_the_entries_of_errors_after_the_first_are_checked_too(small: Project, last: str, message: str) -> None:
    entry = '{"code": "PAYMENT_DECLINED", "message": "Declined.", "itemId": "item_1"}'
    other = '{"code": "CONFLICT", "message": "Lost.", "itemId": "i"}'
    small.replace("examples/PAYMENT_DECLINED.yaml", entry, f"{entry},\n          {other},\n          {last}")
    [fault] = report(small)
    assert fault.startswith("examples/PAYMENT_DECLINED.yaml:30:")
    assert message in fault


def test_a_request_id_may_hold_what_the_api_sends(small: Project) -> None:
    small.replace(CONFLICT, "req_abc123", "req_a-b_C9")
    assert report(small) == []


def test_a_broken_api_document_does_not_make_every_endpoint_unknown(small: Project) -> None:
    small.write("docs/api/orders.yaml", "paths: [\n")
    assert [line.split(":")[0] for line in report(small)] == ["docs/api/orders.yaml"]


def test_a_fault_in_one_of_a_pair_does_not_hide_that_both_tell_it_apart(small: Project) -> None:
    small.replace("examples/PAYMENT_FAILED.yaml", "factor: 2", "factor: 100")
    told = 'related: {PAYMENT_FAILED: "`PAYMENT_FAILED`, `PAYMENT_DECLINED`."}\nunconfirmed'
    small.replace("examples/PAYMENT_DECLINED.yaml", "unconfirmed", told)
    assert [fault.rule for fault in small.checked()[0]] == ["E504", "E106"]


def test_a_broken_file_does_not_make_its_code_unknown(small: Project) -> None:
    small.write("examples/PAYMENT_DECLINED.yaml", "")
    assert report(small) == ["examples/PAYMENT_DECLINED.yaml:1:1: the file is empty"]


def test_a_page_that_cannot_be_read_is_still_a_page(small: Project) -> None:
    small.write("docs/guides/authentication.md", b"\xff")
    small.write_page("docs/index.md", "[x](guides/authentication.md#keys)\n")
    assert report(small) == ["docs/guides/authentication.md:1:1: byte 0xff is not UTF-8"]


def test_right_files_in_unusual_form_pass(small: Project) -> None:
    text = small.read(CONFLICT)
    small.write(CONFLICT, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    small.replace("examples/PAYMENT_FAILED.yaml", "meaning: >-", "meaning: &m >-")
    small.replace(
        "examples/PAYMENT_FAILED.yaml", "when: the processor answered with an error", "when: ça va mal — 失敗"
    )
    small.replace("examples/PAYMENT_FAILED.yaml", "notes: See `GET /v1/orders/{orderId}` for the order.", "notes: *m")
    assert report(small) == []
    tabbed = small.read("examples/PAYMENT_DECLINED.yaml").replace('        "', '\t\t"')
    small.write("examples/PAYMENT_DECLINED.yaml", tabbed)
    assert report(small) == [], "JSON may be pasted with its tabs"
