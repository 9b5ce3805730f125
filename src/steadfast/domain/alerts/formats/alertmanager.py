"""The webhook of Prometheus Alertmanager, version 4 of its body (Grafana sends the same).

One body tells of a group: alerts that fire and alerts that recovered, each with its own fingerprint.
"""

from collections.abc import Mapping
from typing import Any

from steadfast.domain.alerts.notice import Notice, Unreadable, digest, host_of, notice

ASKS: Mapping[str, str] = {"host": "instance", "client": "client", "site": "site", "severity": "severity"}
SUMMARIES = ("summary", "description", "message")


def read(body: Any, labels: Mapping[str, str]) -> tuple[list[Notice], list[str]]:
    """Return the alerts of a group; `labels` says which label holds host, client, site and severity."""
    if not isinstance(body, dict) or not isinstance(body.get("alerts"), list):
        raise Unreadable("it has no list “alerts”")
    found: list[Notice] = []
    left_out: list[str] = []
    for no, one in enumerate(body["alerts"], 1):
        if not isinstance(one, dict) or not isinstance(one.get("labels"), dict):
            left_out.append(f"alert {no} has no labels")
        elif one.get("status") not in ("firing", "resolved"):
            left_out.append(f"alert {no} has the status {str(one.get('status'))[:40]!r}")
        else:
            found.append(_one(one, labels))
    cut = body.get("truncatedAlerts")
    if isinstance(cut, int) and cut > 0:
        left_out.append(f"Alertmanager left {cut} alerts out (max_alerts)")
    return found, left_out


def _one(alert: Mapping[str, Any], labels: Mapping[str, str]) -> Notice:
    told = alert["labels"]
    noted = alert.get("annotations")
    notes: Mapping[str, Any] = noted if isinstance(noted, dict) else {}
    said = {name: told.get(label) for name, label in labels.items()}
    return notice(
        alert.get("fingerprint") or digest(*sorted(told.items())),
        firing=alert["status"] == "firing",
        name=told.get("alertname") or "alert",
        severity=said["severity"] or "",
        host=host_of(said["host"]),
        client=said["client"],
        site=said["site"],
        summary=next((notes[key] for key in SUMMARIES if notes.get(key)), ""),
        link=alert.get("generatorURL"),
    )
