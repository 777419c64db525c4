"""The check of a pull request: dead files, beside the faults of the catalogue."""

import subprocess

from support.portal import PORTAL, portal, unprivileged
from support.project import Project

ASSET = "docs/assets/extra.js"
TEMPLATE = "hooks/error_catalog/templates/extra.md.jinja"


def dead(project: Project) -> list[str]:
    """Return place, identifier and message of each fault."""
    return [f"{fault.place}: {fault.rule} {fault.message}" for fault in project.checked()[0]]


UNUSED = {
    "docs/assets/extra.js": "nothing uses this file",
    "docs/assets/fonts/extra.woff2": "nothing uses this file",
    "docs/assets/other/core.json": "nothing uses this file",
    "docs/distribution/brand.md": "the navigation does not have this page",
    "docs/guides/extra.md": "the navigation does not have this page",
    "hooks/error_catalog/templates/extra.md.jinja": "nothing uses this file",
    "hooks/error_catalog/templates/page.md.jinja": "nothing uses this file",
}
"""Files of all kinds, some with names that are parts of what is used, and what is said of each."""


def test_a_file_that_nothing_uses_is_dead(small_site: Project) -> None:
    for file in UNUSED:
        small_site.write_page(file, "# Extra\n")
    assert dead(small_site) == [f"{file}:1:1: E902 {message}" for file, message in UNUSED.items()]


USED = {
    "docs/guides/extra.md": ("mkdocs.yml", "\nnot_in_nav: /guides/extra.md\n"),
    "docs/assets/one.js": ("docs/index.md", "[x](assets/one.js)\n"),
    "docs/assets/two.js": ("docs/assets/portal.js", 'import("./two.js");\n'),
    "docs/assets/three.js": ("docs/.overrides/404.html", "<script src=\"{{ 'assets/three.js' | url }}\"></script>\n"),
    "docs/assets/four.js": ("hooks/error_catalog/templates/error.md.jinja", "scripts: [assets/four.js]\n"),
    "docs/assets/five.js": ("hooks/error_catalog/pages/errors.py", '_SCRIPT = "assets/five.js"\n'),
    "hooks/error_catalog/templates/six.md.jinja": (
        "hooks/error_catalog/templates/macros.md.jinja",
        '{% import "six.md.jinja" as six %}\n',
    ),
    "hooks/error_catalog/templates/seven.md.jinja": ("hooks/error_catalog/exports/texts.py", '_PATH = "seven.md"\n'),
}
"""Files, and of each the one that uses it and how."""


def test_a_file_that_is_named_where_it_is_used_is_alive(small_site: Project) -> None:
    for file in USED:
        small_site.write_page(file, "# Extra\n")
    assert {line.partition(":")[0] for line in dead(small_site)} == USED.keys(), "the precondition"
    for user, text in USED.values():
        small_site.write(user, small_site.read(user) + text)
    assert dead(small_site) == []


def test_dead_files_that_name_each_other_or_themselves_stay_dead(small: Project) -> None:
    small.write("docs/assets/one.js", "// one.js\nimport './two.js';\n")
    small.write("docs/assets/two.js", "import './one.js';\n")
    small.write_page("docs/guides/extra.md", "[x](../assets/two.js)\n")
    assert [line.partition(":")[0] for line in dead(small)] == [
        "docs/assets/one.js", "docs/assets/two.js", "docs/guides/extra.md",
    ]  # fmt: skip


def test_hidden_files_and_api_documents_need_no_mention(small: Project) -> None:
    small.write("docs/.DS_Store", b"\xff")
    small.write("docs/assets/.cache/extra.js", "")
    small.write(
        "docs/api/extra.yaml",
        "openapi: 3.1.0\ninfo: {title: More, version: v1}\n"
        "paths: {/v1/extra: {get: {operationId: getIt, summary: Get it}}}\n",
    )
    assert dead(small) == []


def test_without_settings_no_file_is_known_to_be_dead(small: Project) -> None:
    small.write(ASSET, "")
    small.path("mkdocs.yml").unlink()
    assert dead(small) == ["mkdocs.yml:1:1: E002 there are no settings of the site here"]


def test_a_comment_uses_nothing(small: Project) -> None:
    small.write_page("docs/guides/extra.md", "# Extra\n")
    small.write("mkdocs.yml", f"{small.read('mkdocs.yml')}\n# - guides/extra.md\n")
    assert dead(small) == ["docs/guides/extra.md:1:1: E902 the navigation does not have this page"]


