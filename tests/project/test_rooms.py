"""The order of the rooms: make lint holds the imports of hooks/error_catalog against it, and it bites."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.building import environment
from support.project import ROOT, Project, copy_project

LINT = Path(sys.prefix) / "bin" / "lint-imports"


@pytest.fixture
def copy(tmp_path: Path) -> Project:
    """Return a copy of the code and its contract."""
    return copy_project(ROOT, tmp_path / "copy", names=["hooks", "pyproject.toml"])


def contract(project: Project) -> subprocess.CompletedProcess[str]:
    """Hold a project against its contract, as make lint does."""
    env = environment(PYTHONPATH=str(project.path("hooks")))
    return subprocess.run(
        [LINT, "--no-logo", "--no-cache"], cwd=project.root, env=env, capture_output=True, text=True, check=False
    )


def test_imports_run_down_the_rooms(copy: Project) -> None:
    result = contract(copy)
    assert result.returncode == 0, result.stdout
    assert "2 kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        (
            "api/category.py",
            "import error_catalog.model.catalog",
            "error_catalog.api is not allowed to import error_cat",
        ),
        (
            "pages/errors.py",
            "import error_catalog.exports.texts",
            "error_catalog.pages is not allowed to import error_c",
        ),
        ("site.py", "import error_catalog.commands.cli", "error_catalog.site is not allowed to import error_catalog"),
        ("helpers.py", "", "error_catalog.helpers"),
        ("site.py", "from mkdocs.plugins import get_plugin_logger", "error_catalog is not allowed to import mkdocs"),
    ],
)
def test_an_import_that_runs_up_and_a_module_without_a_room_are_refused(
    copy: Project, file: str, line: str, said: str
) -> None:
    path = copy.path(f"hooks/error_catalog/{file}")
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + f"\n{line}\n", encoding="utf-8")
    result = contract(copy)
    assert result.returncode == 1
    assert said in result.stdout


def test_each_room_says_in_a_line_what_it_is_for_and_few_modules_stand_beside_them() -> None:
    house = ROOT / "hooks" / "error_catalog"
    rooms = [folder for folder in house.iterdir() if (folder / "__init__.py").is_file()]
    assert len(rooms) >= 8
    for room in rooms:
        first = (room / "__init__.py").read_text(encoding="utf-8").partition("\n")[0]
        assert first.startswith('"""'), room
        assert first.endswith('."""'), room
    assert len(list(house.glob("*.py"))) <= 6
