"""The settings at the top of a page: YAML between two lines of dashes."""

import json
import re

_FRONT_MATTER = re.compile(r"\A---\n(?P<settings>.*?)^---\n", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>\S.*?)(?P=quote)[ \t]*$", re.MULTILINE)


def front_matter(text: str) -> str:
    """Return the settings of a page as YAML; the text is empty where it has none."""
    found = _FRONT_MATTER.match(text)
    return found["settings"] if found else ""


def without_front_matter(text: str) -> str:
    """Return the Markdown of a page without the settings at its top."""
    return _FRONT_MATTER.sub("", text)


def title_above(text: str) -> str:
    """Return the `title` among the settings at the top of a page; empty where there is none."""
    title = _TITLE.search(front_matter(text))
    return title["title"].strip() if title else ""


def with_settings(text: str, **settings: str) -> str:
    """Return a page with more settings at its top, which come first."""
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
    return f"---\n{lines}{front_matter(text)}---\n{without_front_matter(text)}"
