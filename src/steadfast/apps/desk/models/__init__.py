"""The desk: tickets, what was said on them with its files, how they hang together, and who looks at them."""

from steadfast.apps.desk.models.attachment import Attachment
from steadfast.apps.desk.models.bulk import BulkRow, BulkRun
from steadfast.apps.desk.models.canned_reply import CannedReply
from steadfast.apps.desk.models.message import STANDS, Message
from steadfast.apps.desk.models.presence import Presence
from steadfast.apps.desk.models.sent_form import SentForm
from steadfast.apps.desk.models.source_change import SourceChange
from steadfast.apps.desk.models.ticket import Ticket
from steadfast.apps.desk.models.ticket_link import TicketLink

__all__ = [
    "STANDS",
    "Attachment",
    "BulkRow",
    "BulkRun",
    "CannedReply",
    "Message",
    "Presence",
    "SentForm",
    "SourceChange",
    "Ticket",
    "TicketLink",
]
