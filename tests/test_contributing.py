"""CONTRIBUTING.md, held against what it describes."""

import re
from collections.abc import Iterator

import pytest
import yaml

from error_catalog.history import Deprecation, RecordedChange
from error_catalog.model import ErrorType, Example, Recovery, RetryPolicy, Trigger
from error_catalog.request import RequestChanges
from project import ROOT, Project

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


@pytest.mark.parametrize("content", FILES, ids=["whole", "optional"])
def test_a_file_passes_as_pasted(real: Project, content: str) -> None:
    real.write("examples/YOUR_CODE.yaml", content)
    assert real.faults() == []
    assert "YOUR_CODE" in real.load().by_code


def test_the_files_have_every_field() -> None:
    models = (ErrorType, Deprecation, RecordedChange, Trigger, Recovery, RetryPolicy, Example, RequestChanges)
    shown = {key for content in FILES for key in keys(yaml.safe_load(content))}
    assert shown == {name for model in models for name in model.model_fields}
