"""Which agreement work falls under: the most specific one, and of two as specific the one that took effect last."""

from datetime import timedelta

import pytest

from steadfast.apps.agreements import operations, queries
from steadfast.apps.agreements.models import Agreement
from steadfast.apps.clients.models import Site
from steadfast.apps.desk.operations import Opening, open_ticket
from steadfast.apps.desk.queries import chosen
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.factories import LONG_AGO, NOW, STANDARD

pytestmark = pytest.mark.django_db


def make(name: str, of: cast.Client | None = None, days: int = 0, **narrowed: object) -> Agreement:
    calendar = factories.calendar().calendar
    client = factories.client(of) if of else None
    begins = LONG_AGO + timedelta(days=days)
    return operations.make_agreement(name, client, calendar, STANDARD, begins, **narrowed, actor=SYSTEM, now=NOW)  # type: ignore[arg-type]


@pytest.fixture
def harlow() -> Site:
    return Site.objects.get(client=factories.client(cast.KESTREL))


def name_of(site: Site | None = None, service: str = "", of: cast.Client = cast.KESTREL) -> str:
    version = queries.applies_to(factories.client(of), NOW, site=site, service=service)
    assert version is not None
    return version.agreement.name


def test_service_goes_before_site_before_client_before_everybody(harlow: Site) -> None:
    make("Standard")
    assert name_of(harlow, "mail") == "Standard"
    make("Kestrel", cast.KESTREL)
    assert name_of(harlow, "mail") == "Kestrel"
    make("Surgery", cast.KESTREL, site=harlow)
    assert (name_of(harlow, "mail"), name_of()) == ("Surgery", "Kestrel")
    make("Mail", service="Mail")
    assert (name_of(harlow, "mail"), name_of(harlow), name_of(of=cast.MARLOW)) == ("Mail", "Surgery", "Standard")
    assert name_of(service="MAIL", of=cast.MARLOW) == "Mail"


def test_of_two_as_specific_the_one_that_took_effect_last_wins_and_the_pair_is_listed() -> None:
    silver, gold = make("Silver", cast.KESTREL), make("Gold", cast.KESTREL, days=10)
    assert name_of() == "Gold"
    [conflict] = queries.conflicts(Agreement.objects.all())
    assert (conflict.wins, conflict.loses) == (gold, silver)
    operations.set_offered(gold, False, actor=SYSTEM, now=NOW)
    assert name_of() == "Silver"
    assert queries.conflicts(Agreement.objects.all()) == []


def test_two_for_different_services_are_no_conflict() -> None:
    make("Mail", cast.KESTREL, service="mail")
    make("Backup", cast.KESTREL, service="backup")
    assert queries.conflicts(Agreement.objects.all()) == []
    make("Post", cast.KESTREL, service="MAIL")
    assert len(queries.conflicts(Agreement.objects.all())) == 1


def test_which_one_won_is_recorded_when_the_ticket_is_opened_and_told() -> None:
    factories.agreement()
    make("Gold", cast.KESTREL)
    ticket = factories.ticket()
    data = events.read(ticket.pk)[0][1]
    assert data["chosen"] == {"name": "Gold", "by": "client", "over": ["Standard"]}
    assert chosen.told(data, ticket) == "Gold, Kestrel Dental’s own agreement, goes before Standard"


def test_of_a_conflict_the_ticket_tells_which_one_took_effect_later() -> None:
    factories.agreement()
    make("Gold", cast.KESTREL)
    make("Silver", cast.KESTREL)
    ticket = factories.ticket()
    told = chosen.told(events.read(ticket.pk)[0][1], ticket)
    assert told == "Silver goes before Gold, as it took effect later, and before Standard"


def test_the_service_of_a_ticket_is_its_category() -> None:
    factories.team()
    factories.agreement()
    make("Mail", service="mail")
    opening = Opening(client_id=factories.client().pk, title="Mailboxes arrive twice", category="Mail")
    ticket = open_ticket(opening, actor=factories.actor(factories.member(cast.INES)), now=NOW)
    assert ticket.agreement_version is not None
    assert ticket.agreement_version.agreement.name == "Mail"
    assert chosen.told(events.read(ticket.pk)[0][1], ticket) == "Mail, for Mail, goes before Standard"


def test_the_choice_is_one_query(django_assert_num_queries: object) -> None:
    make("Standard")
    client = factories.client()
    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.choose(client, NOW, service="mail")
