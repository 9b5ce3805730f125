"""Reads of alerts. `visible_to`, `sources_visible_to` and `maintenance_visible_to` are the only doors for people."""

from steadfast.apps.alerts.queries.finding import finder
from steadfast.apps.alerts.queries.shown import by_client, counts, firing, of_ticket, visible_to
from steadfast.apps.alerts.queries.silence import maintenance_visible_to, running, silenced, silencing
from steadfast.apps.alerts.queries.sources import (
    arrivals_of,
    by_token,
    fares,
    old_arrivals,
    sample_of,
    sources_visible_to,
    with_last,
)

__all__ = [
    "arrivals_of",
    "by_client",
    "by_token",
    "counts",
    "fares",
    "finder",
    "firing",
    "maintenance_visible_to",
    "of_ticket",
    "old_arrivals",
    "running",
    "sample_of",
    "silenced",
    "silencing",
    "sources_visible_to",
    "visible_to",
    "with_last",
]
