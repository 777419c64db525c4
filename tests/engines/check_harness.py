"""That the scenarios would see what they look for, in each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.printing import missing_words, sheets_of
from support.reader import Reader
from support.watching import watched
from support.webdriver import Session

PAGES = {
    "faulty.html": """\
<!doctype html><meta charset="utf-8"><title>Faulty</title><h1>Faulty</h1>
<img src="/missing.png"><img src="https://elsewhere.gett-tech.com/x.png">
<script>document.title = "not allowed"</script>
<script src="/faulty.js"></script>
""",
    "faulty.js": """\
console.error("said", "twice");
Promise.reject(new Error("rejected"));
new Worker("/faulty-worker.js");
throw new Error("thrown");
""",
    "faulty-worker.js": 'throw new Error("thrown in a worker");',
    "printed.html": """\
<!doctype html><meta charset="utf-8"><title>Printed</title><link rel="stylesheet" href="/printed.css">
<article><table><tr><td>shown</td><td class="clipped">clipped</td><td class="hidden">hidden</td></tr></table></article>
""",
    "printed.css": """\
table { table-layout: fixed; width: 100% }
td { overflow: hidden; white-space: nowrap }
.clipped { text-indent: 100% }
@media print { .hidden { visibility: hidden } }
""",
}

PROBLEMS = (
    "/faulty.html: console.error: said twice",
    "/faulty.html: not loaded: {url}/missing.png",
    "rejected",
    "thrown in a worker",
    "Error: thrown",
    "blocked: img-src",
    "blocked: script-src",
)


@pytest.fixture
def reader(session: Session, site: Path, tmp_path: Path) -> Iterator[Reader]:
    """Return a reader of a site with faulty pages."""
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    more = "".join(f"location = /{name} {{ alias {tmp_path}/{name}; }}\n" for name in PAGES)
    with watched(site, tmp_path, more) as host:
        yield Reader(session, *host)


def test_what_goes_wrong_on_a_page_is_seen(reader: Reader) -> None:
    reader.open("faulty.html")
    found = reader.problems()
    for problem in PROBLEMS:
        assert any(problem.format(url=reader.url) in each for each in found), (problem, found)


def test_a_word_that_paper_does_not_show_is_missed(reader: Reader) -> None:
    reader.open("printed.html")
    printed = reader.print()
    unseen = [word for sheet in sheets_of(printed) for word in sheet.unseen]
    assert {*unseen, *missing_words(reader.words("td"), printed)} == {"clipped", "hidden"}
