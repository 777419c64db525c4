"""The forms that the fields of models have: models, lists and mappings of these, and single values for pydantic."""

import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MinLen
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from error_catalog.model.checked import CheckedModel, Mark


@dataclass(frozen=True)
class Form:
    """What a value has to be: exactly one of a model, a list or a mapping of items, and a single value."""

    model: type[CheckedModel] | None = None
    items: "Form | None" = None
    keys: "Form | None" = None
    """The form of the keys of a mapping; a list has none."""

    single: TypeAdapter[Any] | None = None
    marks: tuple[Mark, ...] = ()
    at_least_one: bool = False

    @property
    def has_models(self) -> bool:
        """Whether its parts are fields of models, each of which can be at fault by itself."""
        return bool(self.model or (self.items and self.items.has_models))


@dataclass(frozen=True)
class Field:
    """A field of a model: its name in Python, its name in files, its form, and what pydantic knows of it."""

    name: str
    alias: str
    form: Form
    info: FieldInfo


@cache
def fields_of(model: type[CheckedModel]) -> dict[str, Field]:
    """Return the fields of a model by their names in files, in its order."""
    fields = (
        Field(name, info.alias or name, _form(info.annotation, info.metadata), info)
        for name, info in model.model_fields.items()
    )
    return {field.alias: field for field in fields}


@cache
def form_of(model: type[CheckedModel]) -> Form:
    """Return the form of a model."""
    return Form(model=model)


def _form(annotation: Any, metadata: Iterable[Any] = ()) -> Form:  # noqa: ANN401 - an annotation is of any type
    origin, parts, metadata = get_origin(annotation), get_args(annotation), tuple(metadata)
    if origin is Annotated:
        return _form(parts[0], (*parts[1:], *metadata))
    if origin in (Union, UnionType):
        (wanted,) = (part for part in parts if part is not NoneType)
        return _form(wanted, metadata)
    if origin is tuple:
        return Form(items=_form(parts[0]), at_least_one=any(isinstance(each, MinLen) for each in metadata))
    if origin is dict and parts[1] is not Any:
        return Form(keys=_form(parts[0]), items=_form(parts[1]))
    if inspect.isclass(annotation) and issubclass(annotation, CheckedModel):
        return form_of(annotation)
    marks = tuple(each for each in metadata if isinstance(each, Mark))
    return Form(single=TypeAdapter(Annotated[annotation, "", *metadata]), marks=marks)
