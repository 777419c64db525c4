"""The mock as a browser's test uses it: a page of another origin calls it, and reads the whole answer."""

from pathlib import Path

from playwright.sync_api import Page

from support.building import served
from support.mocking import mocked

CALL = """
async ([address, prefer]) => {
  const headers = { Authorization: "Bearer YOUR_API_KEY", "Content-Type": "application/json", Prefer: prefer };
  try {
    const answer = await fetch(address, { method: "PUT", credentials: "include", headers, body: "{}" });
    const fields = ["Retry-After", "X-RateLimit-Remaining"].map((name) => answer.headers.get(name));
    return [answer.status, ...fields, await answer.text()];
  } catch (error) {
    return [error.name];
  }
}
"""


def test_a_page_of_another_origin_calls_the_mock(page: Page, tmp_path: Path, exports: dict[str, str]) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>A shop</title>", encoding="utf-8")
    with served(tmp_path) as shop, mocked() as mock:
        page.goto(f"{shop}/index.html")

        def called(prefer: str) -> list[object]:
            address = f"http://127.0.0.1:{mock.port}/v1/marketplace/session/fulfillment-context"
            found: list[object] = page.evaluate(CALL, [address, prefer])
            return found

        assert called("example=RATE_LIMITED") == [429, "60", "0", exports["errors/RATE_LIMITED.json"]]
        assert called("code=200") == [200, None, None, "{}\n"]
        assert called("coed=200")[0] == 501
        assert called("code=404, fault=empty") == [404, None, None, ""]
        assert called("fault=closed") == ["TypeError"]
        assert called("code=503, fault=broken") == ["TypeError"]
