"""A record store on loopback that keeps statements by id, as one should, and answers as badly as it is told to."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Statement = dict[str, Any]
Deed = str | int
"""ok, or a status to answer with; cut: stored, and the connection cut in the middle of the answer; drop: cut before
anything is stored; double: answered twice; page: a page to sign in; mute: stored, and no answer until it is let go."""
Choose = Callable[[int, list[Statement]], Deed]


def always_ok(_number: int, _batch: list[Statement]) -> Deed:
    return "ok"


@dataclass
class UnrulyStore:
    """`stored` keeps what came, in order; `requests` the ids of each request; `heard` its headers."""

    address: str = ""
    choose: Choose = always_ok
    retry_after: str = ""
    says: bytes = b'{"detail": "not now"}'
    """With a status."""
    stored: dict[str, Statement] = field(default_factory=dict)
    requests: list[list[str]] = field(default_factory=list)
    heard: list[dict[str, str]] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)
    """Something has been stored."""
    let_go: threading.Event = field(default_factory=threading.Event)

    def keep(self, batch: list[Statement]) -> int:
        """The status: 409, with nothing stored, where one of that id says something else."""
        if any(one["id"] in self.stored and self.stored[one["id"]] != one for one in batch):
            return 409
        for one in batch:
            self.stored.setdefault(one["id"], one)
        self.came.set()
        return 200


class _Quiet(ThreadingHTTPServer):
    """Says nothing of a caller who hangs up."""

    def handle_error(self, *_: object) -> None:
        return


def _handler(store: UnrulyStore) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            batch = json.loads(self.rfile.read(length))
            number = len(store.requests)
            store.requests.append([one["id"] for one in batch])
            store.heard.append(dict(self.headers))
            self._do(store.choose(number, batch), batch)

        def _do(self, deed: Deed, batch: list[Statement]) -> None:
            if isinstance(deed, int):
                self._say(deed, store.says)
            elif deed == "page":
                self._say(200, b"<html>Please sign in</html>")
            elif deed == "drop":
                self._hang_up()
            else:
                status = store.keep(batch)
                said = json.dumps([one["id"] for one in batch]).encode() if status == 200 else b'{"detail": "other"}'
                if deed == "mute":
                    store.let_go.wait(10)
                elif deed == "cut":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(said) + said[:5])
                    self._hang_up()
                else:
                    for _ in range(2 if deed == "double" else 1):
                        self._say(status, said)

        def _say(self, status: int, said: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            if store.retry_after:
                self.send_header("Retry-After", store.retry_after)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(said)

        def _hang_up(self) -> None:
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_: object) -> None:
            return

    return Handler


@contextmanager
def unruly_store(choose: Choose = always_ok, tls: ssl.SSLContext | None = None) -> Iterator[UnrulyStore]:
    """The store, open for as long as the block runs."""
    store = UnrulyStore(choose=choose)
    server = _Quiet(("127.0.0.1", 0), _handler(store))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    store.address = f"{'http' if tls is None else 'https'}://127.0.0.1:{server.server_address[1]}/xapi"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        store.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()
