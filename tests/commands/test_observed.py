"""`portal audit --write` and `portal new --from`: what traffic shows becomes an edit of example files."""

from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml

from error_catalog.commands.comparison import Severity, compare
from error_catalog.commands.observed import edited, merged
from error_catalog.commands.sightings import Sighting
from error_catalog.exports.catalog_json import publish
from error_catalog.exports.resources import RESOURCES
from error_catalog.exports.texts import render_markdown
from error_catalog.model.observation import ConfirmedMember, Observation
from error_catalog.pages import render_pages
from support.portal import portal
from support.project import MARKETFRONT, Project, copy_project
from support.published import Json
from support.recording import curl, har
from support.traffic import traffic

PLACE = "POST /v1/marketplace/orders/place"
FAILED, RESERVED = "examples/PAYMENT_FAILED.yaml", "examples/ORDER_ALREADY_PLACED.yaml"
NEW = {
    "errorCode": "KITCHEN_BUSY",
    "type": "https://developer.gett-tech.com/errors/KITCHEN_BUSY",
    "errorCategory": "availability",
    "detail": "The kitchen of Jane's is busy.",
}
PRIVATE = ("Jane", "req_private", "requestId=1", "secret-key")


@pytest.fixture
def market(tmp_path: Path) -> Project:
    return copy_project(MARKETFRONT, tmp_path / "market")


def write(project: Project, exports: Mapping[str, str], *rows: Json) -> str:
    """Write what traffic shows into a project, and return what is said about it."""
    (project.root / "c.har").write_text(har(traffic(exports, *rows)), encoding="utf-8")
    return portal("audit", "c.har", "--write", cwd=project.root).stderr


def test_what_was_seen_is_written_and_every_other_line_stays(market: Project, frozen_exports: dict[str, str]) -> None:
    before = market.read(FAILED)
    said = write(market, frozen_exports, {"code": "PAYMENT_FAILED"}, {"code": "PAYMENT_FAILED", "at": 90_000})
    assert f"{FAILED}: seen at {PLACE}" in said
    lines = [*unified_diff(before.splitlines(), market.read(FAILED).splitlines(), lineterm="", n=0)][2:]
    assert [line[1:] for line in lines if line[0] == "+"] == [
        "observed:",
        f"  - endpoint: {PLACE}",
        "    first: 2026-11-26",
        "    last: 2026-11-27",
        "    count: 2",
        "    confirms: [title, status, detail, instance, errorCategory, retryable]",
    ]
    assert [line[1:] for line in lines if line[0] == "-"] == ['  - "`detail` in this example is inferred."']
    assert market.load().catalog.by_code["PAYMENT_FAILED"].seen == "from 2026-11-26 to 2026-11-27"


def test_the_same_traffic_again_changes_nothing(market: Project, frozen_exports: dict[str, str]) -> None:
    write(market, frozen_exports, {"code": "PAYMENT_FAILED"})
    once = market.read(FAILED)
    assert f"{FAILED}: nothing new" in write(market, frozen_exports, {"code": "PAYMENT_FAILED"})
    assert market.read(FAILED) == once


def test_a_reserved_code_that_was_seen_is_reserved_no_more(market: Project, frozen_exports: dict[str, str]) -> None:
    assert market.load().catalog.by_code["ORDER_ALREADY_PLACED"].reserved
    said = write(market, frozen_exports, {"code": "ORDER_ALREADY_PLACED"})
    assert "it is reserved no more" in said
    error = market.load().catalog.by_code["ORDER_ALREADY_PLACED"]
    assert (error.reserved, error.seen) == (False, "on 2026-11-26")


def test_only_what_came_as_an_example_shows_it_is_confirmed(market: Project, frozen_exports: dict[str, str]) -> None:
    merge = {"detail": "Other words.", "title": "Other", "retryable": "true", "instance": "/elsewhere"}
    write(market, frozen_exports, {"code": "PAYMENT_FAILED", "merge": merge})
    error = market.load().catalog.by_code["PAYMENT_FAILED"]
    assert error.observed[0].confirms == (ConfirmedMember.STATUS, ConfirmedMember.CATEGORY)
    assert "`detail` in this example is inferred." in error.unconfirmed


