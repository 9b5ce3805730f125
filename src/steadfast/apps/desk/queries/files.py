"""Files as somebody may see them: those of messages that they may read. `visible_to` is the only door."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet, Sum

from steadfast.apps.desk.models import Attachment, Message
from steadfast.apps.desk.queries import tickets
from steadfast.foundation.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Attachment]:
    """Return the files of the messages on tickets that the actor sees; to a contact none of a note inside."""
    rows = Attachment.objects.filter(message__ticket__in=tickets.visible_to(actor))
    return rows if actor.client_id is None else rows.exclude(message__kind="inside")


def by_message(messages: Iterable[Message]) -> Mapping[int, list[Attachment]]:
    """Return the files of messages, in order; no query where none has any."""
    keys = [message.pk for message in messages if message.files]
    found: dict[int, list[Attachment]] = {key: [] for key in keys}
    if keys:
        for row in Attachment.objects.filter(message_id__in=keys).order_by("message_id", "no"):
            found[row.message_id].append(row)
    return found


def kept_bytes() -> int:
    """Return how much the practice keeps: each content once."""
    rows = Attachment.objects.order_by().values("digest", "size").distinct()
    return int(rows.aggregate(all=Sum("size"))["all"] or 0)
