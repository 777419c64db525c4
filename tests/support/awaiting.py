"""Awaiting from tests, of which one in the same process may have an event loop at work, as Playwright has."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Value = TypeVar("Value")


def awaited(coroutine: Coroutine[Any, Any, Value]) -> Value:
    """Return what a coroutine returns, run in a thread of its own."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, coroutine).result()
