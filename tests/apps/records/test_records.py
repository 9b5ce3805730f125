"""Records of another system: they meet ours by its keys, only differences are written, and all of it can be undone."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from steadfast.apps.clients import checks, operations
from steadfast.apps.clients.models import Client, Device, Site
from steadfast.apps.identity.models import Person
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.models import Batch, SourceRecord, Trace
from steadfast.apps.imports.records import naming
from steadfast.foundation import verify
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.records.files import bring_in, planned, run_of, undo
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CLIENT = {"key": "id", "name": "company", "zone": "tz", "since_on": "since", "active": "active"}
TWO = """id,company,tz,since,active
7,Kestrel Dental,Europe/London,2020-01-31,yes
8,Old Mill Bakery,Europe/Berlin,,no
"""
WRONG = """id,company,tz,since,active
1,,UTC,,
2,Marlow Freight,UTC,,
3,New,Mars/Base,,
4,New,UTC,31/31/2020,
5,Same,UTC,,
6,same,UTC,,
6,Other,UTC,,
"""
PEOPLE = """id,name,client,mail,tel
70,Amara Ruiz,7,Amara@Kestrel.example,1
71,Twin,7,amara@kestrel.example,
72,X,7,nobody,
"""
DEVICES = """tag,host,who,type,sn,os,site,owner,bought
A1,Reception,7,computer,S1,Windows 11,Harlow Street,amara@kestrel.example,2024-05-01
A2,X,7,boat,,,,,
A3,Y,7,server,,,Bakery,,
"""


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def counts(run: object) -> dict[str, int]:
    found = planned(run).counts  # type: ignore[arg-type]
    return {name: n for name, n in found.items() if n and name != "rows"}


def test_a_plan_writes_nothing_and_shows_what_would_be(tmp_path: Path) -> None:
    plan = planned(run_of(tmp_path, "clients", TWO, CLIENT))
    assert dict(plan.counts) == {"rows": 2, "new": 2, "changed": 0, "same": 0, "kept": 0, "refused": 0}
    assert [(one.row, one.key, one.outcome) for one in plan.sample] == [
        (2, "Kestrel Dental", "new"),
        (3, "Old Mill Bakery", "new"),
    ]
    assert ("name", None, "Kestrel Dental") in plan.sample[0].cells
    assert not Client.objects.exists()
    assert not SourceRecord.objects.exists()


def test_the_same_file_again_changes_nothing_and_a_changed_one_the_difference(tmp_path: Path) -> None:
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    kestrel, mill = Client.objects.order_by("name")
    assert (kestrel.zone, str(kestrel.since_on), kestrel.retired_at, kestrel.source_key) == (
        "Europe/London",
        "2020-01-31",
        None,
        "7",
    )
    assert mill.retired_at is not None
    told = Event.objects.count()
    again = run_of(tmp_path, "clients", TWO, CLIENT)
    assert counts(again) == {"same": 2}
    bring_in(again)
    assert Event.objects.count() == told + 1  # that the import was shown
    renamed = run_of(tmp_path, "clients", TWO.replace("Kestrel Dental", "Kestrel Care").replace("no", "yes"), CLIENT)
    assert counts(renamed) == {"changed": 2}
    bring_in(renamed)
    assert sorted(Client.objects.filter(retired_at=None).values_list("name", flat=True)) == [
        "Kestrel Care",
        "Old Mill Bakery",
    ]
    assert Batch.objects.filter(state="shown").count() == 3
    assert verify.run(["chains"]) == []


def test_what_a_hand_changed_here_is_kept_and_named(tmp_path: Path) -> None:
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    kestrel = Client.objects.get(name="Kestrel Dental")
    operations.change_client(kestrel, {"name": "Kestrel"}, actor=SYSTEM, now=NOW)
    later = TWO.replace("Kestrel Dental", "Kestrel Care").replace("Europe/London", "Europe/Paris")
    plan = planned(run_of(tmp_path, "clients", later, CLIENT))
    assert (plan.counts["changed"], plan.counts["kept"], plan.counts["same"]) == (1, 1, 1)
    assert plan.sample[0].outcome == "kept"
    assert ("name", "Kestrel", "Kestrel Care") in plan.sample[0].cells
    batch = bring_in(run_of(tmp_path, "clients", later, CLIENT))
    kestrel.refresh_from_db()
    assert (kestrel.name, kestrel.zone) == ("Kestrel", "Europe/Paris")
    assert Trace.objects.get(batch=batch).kept == {"name": ["Kestrel", "Kestrel Care"]}


def test_undo_puts_values_back_and_retires_what_was_made(tmp_path: Path) -> None:
    first = bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    second = bring_in(run_of(tmp_path, "clients", TWO.replace("Europe/London", "Europe/Paris"), CLIENT))
    undo("clients", second)
    assert Client.objects.get(name="Kestrel Dental").zone == "Europe/London"
    undo("clients", first)
    undo("clients", first)  # an undoing that is asked for twice is one
    assert not Client.objects.filter(retired_at=None).exists()
    assert Client.objects.count() == 2
    again = run_of(tmp_path, "clients", TWO, CLIENT)
    assert counts(again) == {"changed": 1, "same": 1}
    bring_in(again)
    assert Client.objects.count() == 2
    assert Client.objects.get(retired_at=None).name == "Kestrel Dental"


def test_undoing_the_earlier_of_two_imports_leaves_the_later_one_and_goes_back_before_both(tmp_path: Path) -> None:
    first = bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    second = bring_in(run_of(tmp_path, "clients", TWO.replace("Europe/London", "Europe/Paris"), CLIENT))
    third = bring_in(run_of(tmp_path, "clients", TWO.replace("Europe/London", "Europe/Rome"), CLIENT))
    undo("clients", second)
    assert Client.objects.get(name="Kestrel Dental").zone == "Europe/Rome"
    undo("clients", third)
    assert Client.objects.get(name="Kestrel Dental").zone == "Europe/London"
    undo("clients", first)
    assert not Client.objects.filter(retired_at=None).exists()


def test_a_hand_after_the_import_survives_its_undo(tmp_path: Path) -> None:
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    batch = bring_in(run_of(tmp_path, "clients", TWO.replace("Europe/London", "Europe/Paris"), CLIENT))
    kestrel = Client.objects.get(name="Kestrel Dental")
    operations.change_client(kestrel, {"zone": "Europe/Madrid"}, actor=SYSTEM, now=NOW)
    undo("clients", batch)
    kestrel.refresh_from_db()
    assert kestrel.zone == "Europe/Madrid"


def test_rows_that_cannot_be_taken_are_named_with_their_reason(tmp_path: Path) -> None:
    factories.client(cast.MARLOW)
    plan = planned(run_of(tmp_path, "clients", WRONG, CLIENT))
    assert (plan.counts["new"], plan.counts["refused"]) == (1, 6)
    said = {one.row: (one.field, one.value) for one in plan.refused}
    assert said[3] == ("company", "Marlow Freight")
    assert said[4] == ("tz", "Mars/Base")
    assert said[5] == ("since", "31/31/2020")
    assert said[7][0] == "company"
    assert said[8] == ("id", "6")
    bring_in(run_of(tmp_path, "clients", WRONG, CLIENT))
    assert Client.objects.count() == 2


def test_a_client_of_ours_is_meant_by_name_only_where_the_mapping_says_so(tmp_path: Path) -> None:
    kestrel = factories.client(cast.KESTREL)
    run = run_of(tmp_path, "clients", TWO, CLIENT, 'match = "name"')
    assert counts(run) == {"new": 1, "same": 1, "kept": 1}  # since 2020-01-01, says a hand
    bring_in(run)
    assert SourceRecord.objects.get(key="7").row_id == kestrel.pk
    assert Client.objects.filter(name="Kestrel Dental").count() == 1


def test_contacts_sites_and_devices_find_their_client_by_key_or_by_name(tmp_path: Path) -> None:
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    sites = "id,name,client\n1,Harlow Street,7\n2,Bakery,old mill bakery\n3,Nowhere,99\n"
    plan = planned(run_of(tmp_path, "sites", sites, {"key": "id", "name": "name", "client": "client"}))
    assert (plan.counts["new"], plan.counts["refused"]) == (2, 1)
    bring_in(run_of(tmp_path, "sites", sites, {"key": "id", "name": "name", "client": "client"}))
    columns = {"key": "id", "name": "name", "client": "client", "email": "mail", "phone": "tel"}
    contacts = run_of(tmp_path, "contacts", PEOPLE, columns)
    assert {one.row: one.field for one in planned(contacts).refused} == {3: "mail", 4: "mail"}
    bring_in(contacts)
    columns = {
        "key": "tag", "name": "host", "client": "who", "kind": "type", "serial": "sn", "system": "os", "site": "site",
        "user": "owner", "bought_on": "bought",
    }  # fmt: skip
    run = run_of(tmp_path, "devices", DEVICES, columns)
    assert {one.row: (one.field, one.value) for one in planned(run).refused} == {
        3: ("type", "boat"),
        4: ("site", "Bakery"),
    }
    batch = bring_in(run)
    device = Device.objects.get()
    assert (device.site, device.user) == (Site.objects.get(name="Harlow Street"), Person.objects.get(name="Amara Ruiz"))
    assert (device.name, device.serial, str(device.bought_on), device.source_key) == (
        "Reception",
        "S1",
        "2024-05-01",
        "A1",
    )
    assert list(checks.devices()) == []
    undo("devices", batch)
    device.refresh_from_db()
    assert device.retired_at is not None
    assert list(checks.devices()) == []


def test_a_row_does_not_move_to_another_client(tmp_path: Path) -> None:
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    columns = {"key": "id", "name": "name", "client": "client"}
    bring_in(run_of(tmp_path, "sites", "id,name,client\n1,Shop,7\n", columns))
    plan = planned(run_of(tmp_path, "sites", "id,name,client\n1,Shop,8\n", columns))
    assert [(one.row, one.field) for one in plan.refused] == [(2, "client")]


def test_an_agreement_covers_a_client_by_a_copy_of_ours(tmp_path: Path) -> None:
    standard = factories.agreement()
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    text = "no,title,client,since\nC1,Kestrel 2026,7,2026-01-01\nC2,Standard,8,\n"
    columns = {"key": "no", "name": "title", "client": "client", "since_on": "since"}
    run = run_of(tmp_path, "agreements", text, columns, '[defaults]\nlike = "Standard"\n')
    assert {one.row: one.field for one in planned(run).refused} == {3: "title"}
    batch = bring_in(run)
    made = Client.objects.get(name="Kestrel Dental").agreements.get()
    assert made.versions.get().body == standard.body
    assert made.versions.get().valid_from.date().isoformat() == "2026-01-01"
    assert counts(run) == {"same": 1, "refused": 1}
    undo("agreements", batch)
    made.refresh_from_db()
    assert not made.offered


def test_a_plan_names_rows_of_ours_and_not_their_numbers(tmp_path: Path) -> None:
    """Client, site and user of a device stand in the plan as people call them."""
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    columns = {"key": "tag", "name": "host", "client": "who"}
    plan = planned(run_of(tmp_path, "devices", "tag,host,who\nA1,Reception,7\n", columns))
    assert ("client", None, "Kestrel Dental") in plan.sample[0].cells


def test_a_client_is_found_by_letters_beyond_a_to_z_on_either_database(tmp_path: Path) -> None:
    bring_in(run_of(tmp_path, "clients", "id,company\n9,Ärzte Süd\n", {"key": "id", "name": "company"}))
    people = run_of(tmp_path, "contacts", "id,n,c\n1,A,Ärzte Süd\n", {"key": "id", "name": "n", "client": "c"})
    assert counts(people) == {"new": 1}
    again = run_of(tmp_path, "clients", "id,company\n10,Ärzte Süd\n", {"key": "id", "name": "company"})
    assert counts(again) == {"refused": 1}


def test_a_client_renamed_here_is_found_by_what_the_source_calls_it(tmp_path: Path) -> None:
    bring_in(run_of(tmp_path, "clients", TWO, CLIENT))
    operations.change_client(Client.objects.get(name="Kestrel Dental"), {"name": "Kestrel"}, actor=SYSTEM, now=NOW)
    people = run_of(tmp_path, "contacts", "id,n,c\n1,A,Kestrel Dental\n", {"key": "id", "name": "n", "client": "c"})
    assert counts(people) == {"new": 1}


def test_a_file_none_of_whose_rows_can_be_taken_makes_no_import(tmp_path: Path) -> None:
    run = run_of(tmp_path, "clients", "id,company\n1,\n2,\n", {"key": "id", "name": "company"})
    with pytest.raises(Fault, match="row 2, column company: '' every row is refused; the first: is empty"):
        bring_in(run)
    assert not Batch.objects.exists()


def test_rows_are_named_by_one_query_for_each_kind(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kestrel, marlow = factories.client(cast.KESTREL), factories.client(cast.MARLOW)
    rows = [[("client", kestrel.pk, marlow.pk), ("active", True, False), ("name", "A", "B")]] * 30
    with django_assert_num_queries(1):
        found = naming.named(rows)
    assert found[-1] == (("client", "Kestrel Dental", "Marlow Freight"), ("active", True, False), ("name", "A", "B"))
    assert naming.named([[("client", None, 999_999)]]) == [(("client", None, ""),)]