def test_the_navigation_has_every_page_and_no_other(small_site: Project) -> None:
    small_site.replace("mkdocs.yml", "[index.md", "[index.md, guides/lost.md, {Status: 'https://status.gett-tech.com'}")
    assert dead(small_site) == [
        "mkdocs.yml:3:17: E608 the navigation leads to a page that does not exist: docs/guides/lost.md"
    ]
    small_site.replace("mkdocs.yml", "guides/lost.md, ", '"guides/l\\u00f6st.md", ')
    assert dead(small_site) == [
        "mkdocs.yml:1:1: E608 the navigation leads to a page that does not exist: docs/guides/l\u00f6st.md"
    ]
    small_site.replace("mkdocs.yml", '"guides/l\\u00f6st.md", ', "")
    small_site.replace("mkdocs.yml", "{API Reference: reference/}", "{Errors by hand: errors/CONFLICT.md}")
    assert dead(small_site) == ["mkdocs.yml:3:1: E902 the navigation does not have every page in reference/"]


def test_the_navigation_is_checked_whatever_tags_the_settings_have(small_site: Project) -> None:
    small_site.replace("mkdocs.yml", "[index.md", "[index.md, lost.md")
    tags = ("!ENV [X, x]", "!!python/name:os.sep ''", "!!python/object/apply:os.getcwd {}")
    extra = "".join(f"  - {tag}\n" for tag in tags)
    small_site.write("mkdocs.yml", f"{small_site.read('mkdocs.yml')}\nextra:\n{extra}")
    assert dead(small_site) == [
        "mkdocs.yml:3:17: E608 the navigation leads to a page that does not exist: docs/lost.md"
    ]


def test_a_dead_file_hides_no_other_fault(small: Project) -> None:
    small.write(ASSET, "")
    small.replace("examples/CONFLICT.yaml", '"status": 409', '"status": 410')
    assert [line.split(": ")[1].split()[0] for line in dead(small)] == ["E902", "E203"]


def test_the_site_has_the_address_that_errors_lead_to(small_site: Project) -> None:
    small_site.replace("portal.yml", "site_url: https://developer.", "site_url: https://docs.")
    place = [number for number, line in enumerate(small_site.read("portal.yml").split("\n"), 1) if "site_url" in line]
    message = "the site's address is https://docs.gett-tech.com/, but errors lead to https://developer.gett-tech.com/"
    assert dead(small_site) == [f"portal.yml:{place[0]}:11: E904 {message}"]


def test_each_file_that_may_not_be_read_is_named(small: Project) -> None:
    small.write(ASSET, "")
    names = ("docs/api/orders.yaml", ASSET, "docs/index.md", "examples/CONFLICT.yaml")
    for name in names:
        small.path(name).chmod(0)
    read = subprocess.run(unprivileged("cat", small.path(ASSET)), capture_output=True, check=False)
    assert read.returncode, "the precondition: nobody can read them"
    checked = subprocess.run(unprivileged(PORTAL, "check"), cwd=small.root, capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    for name in names:
        assert f"{name}:1:1: E003 the file cannot be read: Permission denied\n" in checked.stdout
    assert "Traceback" not in checked.stderr


def test_a_copy_in_which_only_the_code_was_changed_is_a_fault(small: Project) -> None:
    text = small.read("examples/PAYMENT_DECLINED.yaml")
    copy = text.replace("PAYMENT_DECLINED", "CARD_DECLINED")
    small.write("examples/CARD_DECLINED.yaml", copy)
    message = "meaning, conditions and `detail` are those of examples/CARD_DECLINED.yaml"
    assert dead(small) == [f"examples/PAYMENT_DECLINED.yaml:1:1: E510 {message}"]
    for old, new in (("the issuer declined", "the card is blocked"), ('"detail": "', '"detail": "Blocked: ')):
        assert old in copy
        small.write("examples/CARD_DECLINED.yaml", copy.replace(old, new))
        assert dead(small) == []


def test_what_is_not_written_yet_is_no_copy(small: Project) -> None:
    for code in ("A_NEW", "B_NEW"):
        portal("new", code, "--category=conflict", "--status=409", "--endpoint=POST /v1/orders", cwd=small.root)
    assert {line.split(": ")[1][:4] for line in dead(small)} == {"E609"}
