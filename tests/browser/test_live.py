"""Run, on the real site in a real browser: each exchange is as documented, and no request reaches the API."""

import base64
import gzip
import json
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, expect

from error_catalog.exports.resources import LIVE_DECODER, LIVE_INDEX, live_error
from error_catalog.model.catalog import Catalog
from error_catalog.model.error import ErrorType
from support.browser import ARGUMENTS, find_browser
from support.building import built_once, served, watched
from support.building import page as parsed
from support.nginx import nginx, portal_nginx
from support.project import ROOT, copy_project
from support.sampling import sampled

CODES = sorted(file.stem for file in (ROOT / "examples").iterdir())
RETRYABLE = [code for code in CODES if '"retryable": true' in (ROOT / "examples" / f"{code}.yaml").read_text()]
HOST = "api-sandbox.gett-tech.com"
API = f"https://{HOST}"
WORKER_ANSWERED = "The service worker of this site answered"
NOTHING_SENT = "Nothing was sent"


class Sink:
    """Stands where the API's hosts would be, and counts who connects."""

    def __init__(self) -> None:
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    sink = Sink()
    yield sink
    sink.close()


@pytest.fixture(scope="module")
def sunk(playwright: Playwright, sink: Sink) -> Iterator[Browser]:
    """Return a browser for which the API's hosts are the sink."""
    rules = f"--host-resolver-rules=MAP *.gett-tech.com 127.0.0.1:{sink.port}"
    browser = playwright.chromium.launch(executable_path=find_browser(), args=[*ARGUMENTS, rules])
    yield browser
    browser.close()


@pytest.fixture
def browser(sunk: Browser) -> Browser:
    """Return the browser in which all tests of this file run."""
    return sunk


@pytest.fixture(autouse=True)
def no_request_reaches_the_api(sink: Sink) -> Iterator[None]:
    before = sink.connections
    yield
    assert sink.connections == before


@dataclass(frozen=True)
class Seen:
    """An exchange as the browser's network panel has it."""

    request: dict[str, Any]
    response: dict[str, Any]
    body: bytes

    def header(self, name: str) -> str | None:
        found = {key.lower(): value for key, value in self.response["headers"].items()}
        return found.get(name.lower())


