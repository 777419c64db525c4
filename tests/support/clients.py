"""The published Python client as a module."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load_client(source: str, folder: Path) -> ModuleType:
    """Return the Python client as a module; its dataclasses want it to be known by its name."""
    file = folder / "gett_errors.py"
    file.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("gett_errors", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["gett_errors"] = module
    spec.loader.exec_module(module)
    return module
