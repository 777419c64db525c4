"""The first phase of checking: each field by its pydantic type, once, to a model of those that are right."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.suggestions import closest
from error_catalog.model.checked import CheckedModel, Mark, Scope
from error_catalog.model.translation import empty_field, missing_field, unknown_field, violations_of

_INVALID: Final = object()


@dataclass(frozen=True)
class Form:
    """What a value has to be, by its type and what is annotated; a list has a form of its items, a mapping of both."""

    kind: Any
    metadata: tuple[Any, ...] = ()
    items: "Form | None" = None
    keys: "Form | None" = None

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Return pydantic's validator of the whole value."""
        annotated: Any = Annotated[self.kind, "", *self.metadata]
        return TypeAdapter(annotated)

    @cached_property
    def fields(self) -> dict[str, "Form"]:
        """Return the forms of a model's fields by their names in files; of what is no model, none."""
        is_model = isinstance(self.kind, type) and issubclass(self.kind, CheckedModel)
        infos = self.kind.model_fields if is_model else {}
        return {info.alias or name: _form(info.annotation, info.metadata) for name, info in infos.items()}

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return what to hold a valid value against."""
        return tuple(each for each in self.metadata if isinstance(each, Mark))


@cache
def form_of(model: type[CheckedModel]) -> Form:
    """Return the form of a model."""
    return Form(model)


def _form(annotation: Any, metadata: Iterable[Any] = ()) -> Form:  # noqa: ANN401 - an annotation is of any type
    origin, parts, metadata = get_origin(annotation), get_args(annotation), tuple(metadata)
    if origin is Annotated:
        return _form(parts[0], (*parts[1:], *metadata))
    if origin in (Union, UnionType):
        (wanted,) = (part for part in parts if part is not NoneType)
        return _form(wanted, metadata)
    if origin is tuple:
        return Form(annotation, metadata, items=_form(parts[0]))
    if origin is dict and parts[1] is not Any:
        return Form(annotation, metadata, items=_form(parts[1]), keys=_form(parts[0]))
    return form_of(annotation) if isinstance(annotation, type) and not metadata else Form(annotation, metadata)


class Reader:
    """Makes models of data, and collects what is wrong with single fields on the way."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.violations: list[Violation] = []
        self.faulty: set[Location] = set()
        """Where values are that are missing or wrong."""

        self.models: list[tuple[Location, CheckedModel]] = []

    def read(self, form: Form, data: object, location: Location = (), *, at_key: bool = False) -> object:
        """Return the value that data have in a form; a model lacks its wrong fields, a mapping its wrong entries."""
        if isinstance(data, dict) and form.fields:
            return self._model(form, data, location)
        if isinstance(data, dict) and form.keys and form.items:
            return self._mapping(form.keys, form.items, data, location)
        if isinstance(data, tuple) and form.items and not form.keys and data:
            # A wrong item keeps its place, so that the others keep their indexes.
            return tuple(self.read(form.items, each, (*location, index)) for index, each in enumerate(data))
        return self._single(form, data, location, at_key=at_key)

    def _model(self, form: Form, data: dict[str, object], location: Location) -> CheckedModel:
        model, fields = form.kind, form.fields
        self.violations += (each.at(location) for each in model.form_violations(data))
        self._report_absences(form, data, location)
        values = {}
        for (alias, field), name in zip(fields.items(), model.model_fields, strict=True):
            place = (*location, alias)
            if alias in data and data[alias] is None:
                self._refuse(place, empty_field(place))
            elif alias in data:
                values[name] = self.read(field, data[alias], place)
        instance: CheckedModel = model.model_construct(None, **values)
        for alias, name in zip(fields, model.model_fields, strict=True):
            if (*location, alias) in self.faulty:
                instance.__dict__.pop(name, None)
        self.models.append((location, instance))
        return instance

    def _report_absences(self, form: Form, data: dict[str, object], location: Location) -> None:
        """Report what is unknown and what is missing, but for what is missing because its name is misspelt."""
        unknown = [name for name in data if name not in form.fields]
        meant = {closest(name, form.fields) for name in unknown}
        self.violations += (unknown_field(name, form.fields, location) for name in unknown)
        for alias, info in zip(form.fields, form.kind.model_fields.values(), strict=True):
            if alias in data:
                continue
            if info.is_required() and alias not in meant:
                self.violations.append(missing_field(alias, info, location))
            if info.is_required() or unknown:  # any of them may be what the unknown one means
                self.faulty.add((*location, alias))

    def _mapping(self, keys: Form, items: Form, data: dict[str, object], location: Location) -> dict[Any, object]:
        read = {}
        for key, each in data.items():
            before = len(self.violations)
            known = self.read(keys, key, (*location, key), at_key=True)
            of_key, after = {each.message for each in self.violations[before:]}, len(self.violations)
            value = self.read(items, each, (*location, key))
            # What is wrong with a name is not said again where the text says it again.
            self.violations[after:] = [each for each in self.violations[after:] if each.message not in of_key]
            if known is not _INVALID and value is not _INVALID:
                read[known] = value
        return read

    def _single(self, form: Form, data: object, location: Location, *, at_key: bool) -> object:
        try:
            value = form.adapter.validate_python(data)
        except ValidationError as report:
            return self._refuse(location, *(each.at((), at_key=at_key) for each in violations_of(report, location)))
        for mark in form.marks:
            found = [each.at(location, at_key=at_key) for each in mark.violations(value, self._scope)]
            self.violations += found
            if found and mark.makes_unreadable:
                self.faulty.add(location)
        return value

    def _refuse(self, location: Location, *violations: Violation) -> object:
        self.violations += violations
        self.faulty.add(location)
        return _INVALID
