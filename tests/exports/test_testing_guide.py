"""The guide on tests: what it says of the mock is what the mock does, and its commands and programs run as printed."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from error_catalog.exports.gett_mock import WISHES
from error_catalog.sitefile import MOCK_SERVER
from support.mocking import Mock, ask, mocked
from support.node import node
from support.project import ROOT, Project

GUIDE = (ROOT / "docs" / "guides" / "testing.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8010"
PLACE = "/v1/marketplace/orders/place"
SHOP_PY = """
import urllib.error
import urllib.request


def place_order(base_url):
    for _ in range(3):
        request = urllib.request.Request(f"{base_url}/v1/marketplace/orders/place", b"{}", {"Idempotency-Key": "7"})
        try:
            urllib.request.urlopen(request).close()
            return "placed"
        except urllib.error.HTTPError as error:
            error.close()
"""
SHOP_MJS = """
export async function placeOrder(baseUrl) {
  for (let count = 0; count < 3; count++) {
    const options = { method: "POST", headers: { "Idempotency-Key": "7" }, body: "{}" };
    if ((await fetch(`${baseUrl}/v1/marketplace/orders/place`, options)).ok) return "placed";
  }
}
"""


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    with mocked() as running:
        yield running


def blocks(language: str) -> list[str]:
    """Return the code blocks of the guide in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def first_cells(heading: str) -> list[str]:
    """Return what stands as code in the first cells of the table whose head begins like that."""
    table = re.search(rf"^\| {heading} \|.*\n\| -.*\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    assert table
    return re.findall(r"^\| `([^`]+)` \|", table[1], re.MULTILINE)


def status_and_text(mock: Mock, target: str, prefer: str = "") -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", mock.port, timeout=10)) as connection:
        answer = ask(connection, "POST", target, {"Prefer": prefer, "Idempotency-Key": prefer + target})
        return answer.status, answer.body.decode()


def status(mock: Mock, target: str, prefer: str = "") -> int:
    return status_and_text(mock, target, prefer)[0]


def test_its_commands_do_what_stands_beside_them(mock: Mock) -> None:
    commands = [line for block in blocks("bash") for line in block.replace("\\\n", "").splitlines() if ADDRESS in line]
    found = []
    for command in commands:
        words = command.replace(ADDRESS, f"http://127.0.0.1:{mock.port}").replace("--include", "--silent --include")
        result = subprocess.run(["/bin/sh", "-c", words], capture_output=True, text=True, check=True)
        head = re.match("HTTP/1.1 ([0-9]+)", result.stdout)
        found.append((int(head[1]) if head else 0, "PAYMENT_FAILED" in result.stdout))
    assert found == [(200, False), (400, True), (400, True), (0, False)]


def test_its_base_urls_are_some(mock: Mock) -> None:
    paths = [f"/__mock/{cell}" for cell in first_cells("After `/__mock/`")]
    assert [status(mock, f"{path}{PLACE}") for path in paths] == [200, 400, 503, 400]
    assert {status(mock, f"{path}/v1/marketplace/orders/validate") for path in paths} == {200}


def test_it_names_all_that_can_be_asked_for_and_no_more(mock: Mock) -> None:
    cells = first_cells("Ask for")
    named = {name for cell in cells for name in re.findall(r"([a-z-]+)=", cell)}
    assert named == set(WISHES)
    answer = status_and_text(mock, PLACE)
    assert answer[0] == 501
    assert set(re.findall(r"\b([a-z-]+)=", answer[1])) == named
    faults = {fault for cell in cells for fault in re.findall("fault=([a-z-]+)", cell)}
    assert faults == set(WISHES["fault"][0].split("|"))
    for cell in cells:
        wish = cell if re.search("code|example|fault", cell) else f"code=429, {cell}"
        for target, prefer in ((PLACE, wish), (f"/__mock/{wish.replace(' ', '%20')}{PLACE}", "")):
            try:
                assert status(mock, target, prefer) != 501, cell
            except HTTPException:
                assert re.search("broken|closed", cell)
        assert status(mock, PLACE, f"{wish}, tims=2") == 501


@pytest.mark.thorough
def test_its_programs_pass(exports: dict[str, str], tmp_path: Path) -> None:
    project = Project(tmp_path)
    (python,), (javascript,) = blocks("python"), blocks("javascript")
    project.write("gett_mock.py", exports[MOCK_SERVER])
    for name, text in (("shop.py", SHOP_PY), ("test_shop.py", python), ("shop.mjs", SHOP_MJS)):
        project.write(name, text)
    project.write("shop.test.mjs", javascript)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_shop.py"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "1 passed" in result.stdout
    result = node(tmp_path / "shop.test.mjs", cwd=tmp_path)
    assert result.returncode == 0, result.stdout
    assert "pass 1" in result.stdout
    for name in ("test_shop.py", "shop.test.mjs"):  # of three tries, none is left
        project.replace(name, "times=2", "times=3")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1
    assert node(tmp_path / "shop.test.mjs", cwd=tmp_path).returncode == 1
