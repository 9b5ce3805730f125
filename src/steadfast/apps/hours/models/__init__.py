"""Time that people worked: entries in versions, the clock that runs, weeks handed in, what agreements say of it.

And duty: calendars to subscribe to, and who is woken.
"""

from steadfast.apps.hours.models.billing_terms import BillingTerms
from steadfast.apps.hours.models.calendar_feed import CalendarFeed
from steadfast.apps.hours.models.entry import Entry
from steadfast.apps.hours.models.timer import Timer
from steadfast.apps.hours.models.waking import Wake, WakeTry, WakingRules, WakingWays
from steadfast.apps.hours.models.week import WeekHandedIn

__all__ = [
    "BillingTerms",
    "CalendarFeed",
    "Entry",
    "Timer",
    "Wake",
    "WakeTry",
    "WakingRules",
    "WakingWays",
    "WeekHandedIn",
]
