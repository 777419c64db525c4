"""The names of operations, by which generated clients call their functions: there, of the right form, each once."""

import re
from collections.abc import Iterable, Iterator, Set

from error_catalog.api.description import operations_in, text_at
from error_catalog.diagnostics.faults import Fault, Location, Violation
from error_catalog.diagnostics.rules import Rule
from error_catalog.loading.document import Document

_NAME = re.compile(r"[a-z][A-Za-z0-9]*", re.ASCII)
_EXAMPLE = "write one like operationId: placeOrder"


def name_violations(data: object, faulty: Set[Location]) -> Iterator[Violation]:
    """Yield a violation for each operation of a document whose name is missing, or no name in camelCase.

    At faulty places the grammar is broken, so that a name may be misspelt.
    """
    for place, operation in operations_in(data):
        _, path, method = place
        name = text_at(operation, "operationId")
        if not name and place not in faulty:
            message = f"`{method}` of `{path}` has no operationId"
            yield Violation(Rule.OPERATION_ID, place, message, _EXAMPLE, at_key=True)
        elif name and not _NAME.fullmatch(name):
            message = f"the operationId `{name[:60]}` has the wrong form"
            meant = _in_camel_case(name)
            hint = f"did you mean `{meant}`?" if meant else _EXAMPLE
            yield Violation(Rule.OPERATION_ID, (*place, "operationId"), message, hint)


def repeated_names(documents: Iterable[Document]) -> Iterator[Fault]:
    """Yield a fault for each operation that has the name of another one; the documents describe one API."""
    first: dict[str, tuple[str, str, str]] = {}
    for document in documents:
        for place, operation in operations_in(document.data):
            name = text_at(operation, "operationId")
            _, path, method = first.setdefault(name, place)
            if name and place != first[name]:
                message = f"`{method}` of `{path}` has the operationId `{name}` already"
                hint = "give one of the two another name"
                yield document.fault(Violation(Rule.OPERATION_ID, (*place, "operationId"), message, hint))


def _in_camel_case(name: str) -> str:
    words = "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z][A-Za-z0-9]*", name))
    return words[:1].lower() + words[1:]
