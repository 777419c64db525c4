"""`portal build`: whatever fails, and whenever, the site before stays as it was, byte for byte."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from error_catalog.commands import publishing
from error_catalog.commands.build import problems_of
from error_catalog.commands.completeness import dead_links
from error_catalog.commands.publishing import PublishingRefused, private_folder, publish
from error_catalog.site import load_site
from support.building import environment
from support.portal import PORTAL, unprivileged
from support.project import Project

BUILD = (PORTAL, "build")
MOMENTS = 20


def start(project: Project, *command: str | Path) -> subprocess.Popen[str]:
    """Start a command in a project."""
    return subprocess.Popen(
        command or BUILD,
        cwd=project.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(project: Project, *command: str | Path) -> tuple[int, str]:
    """Run a command in a project, and return its exit status and all that it said."""
    process = start(project, *command)
    said = "".join(process.communicate())
    assert "Traceback" not in said
    return process.returncode, said


def contents(folder: Path) -> dict[str, bytes]:
    """Return each file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def before(small_site: Project) -> dict[str, bytes]:
    """Put a site there that a build would change, and return its files."""
    for name in ("index.html", "errors/GONE/index.html"):
        small_site.write(f"site/{name}", "as it was")
    return contents(small_site.path("site"))


def assert_untouched(project: Project, before: dict[str, bytes]) -> None:
    assert contents(project.path("site")) == before
    assert [path.name for path in project.path(".build").iterdir()] == ["lock"]


def wait_for(process: subprocess.Popen[str], condition: Callable[[], object]) -> None:
    """Return when a condition holds, which has to be before a process ends."""
    while not condition():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


def test_a_build_publishes_what_mkdocs_builds_and_a_second_one_is_told_who_is_at_work(
    small_site: Project, before: dict[str, bytes], small_built: Path
) -> None:
    first = start(small_site)
    lock = small_site.path(".build/lock")
    wait_for(first, lambda: lock.is_file() and lock.read_text())
    status, said = run(small_site)
    assert status == 1
    assert said.startswith(f"another build is at work here (process {first.pid}, since ")
    assert said.endswith("site/ is as it was\n")
    said = "".join(first.communicate())
    built = contents(small_built)  # by MkDocs alone
    assert (first.returncode, said) == (0, f"site/ has {len(built)} files\n")
    assert "errors/CONFLICT/index.html" in built
    assert_untouched(small_site, built)


def test_a_faulty_project_is_not_built(small_site: Project, before: dict[str, bytes]) -> None:
    small_site.replace("examples/CONFLICT.yaml", "409", "410")
    status, said = run(small_site)
    assert (status, "E203 status 410" in said) == (1, True)
    assert_untouched(small_site, before)


@pytest.mark.thorough
def test_a_warning_of_mkdocs_is_a_failure_in_its_words(small_site: Project, before: dict[str, bytes]) -> None:
    text = small_site.read("docs/index.md")
    small_site.write("docs/index.md", f"{text}\nSee [all errors](errors/index.md#nowhere).\n")
    status, said = run(small_site)
    assert (status, "#nowhere" in said, "INFO" in said) == (1, True, False), said
    assert said.endswith("MkDocs could not build the site\nsite/ is as it was\n")
    assert_untouched(small_site, before)


def test_what_mkdocs_cannot_build_is_said_in_its_words(small_site: Project, before: dict[str, bytes]) -> None:
    small_site.replace("mkdocs.yml", "INHERIT:", "theme: {name: mkdocs, unheard_of: [}\nINHERIT:")
    status, said = run(small_site)
    assert status == 1
    assert "Error: " in said
    assert said.endswith("MkDocs could not build the site\nsite/ is as it was\n")
    assert_untouched(small_site, before)


@pytest.mark.thorough
def test_killed_at_any_moment_the_site_is_the_one_before_or_the_new_one(
    small_site: Project, before: dict[str, bytes]
) -> None:
    copy = Project(small_site.root.with_name("other"))
    shutil.copytree(small_site.root, copy.root)
    began = time.monotonic()
    assert run(copy)[0] == 0
    duration, new = time.monotonic() - began, contents(copy.path("site"))
    shutil.rmtree(copy.path("site"))
    found = []
    for moment in range(MOMENTS):
        process = start(small_site)
        time.sleep(duration * (moment + 0.5) / MOMENTS)
        process.kill()
        process.communicate()
        found.append(contents(small_site.path("site")))
        assert found[-1] in (before, new)
    assert before in found
    assert run(small_site)[0] == 0
    assert_untouched(small_site, new)


@pytest.mark.thorough
def test_on_a_full_disk_the_site_stays(small_site: Project, before: dict[str, bytes]) -> None:
    status, said = run(small_site, "prlimit", "--fsize=100000", *BUILD)
    assert status == 1
    assert "File too large" in said
    assert_untouched(small_site, before)


@pytest.mark.thorough
def test_in_a_folder_that_is_read_only_every_command_that_writes_says_so(
    small_site: Project, before: dict[str, bytes]
) -> None:
    for folder in ("examples", "."):
        small_site.path(folder).chmod(0o555)
    assert run(small_site, *unprivileged("touch", "file"))[0] == 1, "the precondition: nobody can write here"
    try:
        new = ("new", "CART_FULL", "--category=conflict", "--status=409", "--endpoint=POST /v1/orders")
        for arguments in (("build",), ("schema",), new):
            status, said = run(small_site, *unprivileged(PORTAL, *arguments))
            assert (status, "Permission denied" in said) == (1, True), arguments
    finally:
        for folder in (".", "examples"):
            small_site.path(folder).chmod(0o755)
    assert contents(small_site.path("site")) == before
    assert not small_site.path(".build").exists()
    assert not small_site.path(".schemas").exists()


