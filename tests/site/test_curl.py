"""The commands under Example, as a shell reads them: the request as cURL, and what gets the error from the mock."""

import json
import re
import subprocess
import textwrap
from pathlib import Path

from error_catalog.exports.resources import RESOURCES
from error_catalog.loading.project import Project as Loaded
from error_catalog.pages import render_pages
from error_catalog.sitefile import MOCK_ADDRESS
from support.building import page
from support.mocking import mocked
from support.project import ROOT, Project
from support.seeds import WITH_BODY

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
HOSTILE = "it's \"$HOME\" `id` $(id) \\ \\n ! # * ~ @x\n'\\''"


def words(command: str) -> list[str]:
    """Return the words of a command that calls curl, as a shell passes them on."""
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}\n{command}"
    result = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True)
    assert result.stderr == ""
    return result.stdout.split("\0")[:-1]


def options(command: str) -> dict[str, list[str]]:
    """Return the values of each option of a command, and its address under no name."""
    found: dict[str, list[str]] = {}
    given = iter(word for word in words(command) if word != "--include")
    for word in given:
        name, value = (word, next(given)) if word.startswith("--") else ("", word)
        found.setdefault(name, []).append(value)
    return found


def commands(site: Path, code: str) -> list[str]:
    """Return the commands on the page of an error."""
    return [pre.get_text() for pre in page(site, f"errors/{code}").select("pre") if pre.get_text().startswith("curl ")]


def test_a_request_is_copied_as_curl(site: Path, loaded: Loaded) -> None:
    catalog = loaded.catalog
    for code in CODES:
        error = catalog.by_code[code]
        of_requests = [each for each in commands(site, code) if MOCK_ADDRESS not in each]
        assert len(of_requests) == len(error.examples)
        for example, command in zip(error.examples, of_requests, strict=True):
            request, found = catalog.request_of(error, example), options(command)
            assert found[""] == [f"https://{loaded.api.host}{request.path}"]
            assert found["--request"] == [request.method]
            assert found["--header"] == [f"{name}: {value}" for name, value in request.headers.items()]
            sent = json.loads(found["--data-raw"][0]) if "--data-raw" in found else None
            assert sent == json.loads(json.dumps(request.body))


def test_the_mock_answers_with_the_error_of_the_page(site: Path, loaded: Loaded) -> None:
    with mocked() as mock:
        for code in CODES:
            (command,) = [each for each in commands(site, code) if MOCK_ADDRESS in each]
            here = command.replace(MOCK_ADDRESS, f"http://127.0.0.1:{mock.port}").replace("curl ", "curl --silent ")
            said = subprocess.run(["/bin/sh", "-c", here], capture_output=True, text=True, check=True).stdout
            head, _, body = said.replace("\r", "").partition("\n\n")
            error = loaded.catalog.by_code[code]
            assert head.startswith(f"HTTP/1.1 {error.status_line}\n")
            assert json.loads(body) == error.body.members()


def test_no_body_gets_out_of_its_quotes(small: Project) -> None:
    small.replace(*WITH_BODY)
    small.replace(
        "examples/PAYMENT_DECLINED.yaml",
        "  - body:",
        f"  - request: {{body: {{payment: {json.dumps(HOSTILE)}}}}}\n    body:",
    )
    pages = {each.path: each.content for each in render_pages(small.load(), RESOURCES, "0123456789ab")}
    fences = re.findall(r"^    ```bash\n(.*?)^    ```$", pages["errors/PAYMENT_DECLINED.md"], re.DOTALL | re.MULTILINE)
    (sent,) = options(textwrap.dedent(fences[0]))["--data-raw"]
    assert json.loads(sent) == {"payment": HOSTILE}
