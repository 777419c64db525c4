"""A site after edits of a few errors: what is made of each by itself is as in a site that is made anew."""

import re
from pathlib import Path

import pytest

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.site import load_site
from support.project import Project

CODE = "CONFLICT"
EXAMPLE = f"examples/{CODE}.yaml"
ALONE = {"errors/CONFLICT.md", "errors/CONFLICT.json", "errors/CONFLICT/index.json"}


def test_pages_and_files_of_edited_errors_are_as_in_a_site_made_anew(small: Project, tmp_path: Path) -> None:
    before = load_site(small.root)
    small.replace(EXAMPLE, "Read what is there.", "Read it again.")
    small.replace(EXAMPLE, "Done before.", "Done again.")
    after, anew = before.with_edits(small.root, {CODE}), load_site(small.root)

    [page], [expected] = after.pages_of({CODE}), anew.pages_of({CODE})
    assert page.content == expected.content.replace(anew.live_version, before.live_version)
    assert page != before.pages_of({CODE})[0]
    assert [each for each in after.pages if each.path != page.path] == [
        each for each in before.pages if each.path != page.path
    ]
    assert after.live_version == before.live_version != anew.live_version

    files, old, new = ({file.path: file for file in site.files} for site in (after, before, anew))
    assert [*files] == [*old]
    assert {path for path, file in files.items() if file != old[path]} == ALONE
    assert {path: files[path] for path in ALONE} == {path: new[path] for path in ALONE}

    after.write_files_of({CODE}, tmp_path / "built")
    written = {file.relative_to(tmp_path / "built").as_posix() for file in (tmp_path / "built").rglob("*.*")}
    assert written >= ALONE
    assert all(re.search(CODE, path) for path in written), "nothing else is written"


def test_an_edited_error_at_fault_is_told(small: Project) -> None:
    before = load_site(small.root)
    small.replace(EXAMPLE, "409", "410")
    with pytest.raises(FaultsFound) as found:
        before.with_edits(small.root, {CODE})
    assert [fault.path for fault in found.value.faults] == [EXAMPLE]
