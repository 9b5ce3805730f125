"""A day in a form is kept by who reads German: the box of a browser takes 2026-11-24 and shows it in their form."""

from datetime import date

import pytest
from django.test import Client as Browser
from django.utils import translation

from steadfast.apps.clients.models import Client
from steadfast.foundation.days import DayField
from tests import cast, factories

GERMAN = {"Accept-Language": "de"}


def test_the_box_of_a_day_holds_the_same_text_in_every_language() -> None:
    for language in ("en", "de"):
        with translation.override(language):
            assert DayField().widget.format_value(date(2026, 11, 24)) == "2026-11-24"


@pytest.mark.django_db
def test_changing_the_name_of_a_client_in_german_keeps_since_when_it_is_one(client: Browser) -> None:
    kestrel = factories.client()
    Client.objects.filter(pk=kestrel.pk).update(since_on=date(2023, 11, 24))
    client.force_login(factories.member(cast.THEO).user)
    page = client.get(f"/clients/{kestrel.pk}/edit/", headers=GERMAN)
    form = page.context["form"]
    assert 'value="2023-11-24"' in str(form["since_on"])
    sent = {name: form[name].value() or "" for name in form.fields} | {"name": "Kestrel Zahnärzte"}
    assert client.post(f"/clients/{kestrel.pk}/edit/", sent, headers=GERMAN).status_code == 302
    kestrel.refresh_from_db()
    assert (kestrel.name, kestrel.since_on) == ("Kestrel Zahnärzte", date(2023, 11, 24))
