"""What the addresses of the matrix name: the cast, and one of everything of Kestrel Dental."""

import json
from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from steadfast.apps.agreements.models import Amendment
from steadfast.apps.agreements.operations import draft_calendar
from steadfast.apps.clients.models import Device
from steadfast.apps.clients.operations import add_device
from steadfast.apps.commitments import links
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Attachment, Ticket
from steadfast.apps.desk.operations.canning import Canned, make_canned
from steadfast.apps.identity.models import Absence, Person
from steadfast.apps.identity.operations import keep_provider, make_role, plan_absence
from steadfast.apps.imports.models import Batch, Draft, Source
from steadfast.apps.imports.operations.feeds import Said, add_feed
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.files import store
from steadfast.foundation.files.arriving import arrived_from
from steadfast.foundation.models import Delivery
from tests import cast, factories, soft_passkey
from tests.apps.access import rows
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
    promise = Commitment.objects.filter(subject_id=ticket.pk).latest("id")
    theo = factories.actor(factories.member(cast.THEO))
    to = register.To(person_id=factories.member(cast.INES).pk)
    offer = register.offer_one(promise.pk, to, reason="Phones", actor=theo, now=factories.NOW)
    Delivery.objects.all().delete()  # as if a worker had run: what was founded long ago is not late today
    brought = Batch.objects.create(kind="tickets", mapping="uci", state="shown", created_at=factories.NOW)
    return {
        "member": kofi.pk,
        "invitation": factories.invitation(kofi),
        "contact": factories.contact(cast.KESTREL).pk,
        "team": factories.team().pk,
        "client": kestrel.pk,
        "site": kestrel.sites.get().pk,
        "device": device().subject.number,
        "agreement": own.agreement.subject.number,
        "calendar": own.calendar.subject.number,
        "amendment": edit.pk,
        "ticket": ticket.subject.number,
        "import": brought.pk,
        "draft": draft().pk,
        "source": source().pk,
        "promise": promise.pk,
        "question": question(promise.pk),
        "offer": offer.pk,
        "absence": absence(kofi).pk,
        "role": make_role(name="Trainee", permissions={"tickets.list"}, actor=SYSTEM, now=factories.NOW).pk,
        "file": attached(ticket, "offer.txt", operations.reply),
        "inside": attached(ticket, "price.txt", operations.note),
        "canned": canned("Greeting", None),
        "own_canned": canned("Mine", factories.member(cast.INES).pk),
        **doors(factories.member(cast.NORA)),
        **{name: value for app in rows.APPS for name, value in app.words().items()},
    }


def source() -> Source:
    """Return a source whose folder holds no file."""
    said = Said(at=None, owner=factories.member(cast.THEO), settings={"mapping": "known generic-clients"})
    return add_feed("the old desk", "folder", said, actor=SYSTEM, now=factories.NOW).source


def draft() -> Draft:
    """Return an import whose columns nobody has mapped yet."""
    body = {"name": "companies", "kind": "clients", "source": "companies", "columns": {}}
    columns = [{"name": "id", "samples": ["7"], "words": ["7"], "repeats": False}]
    profile = {"columns": columns, "rows": 1, "format": "csv", "typed": False}
    said = {
        "file_name": "companies.csv",
        "file_hash": "0" * 64,
        "file_size": 1,
        "kind": "clients",
        "source": "companies",
    }
    return Draft.objects.create(**said, mapping=body, profile=profile, made_at=factories.NOW, changed_at=factories.NOW)


def device() -> Device:
    """Return the computer at Kestrel Dental's reception."""
    values = {"name": "Reception PC", "kind": "computer", "user": factories.contact(cast.KESTREL)}
    return add_device(factories.client(cast.KESTREL), values, actor=SYSTEM, now=factories.NOW)


def question(promise: int) -> str:
    """Return the token of the link by which Kestrel Dental is asked for another date."""
    asked = register.propose(
        promise,
        to_due=factories.NOW + timedelta(days=14),
        reason="the part comes later",
        asked_id=factories.contact(cast.KESTREL).pk,
        seen=None,
        actor=factories.actor(factories.member(cast.THEO)),
        now=factories.NOW,
    )
    return links.path_of(asked).split("/")[2]


def attached(ticket: Ticket, name: str, say: Callable[..., None]) -> int:
    """Return a file of a message on the ticket."""
    file, handle = arrived_from(name.encode(), name)
    say(ticket.pk, text="See the file.", files=[file], actor=factories.actor(factories.member()), now=factories.NOW)
    store.drop(handle)
    return Attachment.objects.get(name=name).pk


def canned(name: str, owner: int | None) -> int:
    """Return a canned reply, everybody's without an owner."""
    said = Canned(name=name, text="Good morning, {{first name}}.", owner_id=owner)
    return make_canned(said, actor=factories.actor(factories.member(cast.THEO)), now=factories.NOW).pk


def absence(of: Person) -> Absence:
    """Return a day off in a month, Ines standing in."""
    day = (clock.now() + timedelta(days=30)).date()
    deputy = factories.member(cast.INES)
    said = {"actor": factories.actor(of), "now": clock.now()}
    return plan_absence(of, first=day, last=day, kind="holiday", deputy=deputy, **said)[0]


def doors(of: Person) -> dict[str, object]:
    """Return a passkey and a session of somebody, and a provider whose server is on no machine."""
    kept = {"name": "Desk", "credential": json.loads(soft_passkey.Device().create())}
    passkey = Authenticator.objects.create(user=of.user, type="webauthn", data=kept)
    session = UserSession.objects.create(user=of.user, ip="192.0.2.7", session_key="elsewhere", user_agent="")
    provider = keep_provider(
        None,
        name="Harbor accounts",
        issuer="http://localhost:9",
        client_id="steadfast",
        secret="s",
        domains=[],
        actor=factories.actor(of),
        now=factories.NOW,
    )
    return {"passkey": passkey.pk, "session": session.pk, "provider": provider.pk}


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
