"""Say what an agreement says about time: a new version from its first day on. Earlier work keeps the old one."""

from datetime import date, datetime

from django.db import transaction

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.hours.models import BillingTerms
from steadfast.domain.hours.reasons import Terms
from steadfast.foundation import events
from steadfast.foundation.actor import Actor


@transaction.atomic
def set_terms(agreement: Agreement, terms: Terms, *, first_day: date, actor: Actor, now: datetime) -> BillingTerms:
    """Write the next version; the reasons of entries that are booked already stay as they are."""
    rows = Agreement.objects.select_for_update(of=("self",), no_key=True).select_related("subject")
    locked = rows.get(pk=agreement.pk)
    last = BillingTerms.objects.filter(agreement=locked).order_by("-no").first()
    row = BillingTerms.objects.create(
        agreement=locked,
        no=last.no + 1 if last else 1,
        incidents="incident" in terms.covers,
        requests="request" in terms.covers,
        block=terms.block,
        least=terms.least,
        first_day=first_day,
        made_at=now,
        made_by_id=actor.person_id,
    )
    body = {
        "no": row.no,
        "covers": sorted(terms.covers),
        "block": row.block,
        "least": row.least,
        "first_day": first_day.isoformat(),
    }
    subject = locked.subject
    new = events.NewEvent(subject.chain_id, "time.terms_made", now, subject.pk, body)
    events.append(new, actor=actor, now=now)
    return row