class Network:
    """What the DevTools protocol tells about the requests of a page to the API."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self._requests: dict[str, dict[str, Any]] = {}
        self._responses: dict[str, dict[str, Any]] = {}
        self.session.on("Network.requestWillBeSent", lambda event: self._keep(self._requests, event, "request"))
        self.session.on("Network.responseReceived", lambda event: self._keep(self._responses, event, "response"))
        self.session.send("Network.enable")

    def _keep(self, store: dict[str, dict[str, Any]], event: dict[str, Any], kind: str) -> None:
        if HOST in event[kind]["url"]:
            store[event["requestId"]] = event[kind]

    def exchanges(self) -> list[Seen]:
        found = []
        for name, request in self._requests.items():
            answer = self.session.send("Network.getResponseBody", {"requestId": name})
            raw = base64.b64decode(answer["body"]) if answer["base64Encoded"] else answer["body"].encode()
            found.append(Seen(request, self._responses[name], raw))
        return found


def run(page: Page, button: str = "Run") -> str:
    """Press a button, and return what the page says when it is done."""
    page.get_by_role("button", name=button, exact=True).click()
    status = page.locator(".live__status")
    expect(status).to_contain_text("Nothing", timeout=15_000)
    return status.inner_text()


def assert_documented(seen: Seen, error: ErrorType) -> None:
    assert seen.response["fromServiceWorker"]
    assert (seen.response["status"], seen.response["statusText"]) == (error.status, error.body.title)
    assert seen.header("Content-Type") == "application/problem+json"
    assert seen.header("Retry-After") == error.examples[0].headers.get("Retry-After")
    assert seen.body == (json.dumps(error.body.members(), indent=2, ensure_ascii=False) + "\n").encode()
    assert seen.request["url"] == API + error.body.instance
    assert seen.request["headers"]["Prefer"] == f"example={error.code}"


@pytest.mark.parametrize("code", sampled(CODES, ["CONFLICT", "PAYMENT_FAILED"]))
def test_run_shows_the_documented_exchange_in_the_network_panel(
    page: Page, site_url: str, catalog: Catalog, code: str
) -> None:
    page.goto(f"{site_url}/errors/{code}/")
    network = Network(page)
    assert WORKER_ANSWERED in run(page)
    [seen] = network.exchanges()
    assert_documented(seen, catalog.by_code[code])
    shown = page.locator(".live__log pre > code").all_inner_texts()
    assert len(shown) == 2
    note = page.evaluate("gettExchange.request.note")
    assert page.locator(".live__log figcaption").first.inner_text() == (f"Request. {note}" if note else "Request")
    assert json.loads(shown[1].partition("\n\n")[2]) == catalog.by_code[code].body.members()


def test_the_sink_would_see_a_request_that_no_worker_answers(page: Page, site_url: str, sink: Sink) -> None:
    page.goto(f"{site_url}/errors/")
    before = sink.connections
    assert page.evaluate(f"fetch('{API}/v1/x').then(() => 'answered', () => 'failed')") == "failed"
    assert sink.connections > before
    sink.connections = before


def test_markdown_is_a_matter_of_accept(page: Page, site_url: str, exports: dict[str, str]) -> None:
    page.goto(f"{site_url}/errors/PAYMENT_FAILED/")
    network = Network(page)
    page.get_by_label("Accept").select_option("text/markdown")
    run(page)
    [seen] = network.exchanges()
    assert seen.header("Content-Type") == "text/markdown; charset=utf-8"
    assert seen.body.decode() == exports["errors/PAYMENT_FAILED.md"]


def again(page: Page, change: Callable[[], object]) -> str:
    """Run, change the circumstances, and run once more."""
    assert WORKER_ANSWERED in run(page)
    change()
    return run(page)


def test_run_works_on_the_next_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    assert WORKER_ANSWERED in again(page, lambda: page.locator(".md-footer__link--next").click())
    expect(page).to_have_url(re.compile("/errors/FORBIDDEN/$"))


@pytest.mark.thorough
def test_run_works_after_a_hard_reload(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    session = page.context.new_cdp_session(page)

    def reload() -> None:
        with page.expect_navigation():
            session.send("Page.reload", {"ignoreCache": True})
        assert page.evaluate("navigator.serviceWorker.controller") is None

    assert WORKER_ANSWERED in again(page, reload)


def test_run_works_offline(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    assert WORKER_ANSWERED in again(page, lambda: page.context.set_offline(offline=True))


@pytest.mark.thorough
def test_run_works_when_the_worker_was_stopped(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    assert WORKER_ANSWERED in again(page, lambda: session.send("ServiceWorker.stopAllWorkers"))


@pytest.mark.thorough
def test_run_works_on_a_site_below_a_path(page: Page, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "below" / "portal")
    with served(tmp_path / "below") as url:
        page.goto(f"{url}/portal/errors/CONFLICT/")
        assert WORKER_ANSWERED in run(page)


def test_a_bypassed_worker_leaves_the_answer_to_the_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/CONFLICT/")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    said = again(page, lambda: session.send("Network.setBypassServiceWorker", {"bypass": True}))
    assert NOTHING_SENT in said
    assert '"errorCode": "CONFLICT"' in page.locator(".live__log").inner_text()


@pytest.mark.parametrize("code", ["CONFLICT", "RATE_LIMITED"])
def test_without_service_workers_the_page_answers_by_itself(
    browser: Browser, site_url: str, catalog: Catalog, code: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    network = Network(page)
    page.goto(f"{site_url}/errors/{code}/")
    assert NOTHING_SENT in run(page)
    assert network.exchanges() == []
    response = page.locator(".live__log pre > code").nth(1).inner_text()
    assert json.loads(response.partition("\n\n")[2]) == catalog.by_code[code].body.members()
    context.close()


@pytest.mark.thorough
def test_on_a_disk_the_page_answers_by_itself(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/errors/CONFLICT/index.html")
    assert NOTHING_SENT in run(page)
    assert '"errorCode": "CONFLICT"' in page.locator(".live__log").inner_text()


@pytest.mark.thorough
def test_in_a_sandbox_the_page_answers_by_itself(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()  # the theme itself throws there, for want of a store
    # In a page of another site: our own pages frame nothing.
    address = f"{site_url}/errors/CONFLICT/"
    page.set_content(f'<iframe sandbox="allow-scripts" src="{address}" style="width: 100%; height: 60rem"></iframe>')
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Run", exact=True).click()
    expect(frame.locator(".live__status")).to_contain_text(NOTHING_SENT)


@pytest.mark.parametrize("code", sampled(RETRYABLE, ["PAYMENT_FAILED", "RATE_LIMITED"]))
def test_a_correct_client_waits_and_retries_with_the_same_key(
    page: Page, site_url: str, catalog: Catalog, code: str
) -> None:
    error = catalog.by_code[code]
    policy = error.recovery.retry
    assert policy
    page.clock.install()
    page.goto(f"{site_url}/errors/{code}/")
    network = Network(page)
    page.get_by_role("button", name="Run with a correct client").click()
    status = page.locator(".live__status")
    expect(status).to_contain_text("Waiting")
    (said,) = re.findall(r"Waiting ([\d.]+) s", status.inner_text())
    wait, told = float(said), error.examples[0].headers.get("Retry-After")
    assert wait == int(told) if told else policy.waits[0].min_seconds <= wait <= policy.waits[0].max_seconds
    assert told or f"the policy says {policy.waits[0]}" in status.inner_text()
    expect(page.get_by_role("timer")).to_contain_text(" s")
    if wait > 5:
        page.clock.fast_forward(int((wait - 3) * 1000))
        assert len(network.exchanges()) == 1, "it does not retry before the time"
    page.clock.fast_forward(3000)
    expect(page.locator(".live__status")).to_contain_text("succeeded")
    first, second = network.exchanges()
    assert_documented(first, error)
    assert second.response["status"] == 200
    keys = [seen.request["headers"].get("Idempotency-Key") for seen in (first, second)]
    assert keys[0] == keys[1]
    assert bool(keys[0]) == (code == "PAYMENT_FAILED" or "orders/place" in error.body.instance)


def test_the_wait_can_be_cancelled_by_keyboard(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/RATE_LIMITED/")
    network = Network(page)
    page.get_by_role("button", name="Run with a correct client").press("Enter")
    cancel = page.get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible()
    expect(page.get_by_role("button", name="Run", exact=True)).to_have_attribute("aria-disabled", "true")
    cancel.press("Enter")
    expect(page.locator(".live__status")).to_have_text("Cancelled.")
    expect(cancel).to_be_hidden()
    assert len(network.exchanges()) == 1
    assert WORKER_ANSWERED in run(page)


def test_the_wait_can_be_skipped(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/errors/RATE_LIMITED/")
    network = Network(page)
    page.get_by_role("button", name="Run with a correct client").click()
    page.get_by_role("button", name="Skip the wait").click()
    expect(page.locator(".live__status")).to_contain_text("succeeded")
    assert len(network.exchanges()) == 2


def test_a_final_error_sent_again_gets_the_same_answer_which_is_shown_once(
    context: BrowserContext, page: Page, site_url: str, catalog: Catalog
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}/errors/CONFLICT/")
    expect(page.locator(".live")).to_contain_text("nothing reaches the API")
    network = Network(page)
    assert "The same answer again: sent unchanged, the request cannot succeed." in run(page, "Run twice")
    for seen in network.exchanges():
        assert_documented(seen, catalog.by_code["CONFLICT"])
    assert len(network.exchanges()) == 2
    expect(page.locator(".live figure")).to_have_count(2)
    page.get_by_role("button", name="Copy this response").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("HTTP/1.1 409 Conflict\n")


@pytest.fixture
def asked(site: Path) -> Iterator[tuple[str, set[str]]]:
    """Serve the site, and return its address and a set that the paths of live files come into."""
    with watched(site, lambda name: name.startswith(("assets/live/", "live-worker"))) as served_and_asked:
        yield served_and_asked


def test_before_a_run_no_worker_and_no_data_are_loaded_and_then_those_of_one_error(
    page: Page, asked: tuple[str, set[str]]
) -> None:
    url, paths = asked
    page.goto(f"{url}/errors/CONFLICT/", wait_until="networkidle")
    assert paths == {"assets/live/run.js"}
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0
    assert WORKER_ANSWERED in run(page)
    data = {LIVE_INDEX, live_error("CONFLICT")}
    assert paths == {"assets/live/run.js", "assets/live/core.js", "live-worker.js", *data}


def test_the_decoder_loads_its_own_data_and_no_others(page: Page, asked: tuple[str, set[str]]) -> None:
    url, paths = asked
    page.goto(f"{url}/errors/decode/#CONFLICT", wait_until="networkidle")
    assert {path for path in paths if not (ROOT / "docs" / path).exists()} == {LIVE_DECODER}


def test_scripts_that_cannot_be_loaded_are_said_to_be_missing(page: Page, site_url: str) -> None:
    page.route("**/errors/CONFLICT.js*", lambda route: route.abort())
    page.goto(f"{site_url}/errors/CONFLICT/")
    page.get_by_role("button", name="Run", exact=True).click()
    said = "This did not work: errors/CONFLICT.js could not be loaded"
    expect(page.locator(".live__status")).to_have_text(said)


def test_the_scripts_of_an_error_page_are_small_and_none_is_waited_for(site: Path) -> None:
    html = parsed(site, "errors/CONFLICT")
    scripts = html.select("script[src]:not([src*='javascripts/'])")
    assert [str(script["src"]).rpartition("/")[2] for script in scripts] == ["portal.js", "run.js"]
    assert all(script.has_attr("defer") for script in scripts)
    files = [site / "errors" / "CONFLICT" / str(script["src"]) for script in scripts]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 7_000


# Deployments that follow one another, with other data at the same addresses: each test takes long, and rarely breaks


OUTDATED = "the site has been updated since this page was loaded"
CHANGED = "This conflicts with an earlier request, as the newer deployment says."


@dataclass(frozen=True)
class Host:
    """A host at which one site takes the place of another."""

    url: str
    root: Path

    def deploy(self, site: Path) -> None:
        """Serve another site from now on."""
        following = self.root.with_name("following")
        following.symlink_to(site)
        following.replace(self.root)


@pytest.fixture(scope="module")
def newer(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the next deployment, in which the answer of one error is another, and return its folder."""
    project = copy_project(ROOT, tmp_path_factory.mktemp("newer") / "project")
    project.replace("examples/CONFLICT.yaml", catalog.by_code["CONFLICT"].body.detail, CHANGED)
    return built_once(project.root, "newer", tmp_path_factory)


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    """Serve the site as an operator would, from a folder that another may take the place of."""
    root = tmp_path / "site"
    root.symlink_to(site)
    with nginx(root, portal_nginx(site).stdout, tmp_path) as url:
        yield Host(url, root)


