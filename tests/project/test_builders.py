"""What `make builders` builds from, where no other site builder is installed."""

from pathlib import Path

import yaml

from error_catalog.commands.check import SETTINGS
from error_catalog.site import site_of
from support.project import ROOT, Project
from support.zensical import write_inputs


def test_zensical_gets_settings_without_python_and_makes_the_calls_itself(small: Project, tmp_path: Path) -> None:
    write_inputs(site_of(small.load()), ROOT, tmp_path / "inputs")
    settings = yaml.safe_load((tmp_path / "inputs" / SETTINGS).read_text(encoding="utf-8"))
    [tabs] = [each["pymdownx.tabbed"] for each in settings["markdown_extensions"] if "pymdownx.tabbed" in each]
    assert tabs["slugify"] == {"object": "pymdownx.slugs.slugify", "kwds": {"case": "lower"}}
