"""What tells that a file was edited, whatever the editor did to it, and what is no edit."""

import os
from pathlib import Path

import pytest

from error_catalog.watching import State, edited_since, states_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("one.yaml", "two.yaml", "below/three.md"):
        (tmp_path / "watched" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "watched" / name).write_text("old")
    (tmp_path / "settings.yml").write_text("old")
    return tmp_path


def states(folder: Path) -> dict[str, State]:
    return states_of([str(folder / "watched"), str(folder / "settings.yml")])


def test_each_edit_is_told_by_its_file(folder: Path) -> None:
    watched = folder / "watched"
    before = states(folder)
    assert len(before) == 4
    assert edited_since(before, states(folder)) == set()

    (watched / "one.yaml").write_text("new")
    (watched / "two.yaml").unlink()
    (watched / "below" / "four.md").write_text("new")
    (folder / "settings.yml").write_text("longer")
    expected = {watched / "one.yaml", watched / "two.yaml", watched / "below" / "four.md", folder / "settings.yml"}
    assert edited_since(before, states(folder)) == {*map(str, expected)}


def test_a_file_that_takes_the_place_of_another_with_its_date_and_size_is_an_edit(folder: Path) -> None:
    file, other = folder / "watched" / "one.yaml", folder / "other.yaml"
    before = states(folder)
    date = file.stat().st_mtime_ns
    other.write_text("new")
    os.utime(other, ns=(date, date))
    other.rename(file)
    assert edited_since(before, states(folder)) == {str(file)}


def test_what_editors_leave_beside_a_file_and_what_is_not_there_is_no_edit(folder: Path) -> None:
    before = states(folder)
    (folder / "watched" / ".one.yaml.swp").write_text("new")
    (folder / "watched" / ".#two.yaml").symlink_to("nobody@nowhere")
    (folder / "watched" / "lost.yaml").symlink_to("nowhere")
    assert edited_since(before, states(folder)) == set()
    assert states_of([str(folder / "nowhere")]) == {}
