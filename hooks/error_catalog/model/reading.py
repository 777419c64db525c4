"""The first phase of checking: each field by its pydantic type, once, to a model of those that are right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from error_catalog.diagnostics.faults import Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.diagnostics.suggestions import closest
from error_catalog.model.checked import CheckedModel, Mark, Scope
from error_catalog.model.forms import Field, Form, fields_of
from error_catalog.model.translation import missing_field, unknown_field, violations_of, wrong_type

_INVALID: Final = object()


@dataclass(frozen=True)
class Marked:
    """A value of the right type that has to be checked against its scope."""

    mark: Mark
    location: Location
    value: str
    at_key: bool

    def violations(self, scope: Scope) -> Iterator[Violation]:
        """Yield what is wrong with it, at its place."""
        for violation in self.mark.violations(self.value, scope):
            yield violation.at(self.location, at_key=self.at_key)


class Reader:
    """Makes models of data, and collects what is wrong with single fields on the way."""

    def __init__(self) -> None:
        self.violations: list[Violation] = []
        self.faulty: set[Location] = set()
        """Where values are that are missing or wrong."""

        self.marked: list[Marked] = []
        self.models: list[tuple[Location, CheckedModel]] = []

    def read(self, form: Form, data: object, location: Location = (), *, at_key: bool = False) -> object:
        """Return the value that the data have in a form; a model lacks its wrong fields, a list its wrong items."""
        if form.model:
            return self._model(form.model, data, location)
        if form.items:
            return self._mapping(form, data, location) if form.keys else self._list(form, data, location)
        return self._single(form, data, location, at_key=at_key)

    def _model(self, model: type[CheckedModel], data: object, location: Location) -> CheckedModel:
        fields = fields_of(model)
        if not isinstance(data, dict):
            self._refuse(location, wrong_type("model_type", data, location))
            data = {}
        else:
            self.violations += (each.at(location) for each in model.form_violations(data))
            self._absences(fields, data, location)
        values = {
            field.name: value
            for alias, field in fields.items()
            if alias in data and (value := self._field(field, data[alias], (*location, alias))) is not _INVALID
        }
        instance = model.model_construct(None, **values)
        for field in fields.values():
            if (*location, field.alias) in self.faulty and not field.form.has_models:
                instance.__dict__.pop(field.name, None)  # what pydantic puts in the place of an absent value
        self.models.append((location, instance))
        return instance

    def _absences(self, fields: dict[str, Field], data: dict[str, object], location: Location) -> None:
        """Report what is unknown and what is missing, but for what is missing because its name is misspelt."""
        unknown = [name for name in data if name not in fields]
        meant = {closest(name, fields) for name in unknown}
        self.violations += (unknown_field(name, fields, location) for name in unknown)
        for alias, field in fields.items():
            if alias in data:
                continue
            if field.info.is_required() and alias not in meant:
                self.violations.append(missing_field(field, location))
            if field.info.is_required() or unknown:  # any of them may be what the unknown one means
                self.faulty.add((*location, alias))

    def _field(self, field: Field, data: object, location: Location) -> object:
        if data is not None:
            return self.read(field.form, data, location)
        hint = "give it a value, or leave it out where it is optional"
        return self._refuse(location, Violation(Rule.EMPTY, location, f"`{field.alias}` is empty", hint, at_key=True))

    def _list(self, form: Form, data: object, location: Location) -> object:
        if not isinstance(data, tuple):
            return self._refuse(location, wrong_type("tuple_type", data, location))
        if form.at_least_one and not data:
            hint = "give it at least one entry"
            return self._refuse(location, Violation(Rule.EMPTY, location, "the list is empty", hint))
        assert form.items
        values = (self.read(form.items, each, (*location, index)) for index, each in enumerate(data))
        return tuple(value for value in values if value is not _INVALID)

    def _mapping(self, form: Form, data: object, location: Location) -> object:
        if not isinstance(data, dict):
            return self._refuse(location, wrong_type("dict_type", data, location))
        assert form.items
        assert form.keys
        read: dict[Any, Any] = {}
        for key, each in data.items():
            known = self.read(form.keys, key, (*location, key), at_key=True)
            value = self.read(form.items, each, (*location, key))
            if known is not _INVALID and value is not _INVALID:
                read[known] = value
        return read

    def _single(self, form: Form, data: object, location: Location, *, at_key: bool) -> object:
        assert form.single
        try:
            value = form.single.validate_python(data)
        except ValidationError as report:
            return self._refuse(location, *(each.at((), at_key=at_key) for each in violations_of(report, location)))
        self.marked += (Marked(mark, location, value, at_key) for mark in form.marks)
        return value

    def _refuse(self, location: Location, *violations: Violation) -> object:
        self.violations += violations
        self.faulty.add(location)
        return _INVALID
