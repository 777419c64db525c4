"""Programs of partners, written against the published clients alone, handle every error that the mock answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import requests

from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from error_catalog.model.recovery import Actor
from support.clients import ES2020, PYTHON, STRICT, TYPESCRIPT, load_client, load_module, run_script
from support.mocking import mocked
from support.node import TSC, node
from support.project import DATA, Project
from support.published import Json

PARTNERS = DATA / "partners"
SESSION, VALIDATE, PLACE = (f"/v1/marketplace/{call}" for call in ("session/create", "orders/validate", "orders/place"))


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with mocked() as mock:
        yield f"http://127.0.0.1:{mock.port}"


@pytest.fixture(scope="module")
def folder(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the published clients and the programs of partners."""
    folder = tmp_path_factory.mktemp("partners")
    for path in (PYTHON, TYPESCRIPT):
        Project(folder).write(Path(path).name, exports[path])
    for name in ("partner.py", "partner.ts", "run.mjs"):
        Project(folder).write(name, (PARTNERS / name).read_bytes())
    Project(folder).write("package.json", '{"type": "module"}')
    return folder


class WishingSession(requests.Session):
    """Tells the mock what to answer to each request, in order, and keeps what was sent."""

    def __init__(self, base_url: str, wishes: dict[str, list[str]]) -> None:
        super().__init__()
        self.base_url, self.wishes, self.sent = base_url, wishes, []  # type: ignore[var-annotated]

    def send(self, request: requests.PreparedRequest, **options: Json) -> requests.Response:
        path = str(request.url).removeprefix(self.base_url)
        wishes = self.wishes.get(path, [])
        request.headers["Prefer"] = wishes.pop(0) if wishes else "code=200"
        body = request.body.decode() if isinstance(request.body, bytes) else request.body or ""
        self.sent.append([path, request.headers.get("Idempotency-Key", ""), body])
        return super().send(request, **options)


def run_python(partner: ModuleType, base_url: str, case: Json) -> Json:
    """Return what the Python program does in a case, and what it sends, as run.mjs does."""
    http = WishingSession(base_url, {path: [*wishes] for path, wishes in case["wishes"].items()})
    slept: list[float] = []
    program = partner.Partner(http, base_url, slept.append)
    order = partner.Order({"storeId": "7f1c2f5e-3c9e-4c0e-9a45-4b4dbb7d1c11"})
    first, is_order = order.key, case["path"] == PLACE
    did = program.place(order) if is_order else program.reaction(program.call(case["method"], case["path"]))
    key = ("same" if order.key == first else "new") if is_order else "none"
    return {"did": did, "sent": http.sent, "slept": len(slept), "key": key}


def case_of(error: ErrorType, catalog: Catalog) -> Json:
    """Return a case in which each try is answered with the error; orders are placed where that can happen."""
    request = catalog.request_of(error, error.examples[0])
    own = [endpoint.path for endpoint in catalog.endpoints_of(error)]
    method, path = ("POST", PLACE) if PLACE in own else (request.method, request.path)
    return {"method": method, "path": path, "wishes": {path: [f"example={error.code}"] * 20}}


def expected(error: ErrorType, catalog: Catalog, case: Json) -> tuple[str, str]:
    """Return how a program has to react to the example of an error, and what becomes of an order's key."""
    endpoint = error.endpoint_of(error.examples[0], catalog.endpoints)
    assert endpoint
    safe_new_key = catalog.verdicts[error.code].outcome_at(endpoint).safe_new_key
    key = "none" if case["path"] != PLACE else "new" if safe_new_key else "same"
    if error.body.retryable:
        return ("try again later, with the same key" if safe_new_key is False else "try again later"), key
    if error.recovery.user_message:
        return f"tell the user: {' '.join(error.recovery.user_message.split())}", key
    who = {Actor.ACCOUNT_OWNER: "tell the account owner", Actor.GETT: "ask Gett"}
    return f"{who.get(error.recovery.actor, 'tell the developers')}: {error.code} {error.body.request_id}", key


def waits_in_time(error: ErrorType) -> bool:
    """Whether a client retries an error within the two minutes after which it gives up."""
    policy = error.recovery.retry
    return policy is not None and (error.body.retry_after or 0) + policy.waits[0].max_seconds <= 120


FLOWS = {
    "a retry succeeds": (
        {PLACE: ["example=SERVICE_UNAVAILABLE", "example=PAYMENT_FAILED", "code=200"]},
        {"did": "done", "paths": [PLACE] * 3, "keys": 1, "slept": 2, "key": "same"},
    ),
    "a session that is over is made anew": (
        {PLACE: ["example=UNAUTHENTICATED", "code=200"]},
        {"did": "done", "paths": [PLACE, SESSION, PLACE], "keys": 1, "slept": 0, "key": "same"},
    ),
    "another total is validated, and placed with another key": (
        {PLACE: ["example=ORDER_TOTAL_DIFFERENT", "code=200"]},
        {"did": "done", "paths": [PLACE, VALIDATE, PLACE], "keys": 2, "slept": 0, "key": "new"},
    ),
}


@pytest.fixture(scope="module")
def partner(exports: dict[str, str], folder: Path) -> ModuleType:
    load_client(exports[PYTHON], folder)
    return load_module(folder / "partner.py")


def run_typescript(folder: Path, base_url: str, cases: list[Json]) -> list[Json]:
    Project(folder).write("cases.json", json.dumps(cases))
    found: list[Json] = run_script(folder / "run.mjs", folder, base_url, cwd=folder)
    return found


def test_every_error_is_handled_as_the_catalogue_says(
    partner: ModuleType, folder: Path, base_url: str, catalog: Catalog
) -> None:
    cases = [case_of(error, catalog) for error in catalog.errors]
    in_typescript = run_typescript(folder, base_url, cases)
    for error, case, found in zip(catalog.errors, cases, in_typescript, strict=True):
        ours = run_python(partner, base_url, case)
        for each in (ours, found):
            assert (each["did"], each["key"]) == expected(error, catalog, case), error.code
            tries = [sent for sent in each["sent"] if sent[0] == case["path"]]
            assert len(tries) <= 1 + (error.recovery.retry.max_retries if error.recovery.retry else 1)
            assert bool(each["slept"]) == waits_in_time(error)
            # After another total, the order is another one.
            assert len({(key, body) for _, key, body in tries}) == 1 + (error.code == "ORDER_TOTAL_DIFFERENT")
            assert all(key for path, key, _ in each["sent"] if path == PLACE)
        assert [path for path, *_ in ours["sent"]][:1] == [case["path"]]


@pytest.mark.parametrize("name", FLOWS)
def test_an_order_is_placed_once(partner: ModuleType, folder: Path, base_url: str, name: str) -> None:
    wishes, wanted = FLOWS[name]
    case = {"method": "POST", "path": PLACE, "wishes": wishes}
    for found in (run_python(partner, base_url, case), *run_typescript(folder, base_url, [case])):
        keys = {key for path, key, _ in found["sent"] if path == PLACE}
        told = {"paths": [path for path, *_ in found["sent"]], "keys": len(keys)}
        assert {**{key: found[key] for key in ("did", "slept", "key")}, **told} == wanted


@pytest.mark.thorough
def test_the_programs_are_strictly_typed(folder: Path) -> None:
    options = (*STRICT, *ES2020[:1], "ES2020,DOM", "--noEmit", "--allowImportingTsExtensions")
    assert node(TSC, *options, "partner.ts", cwd=folder).stdout == ""
