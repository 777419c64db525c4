"""The site as if each page of it were written by hand: what builds are measured against."""

import json
import re
from pathlib import Path

from error_catalog.site import load_site
from support.project import Project, copy_project


def plain_site(source: Path, root: Path) -> Project:
    """Return a project with the pages of another as plain Markdown files, its other files ready-made.

    Its one hook gives the templates the filter that `hooks/portal.py` gives them.
    """
    project = copy_project(source, root, names=("mkdocs.yml", "docs"))
    site = load_site(source)
    for page in site.pages:
        project.write(f"docs/{page.path}", page.content)
    for file in site.files:
        project.write(f"docs/{file.path}{'.txt' if file.path.endswith('.md') else ''}", file.content)
    project.write("filters.py", "def on_env(env, **_):\n    env.filters['split'] = str.split\n")
    settings = re.sub(r"^watch:.*\n", "", project.read("mkdocs.yml"), flags=re.MULTILINE)
    settings = re.sub(r"^hooks:.*", "hooks: [filters.py]", settings, flags=re.MULTILINE)

    def filled(folder: re.Match[str]) -> str:
        return json.dumps(site.expand_nav(folder[0]))

    project.write("mkdocs.yml", re.sub(r"(?<=: )\w+/$", filled, settings, flags=re.MULTILINE))
    return project
