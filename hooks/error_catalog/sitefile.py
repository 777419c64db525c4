"""What goes to the site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteFile:
    """One generated file of the site, whichever tool builds it."""

    path: str
    """Where it stands below docs/, as if a person had written it there."""

    content: str

    source: str
    """The file that a person edits to change it, from the project's root."""

    label: str
    """Its name in the sidebar."""
