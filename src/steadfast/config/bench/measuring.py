"""What a request costs: CPU of this process and of its database server's process, statements, bytes of the answer.

It works in every Django program. Beginnings and ends of transactions are no statements, as engines differ in which of
them pass by here. A request that does not answer as expected stops the measuring.
"""

import gc
import math
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

WARM, LOOP = 2, 100_000
TRANSACTION = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b", re.IGNORECASE)


class Unexpected(Exception):
    """A page did not answer as it should; what it cost means nothing."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a page, a form that is sent, or a JSON body that makes something."""

    path: str
    form: dict[str, Any] | None = None
    body: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure by several requests, taken in turn; `parts` are further requests that it needs to be seen."""

    key: str
    asks: Sequence[Ask]
    parts: Sequence[Ask] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one page: milliseconds of CPU (best and median), statements (the most), kilobytes of the answers.

    `asked`: how many requests these figures are of.
    """

    page: str
    best_ms: float
    median_ms: float
    queries: int
    kb: float
    asked: int


def measure(page: Page, client: Client, repeats: int, patience: float = math.inf) -> dict[str, Any]:
    """Return the cost of a page. Forms are sent once each, so that page has `repeats` + WARM of them.

    `patience`: seconds of CPU after which a page that has a figure is not asked for again.
    """
    took: list[float] = []
    counts, size, first = [], 0, cpu()
    for turn in range(-WARM, repeats):
        if took and cpu() - first > patience:
            break
        asks = [page.asks[turn % len(page.asks)], *page.parts]
        gc.collect()
        with counting() as statements:
            begin = cpu()
            answers = [send(ask, client) for ask in asks]
            spent = cpu() - begin
        if turn >= 0:
            took.append(spent * 1e3)
            counts.append(statements[0])
        size = sum(len(getattr(answer, "content", b"")) for answer in answers)
    best, middle, kb = round(min(took), 2), round(median(took), 2), round(size / 1e3, 1)
    return asdict(Cost(page.key, best, middle, max(counts), kb, len(took)))


def yardstick() -> float:
    """Return the milliseconds of CPU of a fixed piece of plain Python: how fast this machine is at this moment."""
    begin, total = time.process_time(), 0
    for number in range(LOOP):
        total += number & 7
    return (time.process_time() - begin) * 1e3


def send(ask: Ask, client: Client) -> HttpResponseBase:
    """Send one request through all middleware; a form goes with the token that its page would hold."""
    if ask.body is not None:
        answer: HttpResponseBase = client.post(ask.path, ask.body, content_type="application/json")
        wanted = 201
    elif ask.form is None:
        answer = client.get(ask.path)
        wanted = 200
    else:
        token = client.cookies["csrftoken"].value
        answer = client.post(ask.path, {**ask.form, "csrfmiddlewaretoken": token})
        wanted = 302
    if answer.status_code != wanted:
        raise Unexpected(f"{ask.path} answered {answer.status_code}, not {wanted}")
    return answer


def cpu() -> float:
    """Return the seconds of CPU spent so far by this process and, on PostgreSQL, by the one that serves it."""
    return time.process_time() + served()


def served() -> float:
    """Return the seconds of CPU of the database server's process, 0 where it cannot be read."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return 0.0
    try:
        text = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    except OSError:
        return 0.0
    return int(text.split()[0]) / 1e9


@contextmanager
def counting() -> Iterator[list[int]]:
    """Count the statements sent to the database, in the one item of a list."""
    count = [0]

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        count[0] += not TRANSACTION.match(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield count
