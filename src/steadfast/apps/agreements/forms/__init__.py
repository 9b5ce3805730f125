"""Forms of agreements and calendars: what is typed, read into values or answered with what is wrong and where."""

from steadfast.apps.agreements.forms.agreement import AgreementForm, NewAgreementForm
from steadfast.apps.agreements.forms.calendar import CalendarForm, NewCalendarForm
from steadfast.apps.agreements.forms.due_time import DueTimeForm

__all__ = ["AgreementForm", "CalendarForm", "DueTimeForm", "NewAgreementForm", "NewCalendarForm"]
