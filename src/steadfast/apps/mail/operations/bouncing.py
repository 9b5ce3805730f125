"""A bounce: the ticket whose mail did not arrive learns of it, and who could not be reached. It opens nothing."""

from dataclasses import asdict

from steadfast.apps.desk.models import Ticket
from steadfast.apps.mail.models import Incoming
from steadfast.apps.mail.operations.mail_seen import MAIL, Seen, row_of
from steadfast.apps.mail.queries import threads
from steadfast.domain.mail import message_id
from steadfast.foundation import events
from steadfast.foundation.events import NewEvent

KIND = "mail.bounced"


def record(seen: Seen) -> Incoming:
    """Write it down. The event names the digests of what came back (`named`); the row whom it could not reach."""
    letter = seen.letter
    names = [*letter.embedded, *message_id.answered(letter.header)]
    known = threads.of_names(names, ours=True)
    found = known[0] if known else threads.by_token(letter.recipients)
    failed = [asdict(failure) for failure in letter.failures]
    if found is None:
        return row_of(seen, "bounce", seen.kind.why, failed=failed)
    ticket = Ticket.objects.select_related("subject").get(pk=found.ticket)
    row = row_of(seen, "bounce", seen.kind.why, failed=failed, ticket=ticket)
    body = {
        "mail": row.pk,
        "named": [message_id.digest(name) for name in names],
        "for_good": any(failure.for_good for failure in letter.failures),
    }
    private = {f"failed {no}": f"{failure.address}: {failure.why}" for no, failure in enumerate(letter.failures)}
    told = NewEvent(ticket.subject.chain_id, KIND, seen.now, ticket.pk, body, private=private)
    events.append(told, actor=MAIL, now=seen.now)
    return row
