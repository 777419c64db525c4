"""What `make serve` shows: an edit of errors among many is on their pages in seconds, without a whole build.

Lists, search and all else that is made of several errors stay as the last whole build made them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from error_catalog.diagnostics.faults import FaultsFound
from error_catalog.model.limits import WHOLE
from error_catalog.site import Site, load_site
from error_catalog.sitefile import Page
from error_catalog.watching import State, edited_since, states_of

_log = get_plugin_logger("portal")


@dataclass
class WholeBuild:
    """What MkDocs has in a whole build that it makes each page with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment | None = None
    """The templates; MkDocs asks for them last."""

    def build_again(self, page: Page) -> None:
        """Build a page anew into the folder of the built site, as MkDocs does in a whole build."""
        file = self.files.get_file_from_path(page.path)
        assert file
        assert file.page
        assert self.env
        file.content_string = page.content
        _populate_page(file.page, self.config, self.files)
        pages = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        _build_page(file.page, self.config, pages, self.nav, self.env)


@dataclass
class Preview:
    """What outlives a build where a server builds again: the last site without faults, and what it was built with."""

    site: Site | None = None
    """The last one without faults."""

    build: WholeBuild | None = None
    """The last one that came to its pages."""

    _states: dict[str, State] = field(default_factory=dict)
    """The files of the site when it was loaded."""

    def load(self, config: MkDocsConfig) -> Site:
        """Return the site that the files say, or the last one without faults, and report the faults.

        Raises:
            FaultsFound: the files are at fault, and there is no site from before.
        """
        states = _states_of(config)  # before the files are read: no edit from now on is lost
        try:
            self.site, self._states = load_site(_root_of(config)), states
        except FaultsFound as found:
            if not self.site:
                raise
            # Were this an exception, MkDocs' server would answer no request until it is fixed.
            _report(found)
        return self.site

    def after_edits(self, build_all: Callable[[], None]) -> None:
        """Build the pages of the edited errors where nothing else was edited in a large catalogue; and else all."""
        codes = self._edited_alone()
        if codes is None:
            self._build_all(build_all)
        elif codes:
            self._build_pages_of(codes)

    def _build_all(self, build_all: Callable[[], None]) -> None:
        self.build = None  # two take much memory
        try:
            build_all()
        except BaseException:
            self.build = None  # no page stands in a site that is complete
            raise

    def catch_up(self, build_all: Callable[[], None]) -> None:
        """Do the same for edits during the first build, if there are any."""
        assert self.build
        if edited_since(self._states, _states_of(self.build.config)):
            self.after_edits(build_all)

    def _edited_alone(self) -> set[str] | None:
        """Return the codes of the errors that were edited since the site was loaded; None where that is not all."""
        if not self.site or not self.build or len(self.site.project.catalog.errors) <= WHOLE:
            return None
        states = _states_of(self.build.config)
        edited = edited_since(self._states, states)
        root = _root_of(self.build.config)
        codes = {str(root / error.source): error.code for error in self.site.project.catalog.errors}
        if not edited <= codes.keys() & self._states.keys() & states.keys():
            return None
        return {codes[file] for file in edited}

    def _build_pages_of(self, codes: Collection[str]) -> None:
        assert self.site
        assert self.build
        config = self.build.config
        try:
            self.site = self.site.with_edits(_root_of(config), codes)
        except FaultsFound as found:
            _report(found)
            return
        for page in self.site.pages_of(codes):
            self.build.build_again(page)
        self.site.write_files_of(codes, Path(config.site_dir))
        _log.info(
            "built %s alone; lists, search, Run and all other pages are as of the last whole build, "
            "which an edit of another file or a restart makes",
            ", ".join(sorted(codes)),
        )


def _root_of(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _states_of(config: MkDocsConfig) -> dict[str, State]:
    return states_of((config.docs_dir, config.config_file_path, *config.watch))


def _report(found: FaultsFound) -> None:
    _log.error("faults in the catalogue; the pages stay as they were\n%s", found)
