"""A wire between browser and server that counts what passes: requests, a worker's too, and bytes answered."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer

REQUEST = re.compile(rb"^(?:GET|POST|HEAD) (\S+) HTTP/1\.[01]\r$", re.MULTILINE)
PART = 65_536


@dataclass
class Passed:
    """What has passed since the last `clear`."""

    paths: list[str] = field(default_factory=list)
    size: int = 0

    def clear(self) -> None:
        self.paths, self.size = [], 0

    def asked(self, part: bytes) -> None:
        self.paths += [path.decode() for path in REQUEST.findall(part)]

    def answered(self, part: bytes) -> None:
        self.size += len(part)


@contextmanager
def relay(port: int) -> Iterator[tuple[int, Passed]]:
    """Yield a port that leads to `port`, and what passes."""
    passed = Passed()

    class Wire(BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(("127.0.0.1", port)) as server:
                back = threading.Thread(target=pump, args=(server, self.request, passed.answered), daemon=True)
                back.start()
                pump(self.request, server, passed.asked)
                back.join(5)

    class Wires(ThreadingTCPServer):
        daemon_threads = True

    with Wires(("127.0.0.1", 0), Wire) as wires:
        threading.Thread(target=wires.serve_forever, daemon=True).start()
        yield wires.server_address[1], passed
        wires.shutdown()


def pump(source: socket.socket, sink: socket.socket, tell: Callable[[bytes], None]) -> None:
    """Carry bytes until one side closes."""
    try:
        while part := source.recv(PART):
            tell(part)
            sink.sendall(part)
        sink.shutdown(socket.SHUT_WR)
    except OSError:  # the other side closed first
        return
