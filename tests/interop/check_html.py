"""The Nu validator, which is W3C's, finds nothing to say against the pages but what the theme and the tabs do."""

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from support.partners import PACKAGES
from support.project import Project

NU = PACKAGES / "vnu-jar/build/dist/vnu.jar"

EXCUSED = {
    r"Bad value “” for attribute “tabindex” on element “label”": "the theme's navigation",
    r"Attribute “autocomplete” is only allowed": "the checkboxes of the theme's drawer and search",
    r"The value of the “for” attribute of the “label” element must be": "of pages outside of the navigation",
    r"Trailing slash on void elements": "the tabs of Markdown are XHTML",
    r".* violates Content Security Policy": "in a file, our pages are of no host",
}
"""What the validator may say, each with the part of a page that makes it do so."""


def said_of(pages: Iterable[Path]) -> set[str]:
    """Return what the validator says of pages: errors, warnings and information."""
    command = ["java", "-jar", NU, "--exit-zero-always", "--format", "json", "--stdout", *pages]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=300)
    return {message["message"] for message in json.loads(result.stdout)["messages"]}


def test_nu_says_nothing_but_what_is_excused(site: Path) -> None:
    """Every page of the site, each excuse of which is needed."""
    said = said_of(sorted(site.rglob("*.html")))
    assert [message for message in said if not any(re.match(each, message) for each in EXCUSED)] == []
    assert [each for each in EXCUSED if not any(re.match(each, message) for message in said)] == []


def test_nu_sees_a_faulty_page(tmp_path: Path) -> None:
    """An attribute that no element has, and a label for no control."""
    page = '<!doctype html><html lang="en"><title>x</title><p markdown="span">x</p><label for="none">x</label>'
    Project(tmp_path).write("index.html", page)
    said = " ".join(said_of([tmp_path / "index.html"]))
    assert "Attribute “markdown” not allowed on element “p”" in said
    assert "The value of the “for” attribute" in said