@pytest.fixture
def older(page: Page, host: Host) -> Page:
    """Return the page of the error, of the deployment before."""
    page.goto(f"{host.url}/errors/CONFLICT/")
    return page


def version_of(site: Path) -> str:
    """Return the version of the live data of a site."""
    panel = parsed(site, "errors/CONFLICT").select_one(".live")
    assert panel
    return str(panel["data-version"])


def shown(page: Page) -> str:
    """Return the detail of the answer that Run shows."""
    body = page.locator(".live__log pre > code").nth(1).inner_text().partition("\n\n")[2]
    return str(json.loads(body)["detail"])


def fetched(page: Page, fragment: str = "") -> str | None:
    """Ask the API past Run, and return the detail of the answer; nothing where the worker refuses."""
    asked = f"{API}/v1/marketplace/stores{fragment}"
    detail: str | None = page.evaluate(f"""
      fetch("{asked}", {{ headers: {{ Prefer: "example=CONFLICT" }}, cache: "no-store" }})
        .then((answer) => answer.json()).then(({{ detail }}) => detail, () => null)
    """)
    return detail


def empty_cache(page: Page) -> None:
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def says_that_it_is_outdated(page: Page) -> None:
    network = Network(page)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".live__status")).to_contain_text(OUTDATED)
    assert page.locator(".live__log pre > code").count() == 0
    assert network.exchanges() == []


