"""A storm of alerts at the real server and worker: what is kept, lost and refused, how fast, and what it costs."""

import os
import time
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from steadfast.config.bench import measuring, posting, serving
from steadfast.config.bench.footprint import NoAnswer
from steadfast.config.bench.operations import alerts
from steadfast.foundation import clock

CONNECTIONS, PATIENCE, LOOPS = 8, 120.0, 15
KEPT = 202


def measure(count: int, seconds: float) -> dict[str, Any]:
    """Post so many alerts in so many seconds; return the figures, those of the worker until all were read.

    One more, of another client, comes first and is read before anything is counted: then neither process still starts.
    """
    path, now = alerts.move_in(now=clock.now()), clock.now()
    bodies = [alerts.body(no, now=now) for no in range(count)]
    with serving.served() as practice:
        _warm(practice.port, path, alerts.body(count, alerts.APART, now=now))
        speed, load = [measuring.yardstick() for _ in range(LOOPS)], os.getloadavg()[0]
        before, spent, begin = alerts.standing(), practice.cpu(), time.perf_counter()
        answers = posting.post(practice.port, path, bodies, seconds=seconds, connections=CONNECTIONS)
        posted = time.perf_counter()
        is_read = alerts.read_all(PATIENCE)
        read, after, cost = time.perf_counter(), alerts.standing(), practice.cpu()
    speed += [measuring.yardstick() for _ in range(LOOPS)]
    kept = sum(answer.status == KEPT for answer in answers)
    return {
        "alerts": count,
        "connections": CONNECTIONS,
        "posted_s": round(posted - begin, 1),
        "kept": kept,
        "refused": count - kept,
        "lost": kept - (after["alerts"] - before["alerts"]),
        **_times(answers),
        "read_s": round(read - posted, 1) if is_read else None,
        "tickets": after["tickets"] - before["tickets"],
        "cpu_s": {name: round(cost[name] - spent[name], 2) for name in cost},
        "load": [round(load, 1), round(os.getloadavg()[0], 1)],
        "yardstick": {"best_ms": round(min(speed), 2), "median_ms": round(median(speed), 2)},
    }


def _warm(port: int, path: str, body: bytes) -> None:
    (answer,) = posting.post(port, path, [body], seconds=0, connections=1)
    if answer.status != KEPT or not alerts.read_all(PATIENCE):
        raise NoAnswer(f"the first alert was answered by {answer.status}, or not read")


def _times(answers: Sequence[posting.Answer]) -> Mapping[str, float]:
    took = sorted(answer.seconds * 1e3 for answer in answers)
    places = {"p50_ms": len(took) // 2, "p95_ms": len(took) * 95 // 100, "longest_ms": len(took) - 1}
    return {name: round(took[place], 1) for name, place in places.items()}
