"""How much of a page moves while it comes: the layout shift that browsers report."""

from playwright.sync_api import Page

SHIFT_ALLOWED = 0.01
"""A tenth of what counts as good: https://web.dev/articles/cls."""

WATCH_SHIFTS = """
self.shifts = [];
self.shiftObserver = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
shiftObserver.observe({ type: "layout-shift", buffered: true });"""
"""A script that a page has to begin with."""

_SHIFTS = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let count = 0; count < 3; count += 1) await frame();
  const all = [...shifts, ...shiftObserver.takeRecords()];
  const what = (entry) => entry.sources.map(({ node }) => node?.textContent.trim().slice(0, 30)).join(", ");
  return all.map((entry) => [entry.value, what(entry)]);
}"""


def shifts_of(page: Page) -> str:
    """Return what has moved on a page that is there, with its share, or an empty text where it is next to nothing."""
    shifts = page.evaluate(_SHIFTS)
    moved = sum(value for value, _ in shifts)
    return f"{moved:.3f}: {'; '.join(what for _, what in shifts)}" if moved > SHIFT_ALLOWED else ""
