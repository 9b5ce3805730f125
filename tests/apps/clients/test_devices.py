"""Devices of a client: numbered, changed by hand, retired and taken back, vouched for by their events."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client as Browser

from steadfast.apps.clients import checks, operations, queries
from steadfast.apps.clients.models import Device
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from steadfast.foundation.seen import Stale, written
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def ines() -> Browser:
    browser, user = Browser(), factories.member(cast.INES).user
    assert user is not None
    browser.force_login(user)
    return browser


def add(name: str = "Reception PC", **more: Any) -> Device:
    client = factories.client(cast.KESTREL)
    return operations.add_device(client, {"name": name, "kind": "computer", **more}, actor=SYSTEM, now=NOW)


def test_devices_are_numbered_and_every_event_says_all_of_them() -> None:
    first, second = add(serial="KD-1"), add("Server", kind="server")
    assert [one.subject.label for one in (first, second)] == ["D-1", "D-2"]
    operations.change_device(first, {"name": "Front desk"}, actor=SYSTEM, now=NOW)
    said = Event.objects.select_related("text").filter(subject=first.pk)
    assert [event.kind for event in said] == ["device.made", "device.changed"]
    assert events.attests(said[1].text, "name", "Front desk")
    assert events.attests(said[1].text, "serial", "KD-1")
    assert "Front" not in said[1].text.body
    assert Device.objects.select_related("subject").get(pk=first.pk).subject.title == "Front desk"


def test_what_does_not_differ_is_no_event() -> None:
    device = add()
    operations.change_device(device, {"name": "Reception PC", "serial": ""}, actor=SYSTEM, now=NOW)
    assert Event.objects.filter(subject=device.pk).count() == 1


def test_a_retired_device_leaves_the_list_and_comes_back() -> None:
    device, nora = add(), factories.actor(factories.member(cast.NORA))
    for _ in range(2):
        operations.retire_device(device, actor=SYSTEM, now=NOW)
    assert list(queries.devices_listed(nora)) == []
    assert list(queries.devices_listed(nora, retired=True)) == [device]
    operations.restore_device(device, actor=SYSTEM, now=NOW)
    assert list(queries.devices_listed(nora)) == [device]
    assert Event.objects.filter(subject=device.pk).count() == 3
    assert list(checks.devices()) == []


def test_verify_names_a_device_that_was_altered_by_hand() -> None:
    device = add(serial="KD-1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clients_device SET serial = 'KD-2', kind = 'server'")
    found = [str(finding) for finding in checks.devices()]
    assert found == [
        f"device {device.subject.label}: kind is server, its events say computer",
        f"device {device.subject.label}: its serial is not the one that was recorded",
    ]


def test_a_site_and_a_user_belong_to_the_client_of_the_device() -> None:
    marlow = factories.client(cast.MARLOW)
    for values in ({"site": marlow.sites.first()}, {"user": factories.contact(cast.MARLOW)}, {"kind": "boat"}):
        with pytest.raises(ValidationError):
            add(**values)
    assert not Device.objects.exists()


def test_a_form_that_is_out_of_date_changes_nothing() -> None:
    device = add()
    seen = written({"name": "before"})
    with pytest.raises(Stale):
        operations.change_device(device, {"name": "after"}, seen=seen, actor=SYSTEM, now=NOW)


def test_a_technician_adds_a_device_and_the_client_page_counts_it() -> None:
    kestrel, who = factories.client(cast.KESTREL), ines()
    data = {"name": "Reception PC", "kind": "computer", "serial": "KD-1", "bought_on": "2026-02-01"}
    answer = who.post(f"/clients/{kestrel.pk}/devices/new/", data)
    assert answer["Location"] == f"/clients/{kestrel.pk}/devices/"
    assert "D-1" in who.get(answer["Location"]).content.decode()
    assert "1</a></dd>" in who.get(f"/clients/{kestrel.pk}/").content.decode()
    form = who.get("/devices/1/edit/").context["form"]
    data |= {"name": "=2+2", "warranty_until": "2026-01-01", "seen": form["seen"].value()}
    wrong = who.post("/devices/1/edit/", data)
    assert (wrong.status_code, "before it was bought" in wrong.content.decode()) == (422, True)
    data["warranty_until"] = "2029-01-01"
    assert who.post("/devices/1/edit/", data).status_code == 302
    text = b"".join(who.get("/devices/export.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "D-1,'=2+2,Kestrel Dental,computer,KD-1" in text
    assert b">D-1<" in who.get(f"/clients/{kestrel.pk}/devices/", {"q": "kd-1"}).content
    assert b">D-1<" not in who.get(f"/clients/{kestrel.pk}/devices/", {"q": "other"}).content


def test_the_list_of_devices_costs_the_same_at_3_and_at_30(django_assert_max_num_queries: Any) -> None:
    who, costs = ines(), []
    for rows in (3, 30):
        while Device.objects.count() < rows:
            add(f"PC {Device.objects.count()}")
        with django_assert_max_num_queries(6) as asked:
            who.get("/devices/")
        costs.append(len(asked))
    assert costs[0] == costs[1]
