"""Checked, never run: what a program may rely on, and what is refused before it runs."""

import http.client
import urllib.error
from collections.abc import Mapping

import aiohttp
import gett_errors
import httpx
import requests
import urllib3


def handle(body: bytes, status: int, headers: Mapping[str, str]) -> float | None:
    problem: gett_errors.Problem = gett_errors.from_response(status, headers, body)
    if problem.code == gett_errors.ErrorCode.ORDER_TOTAL_DIFFERENT:
        return None
    known: gett_errors.ErrorCode | None = problem.known_code
    decision: gett_errors.Decision | None = problem.decision
    if known is None and decision and decision.actor is gett_errors.Actor.GETT:
        return None
    decided_by: gett_errors.DecidedBy = problem.decided_by
    return problem.delay_seconds(retry=1) if decided_by != "nothing" else None


def parse(body: str) -> str:
    return gett_errors.parse(body).code + gett_errors.parse({"errorCode": "X"}, status=400).code


def from_each_library(
    of_requests: requests.Response,
    of_httpx: httpx.Response,
    of_urllib3: urllib3.BaseHTTPResponse,
    of_http: http.client.HTTPResponse,
    of_urllib: urllib.error.HTTPError,
) -> None:
    gett_errors.from_response(of_requests.status_code, of_requests.headers, of_requests.content)
    gett_errors.from_response(of_httpx.status_code, of_httpx.headers, of_httpx.content)
    gett_errors.from_response(of_httpx.status_code, of_httpx.headers.raw, of_httpx.content)
    gett_errors.from_response(of_urllib3.status, of_urllib3.headers, of_urllib3.data)
    gett_errors.from_response(of_http.status, of_http.headers, of_http.read())
    gett_errors.from_response(of_http.status, of_http.getheaders(), None)
    gett_errors.from_response(of_urllib.code, of_urllib.headers, of_urllib.read())


async def retry(http: requests.Session, pool: urllib3.PoolManager, client: httpx.AsyncClient) -> requests.Response:
    answer, problem = gett_errors.retrying(lambda: http.get("/", timeout=30), give_up_after_seconds=10)
    kept: requests.Response = answer
    failed: gett_errors.Problem | None = problem

    def send() -> tuple[int, gett_errors.Headers, gett_errors.Body]:
        response = pool.request("GET", "/")
        return response.status, response.headers, response.data

    (status, _, _), _ = gett_errors.retrying(send)
    of_httpx, _ = await gett_errors.retrying_async(lambda: client.get("/"))
    return kept if failed and status == of_httpx.status_code else answer


async def refused(of_httpx: httpx.Response, of_aiohttp: aiohttp.ClientResponse) -> None:
    # Each line has to be a type error: of a right one, mypy says that what silences it is unused.
    gett_errors.parse(of_httpx)  # type: ignore[arg-type]
    gett_errors.parse(of_aiohttp.read())  # type: ignore[arg-type]
    gett_errors.from_response(503, of_httpx.headers, of_httpx)  # type: ignore[arg-type]
    gett_errors.from_response(of_httpx)  # type: ignore[arg-type, call-arg]
    gett_errors.from_response("503", of_httpx.headers, b"")  # type: ignore[arg-type]
    gett_errors.from_response(503, "Retry-After: 60", b"")  # type: ignore[arg-type]
    gett_errors.retrying(lambda: of_aiohttp)  # type: ignore[type-var]
    gett_errors.parse(b"").delay_seconds(1.5)  # type: ignore[arg-type]
    gett_errors.parse(b"").members["hint"] = "x"  # type: ignore[index]
    gett_errors.parse(b"").status = 200  # type: ignore[misc]
