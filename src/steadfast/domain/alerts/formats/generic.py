"""Any JSON: a mapping says by which path each thing is found, such as `event.host` or `hosts[0].name`."""

import re
from collections.abc import Mapping
from typing import Any

from steadfast.domain.alerts.notice import Notice, Unreadable, digest, host_of, notice

ASKS: Mapping[str, str] = {
    "list": "",
    "name": "name",
    "state": "status",
    "fires": "firing, problem, down, alert, open, triggered, critical, warning, 1, true",
    "recovers": "resolved, recovery, recovered, up, ok, closed, normal, 0, false",
    "fingerprint": "",
    "severity": "severity",
    "host": "host",
    "client": "client",
    "site": "site",
    "summary": "message",
    "link": "url",
}
WORDS = ("list", "fires", "recovers")  # of what is asked, what is no path inside an alert
STEP = re.compile(r"([^.\[\]]+)|\[(\d{1,6})\]")


def read(body: Any, paths: Mapping[str, str]) -> tuple[list[Notice], list[str]]:
    """Return the alerts of a body: of the list at the path `list`, else the body itself."""
    rows = at(body, paths["list"]) if paths["list"] else body
    if isinstance(rows, dict):
        rows = [rows]
    if not isinstance(rows, list):
        raise Unreadable(f"there is no list at “{paths['list']}”" if paths["list"] else "it is neither object nor list")
    found: list[Notice] = []
    left_out: list[str] = []
    for no, row in enumerate(rows, 1):
        try:
            found.append(_one(row, paths))
        except Unreadable as error:
            left_out.append(f"alert {no}: {error}")
    if left_out and not found:
        raise Unreadable("; ".join(left_out[:5]))
    return found, left_out


def at(body: Any, path: str) -> Any:
    """Return what lies at a path, None where nothing does."""
    for name, index in STEP.findall(path):
        if name:
            body = body.get(name) if isinstance(body, dict) else None
        else:
            body = body[int(index)] if isinstance(body, list) and int(index) < len(body) else None
    return body


def _one(row: Any, paths: Mapping[str, str]) -> Notice:
    if not isinstance(row, dict):
        raise Unreadable("it is not an object")
    said = {name: at(row, path) if path else None for name, path in paths.items() if name not in WORDS}
    if not said["name"]:
        raise Unreadable(f"there is no name at “{paths['name']}”")
    host = host_of(said["host"])
    return notice(
        said["fingerprint"] or digest(said["name"], host, said["client"], said["site"]),
        firing=_fires(said["state"], paths),
        name=said["name"],
        severity=said["severity"] or "",
        host=host,
        client=said["client"],
        site=said["site"],
        summary=said["summary"],
        link=said["link"],
    )


def _fires(state: Any, paths: Mapping[str, str]) -> bool:
    word = str(state).strip().lower()
    for firing, words in ((True, paths["fires"]), (False, paths["recovers"])):
        if word in {one.strip().lower() for one in words.split(",")}:
            return firing
    raise Unreadable(f"the state {word[:40]!r} at “{paths['state']}” is none that fires or recovers")
