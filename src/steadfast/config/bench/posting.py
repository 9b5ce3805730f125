"""Posts bodies to a server of this machine at a steady pace, over several connections that stay open.

An answer is timed from the instant at which its body was due to be sent: what waits behind a slow answer counts, too.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

TIMEOUT = 60.0  # seconds
NONE = 0  # in place of a status: nobody answered


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of one answer, and the seconds until it was there."""

    status: int
    seconds: float


def post(port: int, path: str, bodies: Sequence[bytes], *, seconds: float, connections: int) -> list[Answer]:
    """Post all bodies within so many seconds, or as soon as they are answered; return the answers, in no order."""
    begin, pace = time.perf_counter(), seconds / len(bodies)

    def lane(first: int) -> list[Answer]:
        connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        found = []
        for no in range(first, len(bodies), connections):
            due = begin + no * pace
            time.sleep(max(0.0, due - time.perf_counter()))
            found.append(Answer(_status(connection, path, bodies[no]), time.perf_counter() - due))
        connection.close()
        return found

    with ThreadPoolExecutor(connections) as lanes:
        return [answer for found in lanes.map(lane, range(connections)) for answer in found]


def _status(connection: HTTPConnection, path: str, body: bytes) -> int:
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
    except (HTTPException, OSError):
        connection.close()  # the next one opens it again
        return NONE
    return answer.status
