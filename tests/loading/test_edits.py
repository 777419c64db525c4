"""Files that were edited are read without the rest, and are what they are when everything is read."""

import pytest

from error_catalog.diagnostics.faults import Fault, FaultsFound
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.edits import with_edits
from error_catalog.loading.project import Project as Loaded
from error_catalog.loading.project import load_project
from support.project import SMALL, Project
from support.seeds import CONFLICT, DECLINED, FAILED, SEEDS

CODES = {CONFLICT: "CONFLICT", DECLINED: "PAYMENT_DECLINED", FAILED: "PAYMENT_FAILED"}


@pytest.fixture(scope="module")
def before() -> Loaded:
    """Return the small project as it was when all of it was read."""
    return load_project(SMALL)


def faults_of(project: Project, before: Loaded, *codes: str) -> list[Fault]:
    """Return what is wrong with edited files."""
    try:
        with_edits(before, project.root, codes)
    except FaultsFound as found:
        return list(found.faults)
    return []


def test_edited_errors_are_as_in_the_whole_project(small: Project, before: Loaded) -> None:
    small.replace(CONFLICT, "Read what is there.", "Read it again.")
    small.replace(CONFLICT, "handling:", "related: {PAYMENT_FAILED: '`CONFLICT` is no `PAYMENT_FAILED`.'}\nhandling:")
    small.replace(DECLINED, "Ask for another card.", "Ask for another one.")
    after = with_edits(before, small.root, ["PAYMENT_DECLINED", "CONFLICT"])
    assert after == load_project(small.root)
    assert after.catalog != before.catalog


def test_an_error_that_is_not_named_stays_as_it_was(small: Project, before: Loaded) -> None:
    small.replace(CONFLICT, "Read what is there.", "Read it again.")
    small.replace(DECLINED, "Ask for another card.", "Ask for another one.")
    after = with_edits(before, small.root, ["CONFLICT"])
    assert after.catalog.by_code["CONFLICT"].recovery.advice == "Read it again."
    assert after.catalog.by_code["PAYMENT_DECLINED"] == before.catalog.by_code["PAYMENT_DECLINED"]


@pytest.mark.thorough
def test_the_faults_of_an_edited_file_are_those_that_are_found_with_all_files(small: Project, before: Loaded) -> None:
    seeds = [seed for seed in SEEDS if seed.file in CODES and not seed.given]
    assert len(seeds) > 100
    for seed in seeds:
        original = small.read(seed.file)
        small.replace(seed.file, seed.old, seed.new)
        expected = [fault for fault in small.loaded()[0] if fault.path == seed.file]
        assert faults_of(small, before, CODES[seed.file]) == expected, seed.name
        small.write(seed.file, original)
    assert faults_of(small, before, *CODES.values()) == []


def test_a_file_is_held_against_those_that_were_not_edited(small: Project, before: Loaded) -> None:
    told = "related: {PAYMENT_FAILED: '`PAYMENT_DECLINED` is no `PAYMENT_FAILED`.'}\nhandling:"
    small.replace(DECLINED, "handling:", told)
    faults = faults_of(small, before, "PAYMENT_DECLINED")
    assert faults == small.loaded()[0]
    assert [(fault.path, fault.rule) for fault in faults] == [(DECLINED, Rule.TOLD_TWICE)]

    small.replace(CONFLICT, "general: true", "general: false")
    faults = faults_of(small, before, "CONFLICT")
    assert [(fault.path, fault.rule) for fault in faults] == [(CONFLICT, Rule.GENERAL)]


def test_another_error_of_the_gateway_stays_the_general_one(small: Project) -> None:
    clash = small.read(CONFLICT).replace("general: true\n", "").replace("CONFLICT", "CLASH")
    small.write("examples/CLASH.yaml", clash)
    before = load_project(small.root)
    small.write("examples/CLASH.yaml", clash.replace("Read what is there.", "Read it again."))
    assert faults_of(small, before, "CLASH") == []

    small.path(CONFLICT).unlink()
    faults = faults_of(small, before, "CLASH", "CONFLICT")
    assert [fault.path for fault in faults] == [CONFLICT], "what cannot be read may be the general one"


def test_edited_files_may_name_each_others_new_status(small: Project, before: Loaded) -> None:
    small.replace(DECLINED, '"status": 400', '"status": 503')
    small.replace(DECLINED, '"Bad Request"', '"Service Unavailable"')
    small.replace(DECLINED, '"errorCategory": "payment"', '"errorCategory": "availability"')
    small.replace(FAILED, "Keep the key.", "Keep the key; `PAYMENT_DECLINED` comes with 503.")
    assert faults_of(small, before, "PAYMENT_FAILED") != []
    assert faults_of(small, before, "PAYMENT_FAILED", "PAYMENT_DECLINED") == small.loaded()[0] == []
    assert with_edits(before, small.root, ["PAYMENT_FAILED", "PAYMENT_DECLINED"]) == load_project(small.root)
