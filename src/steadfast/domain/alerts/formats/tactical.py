"""Tactical RMM tells what its URL action's body says; docs/reference/alerts.md has the body to put there.

Its number of an alert is another one each time it fails, so the same check of the same agent is the same alert.
"""

from collections.abc import Mapping
from typing import Any

from steadfast.domain.alerts.notice import Notice, Unreadable, digest, notice

ASKS: Mapping[str, str] = {}
TRUE, FALSE = ("true", "1", "yes", "resolved"), ("false", "0", "no", "failure", "")


def read(body: Any, _: Mapping[str, str]) -> tuple[list[Notice], list[str]]:
    """Return the one alert of a body."""
    if not isinstance(body, dict):
        raise Unreadable("it is not an object")
    host, kind, message = (str(body.get(name) or "").strip() for name in ("host", "type", "message"))
    if not host or not message:
        raise Unreadable("“host” or “message” is missing: put the body of the guide into the URL action")
    resolved = str(body.get("resolved", "")).strip().lower()
    if resolved not in (*TRUE, *FALSE):
        raise Unreadable(f"“resolved” is {resolved[:40]!r}, neither True nor False")
    agent = str(body.get("agent") or host)
    named = {"availability": "Agent overdue", "check": "Check failed", "task": "Task failed"}
    told = notice(
        digest(agent, kind, message),
        firing=resolved in FALSE,
        name=named.get(kind, kind or "alert"),
        severity=body.get("severity", ""),
        host=host,
        client=body.get("client"),
        site=body.get("site"),
        summary=message,
    )
    return [told], []
