"""A reader at the site: what one does with a page, and sees of it, in a browser of any engine."""

import re
import time
import uuid
from collections.abc import Callable

from support.published import Json
from support.watching import Reports
from support.webdriver import ELEMENT, Session, WebDriverError

PATIENCE_S = 60

MOVING_S = 2
"""How long the focus, or what lies over an element, may take to move."""

KEYS = {
    "Shift": "\ue008",
    "Control": "\ue009",
    "Enter": "\ue007",
    "Tab": "\ue004",
    "ArrowRight": "\ue014",
}
"""The keys that are no characters, as WebDriver writes them (section 17.4.2)."""

VISIBLE = """
  const [selector, text] = arguments;
  const said = (node) => (node.ariaLabel || node.innerText || node.value || "").trim();
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true });
  const fits = (node) => isSeen(node) && (text === null || said(node).includes(text));
  return [...document.querySelectorAll(selector)].filter(fits)"""
"""The elements that a reader sees, by a CSS selector, and by what their names or texts hold."""

NAME = """
  const name = (node) => {
    const said = node.ariaLabel || node.textContent || node.id;
    return `${node.dataset.control ?? "no control"}: ${said.trim().slice(0, 40)}`;
  };
"""
"""What tells a control from the others: its number, and for whoever reads of a failure, its name."""

CONTROLS = """
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true });
  const isReached = (node) => node.tabIndex >= 0 && !node.disabled && (node.type !== "radio" || node.checked);
  return [...document.querySelectorAll("a[href], button, input, select, textarea")]
    .filter((node) => isSeen(node) && isReached(node) && !node.closest(".md-top, .tabbed-labels"))
    .map((node, number) => {
      node.dataset.control = number;
      return name(node);
    });
"""
"""The controls that Tab reaches. The tabs of an example are radio buttons, and the way up shows only on the way up."""


class Reader:
    """A browser at the site."""

    def __init__(self, session: Session, url: str, reports: Reports) -> None:
        self.session = session
        self.url = url
        self.reports = reports

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.session.send("Navigate", url=f"{self.url}/{path}")

    def reload(self) -> None:
        """Load the page again."""
        self.session.send("Refresh")

    def back(self) -> None:
        """Go back to the page before."""
        self.session.send("Back")

    def address(self) -> str:
        """Return where the reader is, without the host."""
        return str(self.run("return location.href")).removeprefix(self.url)

    def run(self, script: str, *arguments: object) -> Json:
        """Run the body of a function in the page, and return what it returns."""
        return self.session.run(script, *arguments)

    def click(self, selector: str, text: str | None = None) -> None:
        """Click on the first element that is seen, once it is, and nothing that moves lies over it."""
        end = time.monotonic() + MOVING_S
        while True:
            try:
                self.session.send("ElementClick", id=self._element(selector, text))
            except WebDriverError as error:
                if "click intercepted" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.session.send("ElementSendKeys", id=self._element(selector), text=text)

    def press(self, keys: str) -> None:
        """Press a key, or several at once: `Tab`, `Control+v`."""
        pressed = [KEYS.get(key, key) for key in keys.split("+")]
        strokes = [{"type": "keyDown", "value": key} for key in pressed]
        strokes += [{"type": "keyUp", "value": key} for key in reversed(pressed)]
        self.session.send("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all elements that are seen."""
        return list(self.run(f"{VISIBLE}.map((node) => node.innerText.trim());", selector, None))

    def value(self, selector: str) -> str:
        """Return what stands in a field."""
        return str(self.run("return document.querySelector(arguments[0]).value", selector))

    def words(self, selector: str) -> list[str]:
        """Return the words of all elements that are seen."""
        return re.findall(r"\w+", " ".join(self.texts(selector)))

    def controls(self) -> list[str]:
        """Return all that Tab should reach, in the order of the page; of radio buttons the one that is chosen."""
        return list(self.run(f"{NAME} {CONTROLS}"))

    def focused(self) -> str:
        """Return which control has the focus, named as in `controls`."""
        return str(self.run(f"{NAME} return name(document.activeElement);"))

    def tab(self) -> str:
        """Press Tab, and return which control then has the focus: WebKitGTK moves it a little later."""
        before = self.focused()
        self.press("Tab")
        end = time.monotonic() + MOVING_S
        while self.focused() == before and time.monotonic() < end:
            time.sleep(0.01)
        return self.focused()

    def sees(self, selector: str, text: str | None = None) -> None:
        """Wait until an element is seen that has a text."""
        self._element(selector, text)

    def sees_only(self, selector: str, texts: list[str]) -> None:
        """Wait until the elements that are seen have these texts."""
        _await(lambda: self.texts(selector), texts)

    def eventually(self, script: str, expected: object) -> None:
        """Wait until the page answers to the body of a function as expected."""
        _await(lambda: self.run(script), expected)

    def print(self) -> bytes:
        """Return the page as a PDF."""
        return self.session.print()

    def problems(self) -> list[str]:
        """Return what has gone wrong since the last time."""
        sign = str(uuid.uuid4())
        self.run("self.reportSeen(arguments[0])", sign)
        return self.reports.settled(sign)

    def _element(self, selector: str, text: str | None = None) -> str:
        """Return the identifier of the first element that is seen, once it is."""
        end = time.monotonic() + PATIENCE_S
        while not (found := self.run(f"{VISIBLE}[0] ?? null;", selector, text)):
            assert time.monotonic() < end, f"no {selector} is seen" + (f" with {text!r}" if text else "")
            time.sleep(0.05)
        return str(found[ELEMENT])


def _await(question: Callable[[], object], expected: object) -> None:
    """Wait until the answer to a question is as expected."""
    end = time.monotonic() + PATIENCE_S
    while (found := question()) != expected:
        assert time.monotonic() < end, f"{found!r} is not {expected!r}"
        time.sleep(0.05)