@pytest.mark.thorough
@pytest.mark.parametrize("folder", ["search", "assets", "errors"])
def test_output_that_is_deleted_meanwhile_is_noticed(
    small_site: Project, before: dict[str, bytes], folder: str
) -> None:
    process = start(small_site)
    written: list[Path] = []

    def is_written() -> bool:
        """Look for a file there: an empty folder would be made again, and nothing would be lost."""
        files = small_site.path(".build").glob(f"*/site/{folder}/**/*")
        written.extend(file for file in files if file.is_file())
        return bool(written)

    wait_for(process, is_written)
    shutil.rmtree(next(above for above in written[0].parents if above.name == folder), ignore_errors=True)
    assert not written[0].exists()
    said = "".join(process.communicate())
    assert (process.returncode, "Traceback" in said) == (1, False), said
    assert said.endswith("site/ is as it was\n")
    assert_untouched(small_site, before)


def cut(file: Path) -> None:
    """Leave the first half of a file."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


INCOMPLETE: list[tuple[str, Callable[[Path], object], str]] = [
    ("errors/CONFLICT/index.html", Path.unlink, "is missing"),
    ("errors/CONFLICT.md", Path.unlink, "is missing"),
    ("index.html", Path.unlink, "is missing"),
    ("assets/logo.svg", Path.unlink, "is missing"),
    ("search/search_index.json", Path.unlink, "is missing"),
    ("sitemap.xml", Path.unlink, "is missing"),
    ("_headers", Path.unlink, "is missing"),
    ("notes.txt", Path.touch, "does not belong to the site"),
    ("404.html", cut, "is cut short"),
    ("search/search_index.json", cut, "is cut short"),
    ("sitemap.xml.gz", cut, "is cut short"),
    ("errors/catalog.json", cut, "is not what it was when the build began"),
    ("assets/logo.svg", cut, "is not what it was when the build began"),
]
"""A file of a built site, what happens to it, and what is said of it."""

DEAD_LINKS = {
    '<img src="../gone.png">': "errors/gone.png",
    "<a class=\"x\" href='../../gone/#here'>": "gone/index.html",
    '<a href="/gone/?a=1&amp;b=2">': "gone/index.html",
    '<link rel="icon" href="gone%20too.svg">': "errors/CONFLICT/gone too.svg",
    '<script src="../../assets/gone.js"></script>': "assets/gone.js",
}
"""What a page may hold, and the file that it would have to lead to."""

LIVING_LINKS = (
    '<a href="."></a><a href=".."></a><a href="../../?q"></a><a href="#summary"></a><a href="../CONFLICT.json"></a>'
    '<a href="https://status.gett-tech.com/gone/"></a><a href="mailto:gone@example.com"></a>&lt;img src="gone.png"&gt;'
)


def test_what_a_site_lacks_or_has_beyond_is_named(small_site: Project, small_built: Path, tmp_path: Path) -> None:
    site = load_site(small_site.root)
    built = tmp_path / "built"
    shutil.copytree(small_built, built)
    assert problems_of(site, small_site.root, built) == []
    for name, change, said in INCOMPLETE:
        change(built / name)
        found = [each for each in problems_of(site, small_site.root, built) if " leads to " not in each]
        assert [each.partition(";")[0] for each in found] == [f"{name} {said}"]
        (built / name).unlink(missing_ok=True)
        if (small_built / name).exists():
            shutil.copy(small_built / name, built / name)


def test_a_link_image_script_or_style_that_leads_to_no_file_is_named(small_built: Path, tmp_path: Path) -> None:
    built = tmp_path / "built"
    shutil.copytree(small_built, built)
    assert [*dead_links(built)] == []
    page = built / "errors/CONFLICT/index.html"
    page.write_text(page.read_text(encoding="utf-8") + LIVING_LINKS + "".join(DEAD_LINKS), encoding="utf-8")
    assert sorted(dead_links(built)) == sorted(
        f"errors/CONFLICT/index.html leads to {file}, which is not in the site" for file in DEAD_LINKS.values()
    )


@pytest.mark.parametrize("had_site", [True, False])
def test_without_the_system_call_two_renames_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, had_site: bool
) -> None:
    monkeypatch.setattr(publishing, "_exchanged", lambda *_: False)
    site = tmp_path / "site"
    if had_site:
        site.mkdir()
        (site / "index.html").write_text("old")
    with private_folder(tmp_path) as folder:
        built = folder / "site"
        built.mkdir()
        (built / "index.html").write_text("new")
        publish(built, tmp_path)
    assert contents(site) == {"index.html": b"new"}


def test_a_site_that_a_dead_run_has_moved_away_comes_back(tmp_path: Path) -> None:
    dead = tmp_path / ".build" / "dead"
    (dead / "before").mkdir(parents=True)
    (dead / "before" / "index.html").write_text("old")
    with private_folder(tmp_path) as folder:
        assert contents(tmp_path / "site") == {"index.html": b"old"}
        assert {*folder.parent.iterdir()} == {folder.parent / "lock", folder}


def test_where_the_new_site_cannot_be_moved_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_exchanged", lambda *_: False)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old")
    with private_folder(tmp_path) as folder, pytest.raises(FileNotFoundError):
        publish(folder / "site", tmp_path)
    assert contents(tmp_path / "site") == {"index.html": b"old"}


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_not_replaced(tmp_path: Path, kind: str) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    if kind == "file":
        site.write_text("mine")
    else:
        site.symlink_to(elsewhere)
    with pytest.raises(PublishingRefused, match="site is no folder"), private_folder(tmp_path):
        pass
    assert not (tmp_path / ".build").exists()
