"""Links: those of the real site lead somewhere, and a seeded one that does not is found, with the page it stands on."""

import json
from http import HTTPStatus
from pathlib import Path

import pytest

from support.building import SiteHandler, served
from support.links import DOCUMENTS, check_links

PAGE = """\
<!doctype html>
<link rel="canonical" href="https://developer.gett-tech.com/">
<link rel="stylesheet" href="assets/a.css">
<a href="guide/">Guide</a>
<a href="/guide/#setup">Set up</a>
<a href="https://developer.gett-tech.com/guide/#setup">Set up</a>
<a href="http://127.0.0.1:8000/guide/#setup">Set up</a>
<pre><code>"type": "https://developer.gett-tech.com/errors/CONFLICT"</code></pre>
<img src="assets/a.svg" alt="">
"""
FILES = {
    "index.html": PAGE,
    "guide/index.html": '<h1 id="setup">Set up</h1>',
    "errors/CONFLICT/index.html": "<h1>CONFLICT</h1>",
    "assets/a.css": "body { background: url(a.svg) }",
    "assets/a.svg": "<svg/>",
}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return a site of a few pages whose links are sound."""
    folder = tmp_path / "site"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_every_link_inside_of_the_site_leads_somewhere(site: Path) -> None:
    result = check_links((site, *DOCUMENTS), "--offline", "--format", "json")
    report = json.loads(result.stdout)
    assert (result.returncode, report["error_map"]) == (0, {}), result.stderr
    assert report["successful"] > 5000
    pages = {str(file) for file in (*site.rglob("*.html"), *DOCUMENTS)}
    assert pages <= set(check_links((site, *DOCUMENTS), "--dump-inputs").stdout.splitlines())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("index.html", 'href="guide/"', 'href="gone/"', "site/gone"),
        ("index.html", 'href="/guide/#setup"', 'href="/gone/#setup"', "site/gone"),
        ("index.html", 'href="/guide/#setup"', 'href="/guide/#gone"', "Cannot find fragment"),
        ("index.html", ".com/guide/#setup", ".com/gone/", "site/gone"),
        ("index.html", ":8000/guide/#setup", ":8000/guide/#gone", "Cannot find fragment"),
        ("index.html", "errors/CONFLICT", "errors/CONFLICTS", "errors/CONFLICTS"),
        ("index.html", 'href="assets/a.css"', 'href="assets/b.css"', "assets/b.css"),
        ("index.html", 'src="assets/a.svg"', 'src="assets/b.svg"', "assets/b.svg"),
        ("assets/a.css", "url(a.svg)", "url(b.svg)", "assets/b.svg"),
    ],
)
def test_a_broken_link_is_found(sound: Path, file: str, old: str, new: str, said: str) -> None:
    assert check_links((sound,), "--offline").returncode == 0
    text = FILES[file].replace(old, new)
    assert text != FILES[file]
    (sound / file).write_text(text, encoding="utf-8")
    result = check_links((sound,), "--offline")
    assert result.returncode == 2
    assert result.stdout.count("[ERROR]") == 1
    assert f"{file}]" in result.stdout
    assert said in result.stdout


def test_a_stranger_may_stumble_and_may_not_be_gone(sound: Path) -> None:
    asked: list[str] = []

    class Stranger(SiteHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name is inherited
            asked.append(self.path)
            if len(asked) > 1:  # the first one is left without an answer
                self.send_response(HTTPStatus.OK if self.path == "/here" else HTTPStatus.NOT_FOUND)
                self.end_headers()

    with served(sound, Stranger) as url:
        for name, status in (("here", 0), ("gone", 2)):
            (sound / "index.html").write_text(f'<a href="{url}/{name}">Stranger</a>', encoding="utf-8")
            result = check_links((sound,), "--retry-wait-time=1")
            assert result.returncode == status, result.stdout
    assert asked == ["/here", "/here", "/gone"]
    assert f"{url}/gone" in result.stdout