def test_a_doubt_about_more_than_was_seen_is_left_to_a_person(market: Project, frozen_exports: dict[str, str]) -> None:
    doubt = "`detail` and the name `token` are inferred."
    market.replace(FAILED, '"`detail` in this example is inferred."', f'"{doubt}"')
    said = write(market, frozen_exports, {"code": "PAYMENT_FAILED"})
    open_question = "`detail` came as shown: an entry of `unconfirmed` names that with more"
    assert open_question in said
    assert doubt in market.read(FAILED)
    (observed,) = market.load().catalog.by_code["PAYMENT_FAILED"].observed
    assert ConfirmedMember.DETAIL not in observed.confirms
    assert ConfirmedMember.TITLE in observed.confirms
    again = write(market, frozen_exports, {"code": "PAYMENT_FAILED"})
    assert f"{FAILED}: nothing new; {open_question}" in again
    market.replace(FAILED, doubt, "The name `token` is inferred.")
    assert open_question not in write(market, frozen_exports, {"code": "PAYMENT_FAILED"})
    error = market.load().catalog.by_code["PAYMENT_FAILED"]
    assert ConfirmedMember.DETAIL in error.observed[0].confirms
    assert "The name `token` is inferred." in error.unconfirmed


def test_an_endpoint_that_no_trigger_names_is_left_to_a_person(market: Project, frozen_exports: dict[str, str]) -> None:
    before = market.read(FAILED)
    said = write(market, frozen_exports, {"code": "PAYMENT_FAILED", "call": "listStores"})
    assert f"{FAILED}: seen at GET /v1/marketplace/stores, too; add a trigger with it, and run this again" in said
    assert market.read(FAILED) == before


def test_a_category_that_looks_private_is_not_printed(market: Project, frozen_exports: dict[str, str]) -> None:
    secret = "sk_live_1234567890abcdef"
    row = {"code": "STORE_CLOSED", "merge": {**NEW, "errorCategory": secret, "status": secret}}
    said = write(market, frozen_exports, row)
    assert "cannot be begun" in said
    assert secret not in said
    result = portal("new", "--from", "c.har", cwd=market.root)
    assert (result.returncode, secret in result.stdout + result.stderr) == (1, False)


def test_nothing_of_what_was_captured_stands_in_the_files(market: Project, frozen_exports: dict[str, str]) -> None:
    merge = {"requestId": "req_private", "detail": "Jane was here."}
    row = {"merge": merge, "path": "/v1/marketplace/orders/place?requestId=1", "key": "secret-key"}
    write(market, frozen_exports, {"code": "PAYMENT_FAILED", **row}, {"code": "STORE_CLOSED", "merge": NEW})
    texts = [file.read_text(encoding="utf-8") for file in (market.root / "examples").iterdir()]
    assert any("observed:" in text for text in texts)
    assert any("KITCHEN_BUSY" in text for text in texts)
    assert not [private for private in PRIVATE if any(private in text for text in texts)]


@pytest.mark.parametrize("retryable", [True, False])
def test_an_unknown_code_gets_a_valid_file(market: Project, frozen_exports: dict[str, str], retryable: bool) -> None:
    said = write(market, frozen_exports, {"code": "STORE_CLOSED", "merge": {**NEW, "retryable": retryable}})
    assert "examples/KITCHEN_BUSY.yaml is begun; `make check` says what is left to do" in said
    error = market.load().catalog.by_code["KITCHEN_BUSY"]
    assert (error.status, error.category, error.body.retryable) == (400, "availability", retryable)
    assert [trigger.endpoint for trigger in error.triggers] == [PLACE]
    begun = market.read("examples/KITCHEN_BUSY.yaml")
    said = write(market, frozen_exports, {"code": "STORE_CLOSED", "merge": {**NEW, "retryable": retryable}})
    assert "examples/KITCHEN_BUSY.yaml: seen, but not complete yet" in said
    assert market.read("examples/KITCHEN_BUSY.yaml") == begun
    market.write("examples/KITCHEN_BUSY.yaml", begun.replace("TODO", "Written"))
    write(market, frozen_exports, {"code": "STORE_CLOSED", "merge": {**NEW, "retryable": retryable}})
    (observed,) = market.load().catalog.by_code["KITCHEN_BUSY"].observed
    assert (observed.count, ConfirmedMember.DETAIL in observed.confirms) == (1, False)


