"""What `make builders` builds from, where no other site builder is installed."""

from pathlib import Path

import yaml
from jinja2 import Environment, nodes

from error_catalog.commands.check import SETTINGS
from error_catalog.site import site_of
from support.project import ROOT, Project
from support.zensical import write_inputs

SHARED = {f"page.{name}" for name in ("ancestors", "canonical_url", "meta", "next_page", "title", "toc")}
"""What a template can know of a page under MkDocs and under Zensical; all else is in its front matter."""


def test_zensical_gets_settings_without_python_and_makes_the_calls_itself(small: Project, tmp_path: Path) -> None:
    write_inputs(site_of(small.load()), ROOT, tmp_path / "inputs")
    settings = yaml.safe_load((tmp_path / "inputs" / SETTINGS).read_text(encoding="utf-8"))
    [tabs] = [each["pymdownx.tabbed"] for each in settings["markdown_extensions"] if "pymdownx.tabbed" in each]
    assert tabs["slugify"] == {"object": "pymdownx.slugs.slugify", "kwds": {"case": "lower"}}


def unshared(template: str) -> list[str]:
    """Return what a template of ours needs that Zensical's engine does not have, or has in another form."""
    tree = Environment(autoescape=True).parse(template)
    attributes = [each for each in tree.find_all(nodes.Getattr) if isinstance(each.node, nodes.Name)]
    found = [f"page.{each.attr}" for each in attributes if each.node == nodes.Name("page", "load")]
    replaced = [each for each in tree.find_all(nodes.Filter) if each.name == "replace" and len(each.args) > 2]
    called = [each.node for each in tree.find_all(nodes.Call) if isinstance(each.node, nodes.Getattr)]
    return [
        *sorted({*found} - SHARED),
        *(f"replace in line {each.lineno}" for each in replaced),
        *(f"{each.attr} of a text in line {each.lineno}" for each in called if hasattr(str, each.attr)),
    ]


def test_the_templates_keep_to_what_both_engines_have() -> None:
    folder = ROOT / "docs" / ".overrides"
    files = {file.name: file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}
    assert {name: found for name, text in files.items() if (found := unshared(text))} == {}
    template = '{% if page.is_homepage %}{{ page.title | replace("a", "b", 1) }}{% endif %}\n{{ super().strip() }}'
    assert unshared(template) == ["page.is_homepage", "replace in line 1", "strip of a text in line 2"]
