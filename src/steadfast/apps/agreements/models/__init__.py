"""What was agreed: calendars and agreements, each a name with versions that never change."""

from steadfast.apps.agreements.models.agreement import Agreement, AgreementVersion
from steadfast.apps.agreements.models.calendar import Calendar, CalendarVersion

__all__ = ["Agreement", "AgreementVersion", "Calendar", "CalendarVersion"]