def test_an_unknown_code_of_no_known_category_is_said(market: Project, frozen_exports: dict[str, str]) -> None:
    said = write(market, frozen_exports, {"code": "STORE_CLOSED", "merge": {**NEW, "errorCategory": "mood"}})
    assert "examples/KITCHEN_BUSY.yaml cannot be begun:\n    E101 `category` is missing" in said
    assert "mood" not in said
    assert not market.path("examples/KITCHEN_BUSY.yaml").exists()


def test_the_mock_tells_nothing_about_the_api(market: Project, frozen_exports: dict[str, str]) -> None:
    before = market.read(FAILED)
    text = har(traffic(frozen_exports, {"code": "PAYMENT_FAILED"}))
    (market.root / "c.har").write_text(text.replace("https://api.gett-tech.com", "http://127.0.0.1:4010"))
    result = portal("audit", "c.har", "--write", cwd=market.root)
    assert "1 exchange in" in result.stderr
    assert market.read(FAILED) == before


def test_traffic_without_a_date_is_written_nowhere(market: Project, frozen_exports: dict[str, str]) -> None:
    before = market.read(FAILED)
    market.write("c.txt", curl(traffic(frozen_exports, {"code": "PAYMENT_FAILED"})))
    result = portal("audit", "c.txt", "--write", cwd=market.root)
    assert "errors of which nothing says the day, and which are written nowhere: 1" in result.stderr
    assert market.read(FAILED) == before


def test_without_write_no_file_changes(market: Project, frozen_exports: dict[str, str]) -> None:
    before = {file.name: file.read_bytes() for file in (market.root / "examples").iterdir()}
    text = har(traffic(frozen_exports, {"code": "PAYMENT_FAILED"}, {"code": "STORE_CLOSED", "merge": NEW}))
    market.write("c.har", text)
    portal("audit", "c.har", cwd=market.root)
    assert {file.name: file.read_bytes() for file in (market.root / "examples").iterdir()} == before


def test_a_new_error_begins_with_what_traffic_says_of_it(market: Project, frozen_exports: dict[str, str]) -> None:
    other = {**NEW, "errorCode": "OVEN_COLD", "retryable": True}
    rows = [{"code": "STORE_CLOSED", "merge": NEW}, {"code": "STORE_CLOSED", "merge": other}]
    market.write("c.har", har(traffic(frozen_exports, *rows)))
    assert portal("new", "--from", "c.har", cwd=market.root).returncode == 0
    assert portal("new", "OVEN_COLD", "--from", "c.har", "--category", "payment", cwd=market.root).returncode == 0
    errors = market.load().catalog.by_code
    assert (errors["KITCHEN_BUSY"].category, errors["KITCHEN_BUSY"].body.retryable) == ("availability", False)
    assert (errors["OVEN_COLD"].category, errors["OVEN_COLD"].body.retryable) == ("payment", True)
    result = portal("new", "FRIDGE_WARM", "--from", "c.har", cwd=market.root)
    assert (result.returncode, result.stderr) == (
        2,
        "c.har has no answer with FRIDGE_WARM at a documented endpoint\n",
    )
    market.write("c.har", "{")
    result = portal("new", "--from", "c.har", cwd=market.root)
    assert (result.returncode, result.stderr.startswith("c.har:1: no JSON")) == (2, True)


def observation(first: str, last: str, count: int, *confirms: ConfirmedMember) -> Observation:
    return Observation(endpoint=PLACE, first=first, last=last, count=count, confirms=confirms)


