"""The console command, run as a person runs it."""

from pathlib import Path

from support.portal import portal, portal_process
from support.project import MARKETFRONT, ROOT, Project, copy_project


def test_check_passes_on_this_project_from_any_folder_in_it() -> None:
    result = portal_process("check", cwd=ROOT / "examples")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{len(list((ROOT / 'examples').iterdir()))} errors, ")
    assert result.stdout.endswith("no fault\n")


def test_check_prints_every_fault_with_its_hint_and_fails(small: Project) -> None:
    small.replace("examples/CONFLICT.yaml", "409", "410")
    small.replace("examples/PAYMENT_FAILED.yaml", "  actor", "  acter")
    result = portal_process("check", cwd=small.root)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "examples/CONFLICT.yaml:18:19: E203 status 410 does not fit category conflict (409)",
        '   18 |         "status": 410,',
        "      |                   ^",
        "    hint: correct the status or the category",
        "examples/PAYMENT_FAILED.yaml:9:3: E102 unknown field `acter`",
        "    9 |   acter: integration",
        "      |   ^",
        "    hint: did you mean `actor`?",
    ]
    assert result.stderr == "2 faults in 2 files; `portal explain E203` says more\n"


def test_check_prints_any_text_on_any_terminal(small: Project) -> None:
    small.replace("examples/CONFLICT.yaml", '"Conflict"', '"Konflikt — 衝突"')
    result = portal_process("check", cwd=small.root, PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert r'title "Konflikt \u2014 \u885d\u7a81" is not the phrase' in result.stdout
    assert "Traceback" not in result.stderr


def test_check_outside_a_project_has_faults_and_no_traceback(tmp_path: Path) -> None:
    result = portal("check", cwd=tmp_path)
    assert result.returncode == 1
    assert "examples:1:1: E002 there is no example file here" in result.stdout
    assert result.stderr == "3 faults in 3 files; `portal explain E002` says more\n"


def test_schema_writes_what_the_site_publishes_where_each_example_file_looks_for_it(
    frozen_exports: dict[str, str], tmp_path: Path
) -> None:
    project = copy_project(MARKETFRONT, tmp_path)
    for _ in range(2):
        result = portal("schema", cwd=project.root)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    for folder in (project.path("examples"), ROOT / "examples"):
        heads = {file.read_text(encoding="utf-8").partition("\n")[0] for file in folder.iterdir()}
        assert len(heads) == 1
        name = heads.pop().partition("$schema=")[2]
        assert project.read(f"examples/{name}") == frozen_exports["schemas/example.schema.json"]
    assert len([*project.path(".schemas").iterdir()]) == 1


def test_an_unknown_command_is_explained() -> None:
    result = portal("chekc", cwd=ROOT)
    assert result.returncode == 2
    assert "invalid choice: 'chekc'" in result.stderr
