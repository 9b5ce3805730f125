"""Mail what was not read: one mail a reader with all that waits, in their language, when their choice says so.

The mail and the mark that it was mailed are one transaction: a killed worker sends nothing twice and forgets nothing.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.identity.models import Person
from steadfast.apps.mail import operations as mail
from steadfast.apps.mail.operations import Letter
from steadfast.apps.notices.models import MailChoice, Notice
from steadfast.apps.notices.queries import digest, waiting
from steadfast.apps.notices.queries.waiting import Sender
from steadfast.domain.notices import is_due
from steadfast.domain.working_time import Hours
from steadfast.foundation import moments


def mail_all(*, now: datetime) -> int:
    """Write to everybody whose mail is due; return how many. Where nothing can send, what waits goes on waiting."""
    sender, hours = waiting.sender(), agreements.usual_hours()
    if sender is None:
        return 0
    return sum(_mail(person, sender, hours, now) for person in waiting.readers(now))


@transaction.atomic
def _mail(person: Person, sender: Sender, hours: Hours | None, now: datetime) -> bool:
    row = MailChoice.objects.select_for_update(no_key=True).get_or_create(person=person)[0]
    waits = list(waiting.of_person(person.pk, now))
    rows = waits[: waiting.MOST]
    zone = moments.zone_of(person.zone)
    if not rows:
        return False
    oldest, last = min(one.at for one in rows), row.last_mailed_at
    if not is_due(waiting.choice_of(row), oldest=oldest, last=last, now=now, zone=zone, hours=hours):
        return False
    with translation.override(person.language or settings.LANGUAGE_CODE):
        subject, text = digest.written(rows, more=len(waits) > len(rows), now=now, zone=zone)
    newest = max(one.at for one in rows)
    letter = Letter(to=[person.email], subject=subject, text=text, box_id=sender.box_id)
    mail.send(letter, key=f"notices:{person.pk}:{newest.isoformat()}", now=now)
    Notice.objects.filter(pk__in=[one.pk for one in rows]).update(mailed_at=now)
    MailChoice.objects.filter(pk=row.pk).update(last_mailed_at=now)
    return True
