"""Mail as a way to wake who is on call: a letter that leaves at once."""

from steadfast.apps.hours.ways import Call, Trouble
from steadfast.apps.mail import operations
from steadfast.apps.mail.queries import ways
from steadfast.foundation import clock


def send(call: Call) -> None:
    """Send a call as a letter, once for its key; Trouble where no mail can leave."""
    if not call.email:
        raise Trouble("they have no address")
    if not ways.can_send():
        raise Trouble("no box sends mail yet")
    letter = operations.Letter(to=[call.email], subject=call.subject, text=call.text)
    operations.send(letter, key=call.key, now=clock.now())