@pytest.mark.thorough
def test_a_page_of_the_older_deployment_asks_for_a_reload_and_then_answers_as_the_newer(
    older: Page, host: Host, newer: Path
) -> None:
    host.deploy(newer)
    says_that_it_is_outdated(older)
    older.reload()
    assert WORKER_ANSWERED in run(older)
    assert shown(older) == CHANGED


@pytest.mark.thorough
def test_a_page_that_has_its_data_answers_from_them_whatever_the_host_has(
    older: Page, host: Host, newer: Path, catalog: Catalog
) -> None:
    assert WORKER_ANSWERED in again(older, lambda: host.deploy(newer)), "the worker has them in its cache"
    assert shown(older) == catalog.by_code["CONFLICT"].body.detail
    empty_cache(older)
    assert NOTHING_SENT in run(older), "the worker finds those of the newer deployment, and refuses"
    assert shown(older) == catalog.by_code["CONFLICT"].body.detail


@pytest.mark.thorough
def test_an_older_worker_answers_no_newer_page_and_gives_way_to_its_worker(
    older: Page, host: Host, site: Path, newer: Path, catalog: Catalog
) -> None:
    detail = catalog.by_code["CONFLICT"].body.detail
    run(older)
    host.deploy(newer)
    page = older.context.new_page()
    page.goto(f"{host.url}/errors/CONFLICT/")
    assert fetched(page) == fetched(page, f"#{version_of(site)}") == detail, "the older worker is there"
    assert fetched(page, f"#{version_of(newer)}") is None
    assert WORKER_ANSWERED in run(page)
    assert shown(page) == CHANGED
    assert fetched(older, f"#{version_of(site)}") is None
    assert NOTHING_SENT in run(older), "its worker does not come back without its data"
    assert shown(older) == detail
    assert WORKER_ANSWERED in run(page)
    assert shown(page) == CHANGED