@pytest.mark.parametrize(
    ("first", "last", "count", "together"),
    [
        ("2026-11-21", "2026-11-22", 3, ("2026-11-10", "2026-11-22", 8)),
        ("2026-11-15", "2026-11-20", 3, ("2026-11-10", "2026-11-20", 5)),
        ("2026-11-01", "2026-11-09", 7, ("2026-11-01", "2026-11-20", 7)),
    ],
    ids=["later", "among it", "earlier"],
)
def test_counts_add_only_where_nothing_can_be_counted_twice(
    first: str, last: str, count: int, together: tuple[str, str, int]
) -> None:
    known = observation("2026-11-10", "2026-11-20", 5, ConfirmedMember.DETAIL)
    (both,) = merged([known], {PLACE: Sighting(first, last, count, {ConfirmedMember.TITLE})})
    assert (both.first, both.last, both.count) == together
    assert both.confirms == (ConfirmedMember.TITLE, ConfirmedMember.DETAIL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: b\nexamples: []\n", "a: b\nobserved:\n{}examples: []\n"),
        (
            "unconfirmed: [One., Two.]\nguide: x\nexamples: []\n",
            "unconfirmed: [One., Two.]\nobserved:\n{}guide: x\nexamples: []\n",
        ),
        ("observed:\n  - {{count: 1}} # old\n\n# kept\nexamples: []\n", "observed:\n{}\n# kept\nexamples: []\n"),
        ("reserved: true # not yet\nexamples: []\n", "observed:\n{}examples: []\n"),
        ("unconfirmed:\n  - One.\n  # about two\n  - >-\n    Two\n    lines.\nexamples: []\n", None),
    ],
)
def test_an_edit_leaves_comments_and_form(old: str, new: str | None) -> None:
    entry = f"  - endpoint: {PLACE}\n    first: 2026-11-20\n    last: 2026-11-20\n    count: 1\n"
    old = old.replace("{{", "{").replace("}}", "}")
    text = edited(old, [observation("2026-11-20", "2026-11-20", 1)], ["One.", "Two."] if new else ["Two lines."])
    if new is None:
        assert text == f"unconfirmed:\n  - >-\n    Two\n    lines.\nobserved:\n{entry}examples: []\n"
    else:
        assert text == new.replace("{}", entry)


def test_a_file_of_another_form_is_left_to_a_person(market: Project, frozen_exports: dict[str, str]) -> None:
    data = yaml.safe_load(market.read(FAILED))
    market.write(FAILED, yaml.safe_dump(data, default_flow_style=True, sort_keys=False, width=10_000))
    before = market.read(FAILED)
    said = write(market, frozen_exports, {"code": "PAYMENT_FAILED"})
    assert f"{FAILED}: seen, but the form of the file is unusual; add `observed` by hand" in said
    assert market.read(FAILED) == before


def test_pages_and_data_say_what_was_seen_and_nothing_where_nothing_was(small: Project) -> None:
    assert all(error.observed is None for error in publish(small.catalog()).errors)
    version = publish(small.catalog()).content
    block = "observed: [{endpoint: POST /v1/orders, first: 2026-11-20, last: 2026-11-20, count: 3}]\n"
    small.replace("examples/CONFLICT.yaml", "triggers:", f"{block}triggers:")
    published = publish(small.catalog())
    (seen,) = (error.observed for error in published.errors if error.observed)
    assert [each.members() for each in seen] == [
        {"endpoint": "POST /v1/orders", "first": "2026-11-20", "last": "2026-11-20", "count": 3, "confirms": []}
    ]
    assert published.content != version
    pages = {page.path: page.content for page in render_pages(small.load(), RESOURCES, "0")}
    assert "| Seen in captured traffic | on 2026-11-20 |\n" in pages["errors/CONFLICT.md"]
    assert "captured" not in pages["errors/PAYMENT_FAILED.md"]
    markdown = render_markdown(small.load())
    assert "\nSeen in captured traffic on 2026-11-20.\n" in markdown["CONFLICT"]
    assert "captured" not in markdown["PAYMENT_FAILED"]


def test_what_was_seen_is_an_edit_to_those_who_compare_revisions(small: Project) -> None:
    before = small.facts()
    block = "observed: [{endpoint: POST /v1/orders, first: 2026-11-20, last: 2026-11-20, count: 3}]\n"
    small.replace("examples/CONFLICT.yaml", "triggers:", f"{block}triggers:")
    (change,) = compare(before, small.facts())
    assert (change.severity, change.code, change.text) == (Severity.EDITORIAL, "CONFLICT", "edited: observed")
