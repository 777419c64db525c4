"""CONTRIBUTING.md, held against what it describes."""

import re
import shlex
from collections.abc import Iterator
from datetime import date

import yaml

from error_catalog.commands.formats import render_text
from error_catalog.commands.new import TO_DO
from error_catalog.model.error import ErrorType
from error_catalog.model.error_content import Trigger
from error_catalog.model.example import Example, RequestChanges
from error_catalog.model.handling import Handling
from error_catalog.model.history import Deprecation, RecordedChange
from error_catalog.model.observation import Observation
from error_catalog.model.outcome import StatedOutcome
from error_catalog.model.recovery import Recovery
from error_catalog.model.retry_policy import RetryPolicy
from support.portal import portal
from support.project import ROOT, Project

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def keys(data: object) -> Iterator[str]:
    """Yield the names of all fields in a file but those inside of bodies, and what maps names of others."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            if key not in ("body", "headers", "related"):
                yield from keys(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys(value)


def test_the_files_pass_as_pasted(real: Project) -> None:
    pasted = dict(zip(("STORE_PAUSED", "YOUR_CODE"), FILES, strict=True))
    for code, content in pasted.items():
        real.write(f"examples/{code}.yaml", content)
    faults, catalog = real.checked()
    assert faults == []
    assert catalog
    assert catalog.by_code.keys() >= pasted.keys()


def test_the_worked_example_is_what_the_command_writes_but_for_what_was_left_to_do(real: Project) -> None:
    [command] = re.findall(r"^    .venv/bin/portal new (.*)$", TEXT, re.MULTILINE)
    assert portal("new", *shlex.split(command), cwd=real.root).returncode == 0
    written = real.read("examples/STORE_PAUSED.yaml")
    done = FILES[0].splitlines()
    kept = [line for line in written.splitlines() if TO_DO not in line and not line.lstrip().startswith("# ")]
    assert [line for line in kept if line not in done] == [f"since: {date.today()}", "  actor: integration"]
    faults, _ = real.checked()
    assert len(faults) == written.count(f"{TO_DO} ")
    shown = render_text(faults[:1], real.root, colour=False)
    assert "".join(f"    {line}\n" for line in shown.splitlines()) in TEXT


def test_the_fault_that_is_shown_is_what_check_says(real: Project) -> None:
    real.write("examples/STORE_PAUSED.yaml", FILES[0].replace('"status": 400', '"status": 410'))
    fault = real.faults()[0]
    assert f"`{fault.place}: {fault.rule} {fault.message}`" in TEXT


def test_the_files_have_every_field() -> None:
    models = (
        *(ErrorType, Deprecation, RecordedChange, Trigger, Recovery, RetryPolicy, Handling, StatedOutcome),
        *(Example, RequestChanges, Observation),
    )
    shown = {key for content in FILES for key in keys(yaml.safe_load(content))}
    assert shown == {name for model in models for name in model.model_fields}