@pytest.mark.thorough
def test_a_page_refuses_the_answer_of_an_older_worker_that_comes_in_between(
    older: Page, host: Host, site: Path, newer: Path
) -> None:
    host.deploy(newer)
    older.reload()
    run(older)
    host.deploy(site)
    older.evaluate(
        """(version) => {
      const real = fetch;
      self.fetch = async (address, options) => {
        if (String(address).startsWith("https:")) {
          const changed = new Promise((resolve) => { navigator.serviceWorker.oncontrollerchange = resolve; });
          await navigator.serviceWorker.register(`/live-worker.js?${version}`);
          await changed;
        }
        return real(address, options);
      };
    }""",
        version_of(site),
    )
    assert NOTHING_SENT in run(older)
    assert shown(older) == CHANGED


@pytest.mark.thorough
def test_no_worker_is_installed_with_data_of_another_version(
    older: Page, host: Host, site: Path, newer: Path, catalog: Catalog
) -> None:
    run(older)
    host.deploy(newer)
    update = "navigator.serviceWorker.ready.then((found) => found.update()).then(() => 'updated', () => 'refused')"
    assert older.evaluate(update) == "refused"
    address = older.evaluate("navigator.serviceWorker.ready.then((found) => found.active.scriptURL)")
    assert address == f"{host.url}/live-worker.js?{version_of(site)}"
    assert fetched(older) == catalog.by_code["CONFLICT"].body.detail


@pytest.fixture
def mixed(host: Host, site: Path, newer: Path, tmp_path: Path) -> Callable[[str], None]:
    """Return what serves the newer deployment, but for a file that is still of the older one."""

    def deploy(late: str) -> None:
        shutil.copytree(newer, tmp_path / "mixed")
        shutil.copy(site / late, tmp_path / "mixed" / late)
        host.deploy(tmp_path / "mixed")

    return deploy


def registered(page: Page, version: str) -> bool:
    """Register the worker of a version, and return whether it was installed."""
    found: bool = page.evaluate(f"""
      navigator.serviceWorker.register("/live-worker.js?{version}").then(() => true, () => false)
    """)
    return found


@pytest.mark.thorough
def test_a_newer_page_and_its_worker_refuse_an_index_of_the_older_deployment(
    page: Page, host: Host, newer: Path, mixed: Callable[[str], None]
) -> None:
    mixed(LIVE_INDEX)
    page.goto(f"{host.url}/errors/CONFLICT/")
    says_that_it_is_outdated(page)
    assert not registered(page, version_of(newer))
    host.deploy(newer)
    page.reload()
    assert WORKER_ANSWERED in run(page)
    assert shown(page) == CHANGED


@pytest.mark.thorough
def test_a_newer_page_and_its_worker_refuse_an_error_of_the_older_deployment(
    page: Page, host: Host, newer: Path, mixed: Callable[[str], None]
) -> None:
    mixed(live_error("CONFLICT"))
    page.goto(f"{host.url}/errors/CONFLICT/")
    says_that_it_is_outdated(page)
    assert registered(page, version_of(newer))
    page.wait_for_function("navigator.serviceWorker.controller")
    assert fetched(page, f"#{version_of(newer)}") is None
    host.deploy(newer)
    assert fetched(page, f"#{version_of(newer)}") == CHANGED, "it looks again, whatever is in the cache"


@pytest.mark.thorough
def test_a_newer_worker_finds_an_error_that_was_missing(page: Page, host: Host, newer: Path, tmp_path: Path) -> None:
    shutil.copytree(newer, tmp_path / "unfinished")
    (tmp_path / "unfinished" / live_error("CONFLICT")).unlink()
    host.deploy(tmp_path / "unfinished")
    page.goto(f"{host.url}/errors/CONFLICT/")
    assert registered(page, version_of(newer))
    page.wait_for_function("navigator.serviceWorker.controller")
    assert fetched(page) is None
    host.deploy(newer)
    assert fetched(page) == CHANGED
