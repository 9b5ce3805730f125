"""Forms of agreements and calendars: what is typed, read into values or answered with what is wrong and where."""

from steadfast.apps.agreements.forms.agreement import AgreementForm
from steadfast.apps.agreements.forms.calendar import CalendarForm, NewCalendarForm
from steadfast.apps.agreements.forms.due_time import DueTimeForm
from steadfast.apps.agreements.forms.new_agreement import NewAgreementForm

__all__ = ["AgreementForm", "CalendarForm", "DueTimeForm", "NewAgreementForm", "NewCalendarForm"]
