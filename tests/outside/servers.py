"""Small web servers on real sockets, each with its own bad manners."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress


@contextmanager
def serving(behave, host="127.0.0.1"):
    """Run `behave(connection, request)` for every request to the yielded base address; `request` is its head."""
    with socket.create_server((host, 0)) as listener:
        port = listener.getsockname()[1]

        def answer(connection):
            with connection, suppress(OSError):
                head = b""
                while b"\r\n\r\n" not in head:
                    part = connection.recv(65536)
                    if not part:
                        return
                    head += part
                behave(connection, head)

        def accept():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        acceptor = threading.Thread(target=accept, daemon=True)
        acceptor.start()
        try:
            yield f"http://{host}:{port}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            acceptor.join(5)


def plain(body, *, status="200 OK", **headers):
    """Return a behaviour that answers with this body; header names are written with underscores."""
    fields = {"Content-Length": len(body), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())

    def behave(connection, _head):
        connection.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)

    return behave
