"""Writes of alerts: what arrived, what it told, the tickets it opens and ends, sources and maintenance."""

from steadfast.apps.alerts.operations.maintenance import after_maintenance, end_maintenance, plan_maintenance
from steadfast.apps.alerts.operations.reading import read_some, set_aside
from steadfast.apps.alerts.operations.receiving import forget_arrivals, receive
from steadfast.apps.alerts.operations.settling import settle, well
from steadfast.apps.alerts.operations.sources import (
    NameTaken,
    Said,
    add_source,
    change_source,
    pause_source,
    read_again,
    renew_token,
)

__all__ = [
    "NameTaken",
    "Said",
    "add_source",
    "after_maintenance",
    "change_source",
    "end_maintenance",
    "forget_arrivals",
    "pause_source",
    "plan_maintenance",
    "read_again",
    "read_some",
    "receive",
    "renew_token",
    "set_aside",
    "settle",
    "well",
]
