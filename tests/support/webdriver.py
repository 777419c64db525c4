"""A client of WebDriver, for the few commands that the scenarios need.

Chromium and WebKitGTK have servers that speak its HTTP (https://www.w3.org/TR/webdriver2/). For that, Firefox needs
geckodriver, which Debian does not have; but geckodriver only hands the same commands on to Marionette, the protocol
inside Firefox, and so does this client.
"""

import base64
import itertools
import json
import socket
from abc import ABC, abstractmethod
from typing import ClassVar

import httpx

from support.published import Json

PATIENCE_S = 180
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which both protocols name an element."""


A4_CM = (21.0, 29.7)


class WebDriverError(Exception):
    """A browser has refused a command."""


class Session(ABC):
    """A browser that obeys."""

    COMMANDS: ClassVar[dict[str, tuple[str, str]]] = {
        "Navigate": ("POST", "/url"),
        "Back": ("POST", "/back"),
        "Refresh": ("POST", "/refresh"),
        "ExecuteScript": ("POST", "/execute/sync"),
        "FindElement": ("POST", "/element"),
        "ElementClick": ("POST", "/element/{id}/click"),
        "ElementSendKeys": ("POST", "/element/{id}/value"),
        "PerformActions": ("POST", "/actions"),
        "SetWindowRect": ("POST", "/window/rect"),
        "Print": ("POST", "/print"),
        "DeleteSession": ("DELETE", ""),
    }
    """The method and the path of each command over HTTP, by its name in Marionette."""

    @abstractmethod
    def send(self, command: str, **parameters: object) -> Json:
        """Send a command and return what it answers.

        Raises:
            WebDriverError: the browser says that it failed.
        """

    @abstractmethod
    def close(self) -> None:
        """End the session."""

    def print(self) -> bytes:
        """Return the page as a PDF."""
        return base64.b64decode(self.send("Print", page={"width": A4_CM[0], "height": A4_CM[1]}))

    def run(self, script: str, *arguments: object) -> Json:
        """Run the body of a function in the page, and return what it returns."""
        return self.send("ExecuteScript", script=script, args=arguments)

    def find(self, selector: str) -> str:
        """Return the identifier of the first element that fits a CSS selector."""
        return str(self.send("FindElement", using="css selector", value=selector)[ELEMENT])


class HttpSession(Session):
    """A browser behind a WebDriver server."""

    def __init__(self, server: str, capabilities: dict[str, object]) -> None:
        self._client = httpx.Client(base_url=server, timeout=PATIENCE_S, trust_env=False)
        answer = self._request("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._session = f"/session/{answer['sessionId']}"

    def send(self, command: str, **parameters: object) -> Json:
        method, path = self.COMMANDS[command]
        return self._request(method, self._session + path.format(**parameters), parameters)

    def close(self) -> None:
        self.send("DeleteSession")
        self._client.close()

    def _request(self, method: str, path: str, parameters: dict[str, object]) -> Json:
        body = None if method == "DELETE" else parameters
        value = self._client.request(method, path, json=body).json()["value"]
        if isinstance(value, dict) and "error" in value:
            raise WebDriverError(f"{value['error']}: {value['message']}")
        return value


class MarionetteSession(Session):
    """Firefox, by the protocol inside it: each message is its length, a colon, and a list in JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self._stream = self._socket.makefile("rwb")
        self._numbers = itertools.count(1)
        self._read()  # which protocol it speaks
        self.send("NewSession")

    def send(self, command: str, **parameters: object) -> Json:
        self._write([0, next(self._numbers), f"WebDriver:{command}", parameters])
        _, _, error, result = self._read()
        if error:
            raise WebDriverError(f"{error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def close(self) -> None:
        self.send("DeleteSession")
        self._stream.close()
        self._socket.close()

    def _write(self, message: list[object]) -> None:
        data = json.dumps(message).encode()
        self._stream.write(b"%d:%b" % (len(data), data))
        self._stream.flush()

    def _read(self) -> Json:
        length = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise WebDriverError("Firefox has ended")
            length += byte
        return json.loads(self._stream.read(int(length)))
