"""The desk: tickets and what was said on them."""

from steadfast.apps.desk.models.message import Message
from steadfast.apps.desk.models.sent_form import SentForm
from steadfast.apps.desk.models.ticket import Ticket

__all__ = ["Message", "SentForm", "Ticket"]
