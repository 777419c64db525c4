"""What goes to the site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteFile:
    """One generated file of the site, whichever tool builds it."""

    path: str
    """Where it stands below docs/, as if a person had written it there; for a file that is no page, its URL too."""

    content: str

    source: str
    """The file that a person edits to change it, from the project's root."""

    label: str | None = None
    """The name of a page in the sidebar. A file without one is no page: it is published as it is."""
