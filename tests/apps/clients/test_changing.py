"""Clients, contacts and sites change by hand, leave and come back; nothing is deleted, every change is an event."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.test import Client as Browser

from steadfast.apps.clients import operations, queries
from steadfast.apps.clients.models import Client
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.models import Party, ProviderSubject, User
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def mara() -> Browser:
    browser, user = Browser(), factories.member(cast.MARA).user
    assert user is not None
    browser.force_login(user)
    return browser


def told(client: Client) -> list[str]:
    return list(Event.objects.filter(chain=client.chain_id).order_by("id").values_list("kind", flat=True))


def test_a_client_gets_another_name_and_its_party_too() -> None:
    kestrel = factories.client(cast.KESTREL)
    operations.change_client(kestrel, {"name": "Kestrel Dental Care", "zone": "UTC"}, actor=SYSTEM, now=NOW)
    assert Party.objects.get(pk=kestrel.pk).name == "Kestrel Dental Care"
    assert told(kestrel)[-1] == "client.changed"
    factories.client(cast.MARLOW)
    with pytest.raises(ValidationError, match="There is a client"):
        operations.change_client(kestrel, {"name": "marlow FREIGHT"}, actor=SYSTEM, now=NOW)


def test_a_former_client_leaves_the_list_and_the_choice_but_keeps_its_page() -> None:
    kestrel, who = factories.client(cast.KESTREL), mara()
    assert "Former" not in who.get("/clients/").content.decode()
    assert who.post(f"/clients/{kestrel.pk}/part/").status_code == 302
    said = who.get("/clients/").content.decode()
    assert "Kestrel Dental" not in said.split("</nav>")[-1]
    assert "Former" in said
    assert "Kestrel Dental" in who.get("/clients/", {"former": ""}).content.decode()
    assert "Kestrel Dental" not in who.get("/tickets/new/").content.decode()
    assert who.get(f"/clients/{kestrel.pk}/").status_code == 200
    who.post(f"/clients/{kestrel.pk}/take-back/")
    assert told(kestrel)[-2:] == ["client.retired", "client.restored"]


def test_what_let_a_contact_in_is_forgotten_when_they_leave() -> None:
    kestrel, amara, who = factories.client(cast.KESTREL), factories.contact(cast.KESTREL), mara()
    mine = Browser()
    mine.post("/sign-in/", {"login": amara.email, "password": factories.PASSWORD})
    invited = identity.invite(amara, actor=SYSTEM, now=NOW)
    mine.post("/sign-in/", {"login": amara.email, "password": factories.PASSWORD})
    Authenticator.objects.create(user=amara.user, type=Authenticator.Type.WEBAUTHN, data={})
    ProviderSubject.objects.create(user=amara.user, issuer="https://id.example", subject="1", bound_at=NOW, used_at=NOW)
    who.post(f"/clients/{kestrel.pk}/contacts/{amara.pk}/left/")
    assert not UserSession.objects.filter(user=amara.user).exists()
    assert not Authenticator.objects.filter(user=amara.user).exists()
    assert not ProviderSubject.objects.filter(user=amara.user).exists()
    who.post(f"/clients/{kestrel.pk}/contacts/{amara.pk}/back/")
    assert mine.get("/me/").status_code == 302
    assert Browser().get(f"/welcome/{invited}/").status_code == 404


def test_a_contact_who_left_cannot_sign_in_and_frees_their_address() -> None:
    kestrel, amara, who = factories.client(cast.KESTREL), factories.contact(cast.KESTREL), mara()
    data = {"name": "Amara Ruiz", "email": "amara@kestrel.example", "phone": "1"}
    page = who.get(f"/clients/{kestrel.pk}/contacts/{amara.pk}/")
    changed = who.post(
        f"/clients/{kestrel.pk}/contacts/{amara.pk}/", data | {"seen": page.context["form"]["seen"].value()}
    )
    assert changed.status_code == 302
    stale = who.post(
        f"/clients/{kestrel.pk}/contacts/{amara.pk}/", data | {"seen": page.context["form"]["seen"].value()}
    )
    assert stale.status_code == 409
    who.post(f"/clients/{kestrel.pk}/contacts/{amara.pk}/left/")
    assert list(queries.contacts_of(kestrel)) == []
    assert not User.objects.get(person=amara).is_active
    operations.add_contact(kestrel, "Amara", email=amara.email, actor=SYSTEM, now=NOW)
    who.post(f"/clients/{kestrel.pk}/contacts/{amara.pk}/back/")  # her address is somebody else's now
    amara.refresh_from_db()
    assert amara.left_at is not None
    assert told(kestrel)[-3:] == ["client.contact_changed", "client.contact_left", "client.contact_added"]


def test_a_closed_site_is_no_choice_for_a_new_ticket() -> None:
    kestrel, who = factories.client(cast.KESTREL), mara()
    site = kestrel.sites.get()
    who.post(f"/clients/{kestrel.pk}/sites/{site.pk}/", {"name": "Harlow Street 2"})
    who.post(f"/clients/{kestrel.pk}/sites/{site.pk}/close/")
    assert list(queries.sites_of(kestrel)) == []
    assert "Harlow Street 2" in who.get(f"/clients/{kestrel.pk}/sites/", {"former": ""}).content.decode()
    who.post(f"/clients/{kestrel.pk}/sites/{site.pk}/open/")
    assert [one.name for one in queries.sites_of(kestrel)] == ["Harlow Street 2"]


def test_the_parts_of_another_client_are_not_found() -> None:
    kestrel, jo, who = factories.client(cast.KESTREL), factories.contact(cast.MARLOW), mara()
    assert who.get(f"/clients/{kestrel.pk}/contacts/{jo.pk}/").status_code == 404
    assert who.post(f"/clients/{kestrel.pk}/contacts/{jo.pk}/left/").status_code == 404
