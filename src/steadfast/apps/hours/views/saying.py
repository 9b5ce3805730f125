"""Say what a clock booked, wherever it was stopped."""

from collections.abc import Sequence

from django.contrib import messages

from steadfast.apps.hours.models import Entry
from steadfast.domain.commitment import durations
from steadfast.domain.language import say
from steadfast.foundation.access import Request


def say_booked(request: Request, booked: Sequence[Entry]) -> None:
    """Say how long it was and on what; nothing where nothing was booked."""
    if not booked:
        return
    long, ticket = durations.working(sum(entry.seconds for entry in booked)), booked[0].ticket
    if ticket is None and (client := booked[0].client) is not None:
        messages.success(request, say("%(long)s booked for %(name)s.", long=long, name=client.name))
    elif ticket is None:
        messages.success(request, say("%(long)s booked inside.", long=long))
    else:
        messages.success(request, say("%(long)s booked on %(label)s.", long=long, label=ticket.subject.label))
