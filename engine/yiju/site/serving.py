"""The site on this machine while one writes: served on 127.0.0.1, built again whenever a file it is made from changes.

Input: what to build, and what to call after each build. Output: pages over HTTP, to this machine alone. A page that is
open asks every second whether there is a newer build, and then loads itself again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from yiju.site.shell import shell_folder

HOST = "127.0.0.1"
EVERY_SECONDS = 0.4
BUILD_NUMBER = "/_build"
RELOAD = """<script>
(() => {
  let seen
  setInterval(async () => {
    const now = await fetch("/_build").then((r) => r.text()).catch(() => seen)
    if (seen !== undefined && now !== seen) location.reload()
    seen = now
  }, 1000)
})()
</script>
"""


class Server(ThreadingHTTPServer):
    """The pages of a folder; `builds` counts the builds so far."""

    daemon_threads = True
    builds = 0

    def __exit__(self, *args: Any) -> None:
        """Stop answering, then give the port back."""
        self.shutdown()
        super().__exit__(*args)

    @property
    def address(self) -> str:
        """Where to look at it."""
        return f"http://{HOST}:{self.server_address[1]}/"


class _Pages(SimpleHTTPRequestHandler):
    """Files as they are, pages with the few lines that load them again."""

    server: Server

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == BUILD_NUMBER:
            return self._send(str(self.server.builds).encode(), "text/plain")
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if path.endswith("/") else file
        if file.suffix == ".html" and file.is_file():
            return self._send(file.read_bytes().replace(b"</body>", RELOAD.encode() + b"</body>"), "text/html")
        super().do_GET()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is for findings."""


def server_of(folder: Path, port: int) -> Server:
    """Serve a folder until the server is closed (it is a context manager); port 0 takes any that is free.

    Raises:
        OSError: the port is taken.
    """
    server = Server((HOST, port), partial(_Pages, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def changes_of(folders: Callable[[], Sequence[Path]]) -> Iterator[None]:
    """Comes back whenever a file in the folders has changed and no more of them change."""
    seen = _snapshot(folders())
    while True:
        sleep(EVERY_SECONDS)
        now = _snapshot(folders())
        if now == seen:
            continue
        while (later := _settled(folders)) != now:
            now = later
        seen = now
        yield


def watched(places: Sequence[Path]) -> tuple[Path, ...]:
    """What a site is made from: the folders of places, the theme and the guide."""
    return (*places, shell_folder())


def _settled(folders: Callable[[], Sequence[Path]]) -> dict[str, tuple[int, int]]:
    sleep(EVERY_SECONDS / 4)
    return _snapshot(folders())


def _snapshot(folders: Sequence[Path]) -> dict[str, tuple[int, int]]:
    """Times and sizes of all files, hidden ones aside."""
    found = {}
    for folder in folders:
        for root, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not name.startswith((".", "__"))]
            for name in names:
                if not name.startswith("."):
                    path = os.path.join(root, name)
                    try:
                        stat = os.stat(path)
                    except FileNotFoundError:  # an editor's file that is gone already
                        continue
                    found[path] = (stat.st_mtime_ns, stat.st_size)
    return found
