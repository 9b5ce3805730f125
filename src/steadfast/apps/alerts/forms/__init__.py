"""Forms of alerts: where they come from, and when maintenance is."""

from steadfast.apps.alerts.forms.maintenance import MaintenanceForm
from steadfast.apps.alerts.forms.source import SourceForm

__all__ = ["MaintenanceForm", "SourceForm"]
