"""A real nginx that serves a built site as an operator's would."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.listening import free_port
from support.portal import portal
from support.project import ROOT

# One process of the user who tests, which writes into its own folder alone.
SETTINGS = """\
{modules}
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    fastcgi_temp_path fastcgi;
    proxy_temp_path proxy;
    scgi_temp_path scgi;
    uwsgi_temp_path uwsgi;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        include {snippet};
    }}
}}
"""


def find_nginx() -> str | None:
    """Return the path of nginx, which Debian keeps where the PATH of people does not lead."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def find_njs() -> Path | None:
    """Return the path of nginx's module njs, if it is installed."""
    program = find_nginx()
    built = subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stderr if program else ""
    folder = re.search(r"--modules-path=(\S+)", built)
    module = Path(folder[1]) / "ngx_http_js_module.so" if folder else None
    return module if module and module.is_file() else None


@contextmanager
def nginx(site: Path, snippet: str, folder: Path, *modules: Path) -> Iterator[str]:
    """Serve a site by what `portal nginx` prints, and give the address; nginx keeps its files in the folder."""
    (folder / "portal.conf").write_text(snippet, encoding="utf-8")
    port = free_port()
    loaded = "\n".join(f"load_module {module};" for module in modules)
    settings = SETTINGS.format(modules=loaded, port=port, site=site, snippet=folder / "portal.conf")
    (folder / "nginx.conf").write_text(settings, encoding="utf-8")
    program = find_nginx()
    assert program, "the tests need nginx; `make test` installs it on Debian"
    command = [program, "-p", str(folder), "-c", "nginx.conf"]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr, tested.stderr
    server = subprocess.Popen(command)
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def portal_nginx(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Ask for the snippet as an operator does."""
    return portal("nginx", str(site), *options, cwd=ROOT)


def paths_of(site: Path) -> list[str]:
    """Return the address of each file that a host serves; those of pages end with a slash."""
    files = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    hidden = {"_headers", "_redirects", "404.html"}
    return [f"/{file}".removesuffix("index.html") for file in files if file not in hidden]


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when the server accepts connections."""
    while True:
        assert server.poll() is None, "nginx has ended"
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
