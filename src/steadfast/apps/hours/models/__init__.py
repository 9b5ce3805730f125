"""Time that people worked: entries in versions, the clock that runs, weeks handed in, what agreements say of it."""

from steadfast.apps.hours.models.billing_terms import BillingTerms
from steadfast.apps.hours.models.entry import Entry
from steadfast.apps.hours.models.timer import Timer
from steadfast.apps.hours.models.week import WeekHandedIn

__all__ = ["BillingTerms", "Entry", "Timer", "WeekHandedIn"]
