"""The seconds of a wait and the numbers of tries that a clause says; which of these are wrong, test_numbers.py says."""

import pytest

from error_catalog.prose.retries import Tries, Wait, tries_in, waits_in


@pytest.mark.parametrize(
    ("clause", "wait"),
    [
        ("wait an hour and a half", Wait("an hour and a half", ((5400, 5400),))),
        ("wait 1 to 2 hours and a half", Wait("1 to 2 hours and a half", ((5400, 9000),))),
        ("wait a few minutes", Wait("a few minutes", ((120, 120),), is_vague=True)),
        ("wait several more days", Wait("several more days", ((172_800, 172_800),), is_vague=True)),
        ("wait between 1 and 3, or 5 seconds", Wait("between 1 and 3, or 5 seconds", ((1, 3), (5, 5)))),
        ("wait 1 to 2, 3 and 4 to 8 seconds", Wait("1 to 2, 3 and 4 to 8 seconds", ((1, 2), (3, 3), (4, 8)))),
        ("wait five (5) seconds", Wait("five (5) seconds", ((5, 5), (5, 5)))),
        ("wait (5) seconds", Wait("5 seconds", ((5, 5),))),
        ("send it after another 5 minutes", Wait("5 minutes", ((300, 300),))),
        ("send it 5 minutes later", Wait("5 minutes", ((300, 300),))),
    ],
)
def test_a_wait_is_read_in_seconds(clause: str, wait: Wait) -> None:
    assert [*waits_in(clause)] == [wait]


@pytest.mark.parametrize("clause", ["send it 5 minutes", "wait within the 5 minutes", "the token lasts 5 minutes"])
def test_another_time_is_no_wait(clause: str) -> None:
    assert [*waits_in(clause)] == []


@pytest.mark.parametrize(
    ("clause", "tries"),
    [
        ("retry 3 times", Tries("3 times", frozenset({3}), is_first_counted=False)),
        ("make 3 to 5 attempts", Tries("3 to 5 attempts", frozenset({3, 5}), is_first_counted=True)),
        ("make three (3) more tries", Tries("three (3) more tries", frozenset({3}), is_first_counted=False)),
        ("retry a few times", Tries("a few times", frozenset(), is_first_counted=False)),
        ("one retry", Tries("one retry", frozenset({1}), is_first_counted=False)),
        ("retry 5x", Tries("5x", frozenset({5}), is_first_counted=False)),
        ("send it twice more", Tries("twice", frozenset({2}), is_first_counted=False)),
    ],
)
def test_tries_are_counted(clause: str, tries: Tries) -> None:
    assert [*tries_in(clause)] == [tries]


@pytest.mark.parametrize("clause", ["a retry", "it was seen several times", "retry some x", "send it twice"])
def test_what_counts_no_tries_is_left_alone(clause: str) -> None:
    assert [*tries_in(clause)] == []
