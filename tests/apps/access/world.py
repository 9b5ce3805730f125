"""What the addresses of the matrix name: the cast, and one of everything of Kestrel Dental."""

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.agreements.operations import draft_calendar
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.imports.models import Batch
from steadfast.foundation.models import Delivery
from tests import cast, factories
from tests.apps.access.roles import CLIENTS, WHO


def build() -> dict[str, object]:
    """Make the rows and return, for each word that an address may hold, what stands for it."""
    for who in cast.MEMBERS:
        factories.member(who)
    kestrel = factories.client(cast.KESTREL)
    for of in CLIENTS.values():
        factories.contact(of)
    factories.agreement()
    own = factories.agreement("Kestrel Dental", of=kestrel, calendar_name="Surgery hours")
    kofi = factories.member(cast.KOFI)
    ticket = factories.ticket()
    edit = amendment()
    Delivery.objects.all().delete()  # as if a worker had run: what was founded long ago is not late today
    brought = Batch.objects.create(kind="tickets", mapping="uci", state="shown", created_at=factories.NOW)
    return {
        "member": kofi.pk,
        "invitation": factories.invitation(kofi),
        "contact": factories.contact(cast.KESTREL).pk,
        "team": factories.team().pk,
        "client": kestrel.pk,
        "agreement": own.agreement.subject.number,
        "calendar": own.calendar.subject.number,
        "amendment": edit.pk,
        "ticket": ticket.subject.number,
        "import": brought.pk,
        "promise": Commitment.objects.filter(subject_id=ticket.pk).latest("id").pk,
    }


def amendment() -> Amendment:
    """Return an edit of the hours on which Kestrel Dental's ticket counts: half of the day is taken away."""
    theo, hours = factories.actor(factories.member(cast.THEO)), factories.calendar("Surgery hours")
    weekly = {day: [["09:00", "13:00"]] for day in factories.OFFICE_HOURS["weekly"]}
    body = {**factories.OFFICE_HOURS, "weekly": weekly}
    return draft_calendar(hours.calendar, hours.no, body, actor=theo, now=factories.NOW)


def account_of(role: str) -> object:
    """Return the account of a role, None for anonymous."""
    if role in WHO:
        return factories.member(WHO[role]).user
    return factories.contact(CLIENTS[role]).user if role in CLIENTS else None
