"""The desk: tickets, what was said on them, and who looks at them."""

from steadfast.apps.desk.models.message import Message
from steadfast.apps.desk.models.presence import Presence
from steadfast.apps.desk.models.sent_form import SentForm
from steadfast.apps.desk.models.ticket import Ticket

__all__ = ["Message", "Presence", "SentForm", "Ticket"]
