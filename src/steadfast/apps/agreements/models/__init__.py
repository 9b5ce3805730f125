"""What was agreed: calendars and agreements, each a name with versions that never change, and their amendments."""

from steadfast.apps.agreements.models.agreement import Agreement, AgreementVersion
from steadfast.apps.agreements.models.amendment import Amendment
from steadfast.apps.agreements.models.calendar import Calendar, CalendarVersion

__all__ = ["Agreement", "AgreementVersion", "Amendment", "Calendar", "CalendarVersion"]
