"""Servers that other people wrote, each as a process of its own."""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

PATIENCE_S = 60


def free_port() -> int:
    """Return a port of this machine at which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def listening(command: Sequence[str], sign: str) -> Iterator[None]:
    """Run a server from when it prints the sign that it listens until the end of the block."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    lines: list[str] = []
    listens = threading.Event()

    def follow() -> None:
        assert process.stdout
        with process.stdout as stream:
            for line in stream:
                lines.append(line)
                if sign in line:
                    listens.set()

    reader = threading.Thread(target=follow, daemon=True)
    reader.start()
    started = listens.wait(PATIENCE_S)
    try:
        assert started, "".join(lines)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # with the processes that it has started
        process.wait(timeout=PATIENCE_S)
        reader.join(timeout=PATIENCE_S)
