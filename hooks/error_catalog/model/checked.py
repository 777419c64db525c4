"""What a model declares for its two phases of checking: fields with pydantic types, and rules between values.

`validation.py` runs them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import isfunction
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from error_catalog.diagnostics.faults import Violation
from error_catalog.prose.known_names import KnownNames

_Method = TypeVar("_Method", bound=Callable[..., Iterator[Violation]])


@dataclass(frozen=True)
class Scope:
    """What a file cannot see of itself: the names that exist, and the code that it is named by."""

    names: KnownNames
    code: str = ""


class CheckedModel(BaseModel):
    """A frozen model without unknown fields, which `validation.check` makes of the data of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def form_violations(cls, given: dict[str, object]) -> Iterator[Violation]:
        """Yield the broken rules about how the fields are given, beyond their values."""
        yield from ()


@dataclass(frozen=True)
class Mark:
    """A check of one value against its scope, as metadata of a field's type."""

    violations: Callable[[str, Scope], Iterable[Violation]]
    makes_unreadable: bool = False
    """Whether the rules between values cannot use one that breaks it."""


def rule(*reads: str) -> Callable[[_Method], _Method]:
    """Return the decorator of a method that yields violations of a rule between the values that it reads.

    Each of the reads is a path by the names in files: `recovery.retry`, `examples.0.body.status`. The rule runs where
    all are valid, whatever their neighbours are. `[]` stands for all entries of a list. `*` stands for one of them: the
    rule runs for each, and takes its index or key as well. A path asks whether a value is there; `**` at its end asks
    for all that is in it.
    """

    def declare(method: _Method) -> _Method:
        method.reads = tuple(path.split(".") for path in reads)  # type: ignore[attr-defined]
        return method

    return declare


@cache
def rules_of(model: type[CheckedModel]) -> tuple[Any, ...]:
    """Return the rules of a model in the order of their definition: methods, whose `reads` are paths by their steps."""
    members = (member for kind in reversed(model.__mro__) for member in vars(kind).values())
    return tuple(each for each in members if isfunction(each) and hasattr(each, "reads"))
