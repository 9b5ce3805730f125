"""Rows of alerts: sources, what arrived as it came, alerts, the trouble of a ticket, and maintenance."""

from steadfast.apps.alerts.models.alert import Alert, Trouble
from steadfast.apps.alerts.models.maintenance import Maintenance
from steadfast.apps.alerts.models.source import AlertSource, Arrival

__all__ = ["Alert", "AlertSource", "Arrival", "Maintenance", "Trouble"]
