"""That the scenarios would see what they look for, in each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.printing import unseen_words
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
    "clipped.html": """\
<!doctype html><meta charset="utf-8"><title>Clipped</title><link rel="stylesheet" href="/clipped.css">
<h1>Clipped</h1><p>shown <span>hidden</span></p>
""",
    "clipped.css": "p { width: 8em; overflow: hidden; white-space: nowrap } span { margin-left: 10em }",
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


def test_a_word_that_is_clipped_in_print_is_seen(reader: Reader) -> None:
    reader.open("clipped.html")
    assert unseen_words(reader.print()) == ["hidden"]
