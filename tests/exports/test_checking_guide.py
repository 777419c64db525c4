"""The guide on checking a client: its programs pass with a right client, not with a wrong one; its scenario plays."""

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from error_catalog.exports.resources import CONFORMANCE
from error_catalog.sitefile import MOCK_SERVER
from support.clients import PYTHON, compile_client
from support.mocking import Mock, mocked
from support.node import node
from support.project import ROOT, Project
from support.published import Json

GUIDE = (ROOT / "docs" / "guides" / "check-your-client.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8010"
PLAYED = ("STORE_CLOSED.placeOrder", "UPSTREAM_ERROR.placeOrder.once", "RATE_LIMITED.placeOrder.once")
SHOP_PY = """
import http.client
import urllib.parse

import gett_errors


def place_order(base_url):
    url = urllib.parse.urlsplit(base_url)

    def send():
        connection = http.client.HTTPConnection(url.netloc)
        connection.request("POST", f"{url.path}/v1/marketplace/orders/place", "{}", {"Idempotency-Key": "7"})
        response = connection.getresponse()
        return response.status, response.headers, response.read()

    gett_errors.retrying(send)
"""
SHOP_MJS = """
import { retrying } from "./gett-errors.js";

export function placeOrder(baseUrl) {
  const options = { method: "POST", headers: { "Idempotency-Key": "7" }, body: "{}" };
  return retrying(() => fetch(`${baseUrl}/v1/marketplace/orders/place`, options));
}
"""


@pytest.fixture(scope="module")
def server(exports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Return the command that runs the published mock."""
    file = tmp_path_factory.mktemp("mock") / "gett_mock.py"
    file.write_text(exports[MOCK_SERVER], encoding="utf-8")
    return sys.executable, str(file)


@pytest.fixture
def mock(server: tuple[str, ...]) -> Iterator[Mock]:
    with mocked(server) as running:
        yield running


@pytest.fixture
def project(exports: dict[str, str], tmp_path: Path) -> Project:
    """Return a partner's project with the published clients, their programs, and a few cases of the table."""
    project = Project(tmp_path)
    compile_client(exports, project)
    table = json.loads(exports[CONFORMANCE])
    cases = [each for each in table["cases"] if each["name"] in PLAYED]
    files = {"gett_errors.py": exports[PYTHON], "handling.json": json.dumps({**table, "cases": cases})}
    for name, content in {**files, "shop.py": SHOP_PY, "shop.mjs": SHOP_MJS}.items():
        project.write(name, content)
    return project


def block(title: str) -> str:
    """Return the code block of the guide with a title."""
    found = re.search(rf'^    ```\w+ title="{title}"\n(.*?)^    ```$', GUIDE, re.DOTALL | re.MULTILINE)
    assert found, title
    return textwrap.dedent(found[1])


def run_pytest(project: Project, address: str) -> subprocess.CompletedProcess[str]:
    project.write("test_shop.py", block("test_shop.py").replace(ADDRESS, address))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)


def run_node(project: Project, address: str) -> subprocess.CompletedProcess[str]:
    project.write("shop.test.mjs", block("shop.test.mjs").replace(ADDRESS, address))
    return node(project.path("shop.test.mjs"), cwd=project.root)


@pytest.mark.parametrize(
    ("run", "passed"), [pytest.param(run_pytest, "3 passed", marks=pytest.mark.thorough), (run_node, "pass 3")]
)
def test_its_programs_pass_with_a_right_client_and_fail_with_a_wrong_one(
    project: Project, server: tuple[str, ...], run: object, passed: str
) -> None:
    assert callable(run)
    with mocked(server) as mock:
        result = run(project, f"http://127.0.0.1:{mock.port}")
    assert (result.returncode, passed in result.stdout) == (0, True), result.stdout
    project.replace("shop.py", "gett_errors.retrying(send)", "send(), send()")
    project.replace("shop.mjs", "return retrying(() =>", "return (async (send) => [await send(), await send()])(() =>")
    with mocked(server) as mock:
        result = run(project, f"http://127.0.0.1:{mock.port}")
    assert result.returncode == 1
    assert "do not send the request again" in result.stdout


def test_its_scenario_begins_is_judged_and_can_be_read_from_a_file(
    mock: Mock, server: tuple[str, ...], tmp_path: Path
) -> None:
    address = f"http://127.0.0.1:{mock.port}"
    commands = [
        each for each in re.findall(r"^```bash\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE) if ADDRESS in each
    ]
    assert len(commands) == 2
    begun, read = (_printed(each.replace(ADDRESS, address)) for each in commands)
    assert json.loads(begun)["prefer"] == "scenario=bad-day"
    verdict, _, junit = read.partition("<?xml")
    assert json.loads(verdict)["reasons"][0].startswith("no request came")
    assert 'name="bad-day"' in junit
    described = re.search(r"--data '(.*?)'", GUIDE, re.DOTALL)
    assert described
    file = tmp_path / "scenarios.json"
    file.write_text(f"[{described[1]}]", encoding="utf-8")
    with mocked((*server, "--scenario", str(file))) as other:
        listed: Json = json.loads(_printed(f"curl http://127.0.0.1:{other.port}/__mock/scenarios"))
    assert [each["scenario"] for each in listed] == ["bad-day"]


def test_a_file_that_describes_no_scenario_is_told(server: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "scenarios.json"
    no_error = '{"operationId": "placeOrder", "failures": ["NO_SUCH_CODE"]}'
    for text, said in (
        ("{", "no JSON"),
        ('{"name": "a"}', "no list of `failures`"),
        (no_error, "There is no error NO_SUCH_CODE"),
    ):
        file.write_text(text, encoding="utf-8")
        result = subprocess.run(
            [*server, "--scenario", file], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (result.returncode, said in result.stderr) == (1, True), result.stderr


def _printed(command: str) -> str:
    silent = command.replace("curl ", "curl --silent ")
    return subprocess.run(["/bin/sh", "-c", silent], capture_output=True, text=True, check=True).stdout
