"""Many alerts become few tickets; recovery ends them; nothing is lost on the way."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.apps.alerts import operations
from steadfast.apps.alerts.models import Alert, Arrival
from steadfast.apps.alerts.operations import Said, maintenance, reading
from steadfast.apps.clients.operations import add_device
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Message, Ticket
from steadfast.domain.alerts.turn import FATES
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.alerts.watch import Watch, fates, fires, ticket, well
from tests.apps.desk.pages import browser


def test_an_alert_opens_a_ticket_with_what_it_says(watch: Watch) -> None:
    watch.tell(fires(severity="critical", message="97 % used"))
    found = ticket()
    assert (found.subject.title, found.channel, found.urgency) == ("Disk on srv1: 97 % used", "alert", 1)
    assert found.opened_at == watch.now


def test_the_same_alert_again_is_counted_and_opens_nothing(watch: Watch) -> None:
    for _ in range(3):
        watch.tell(fires())
    assert Ticket.objects.count() == 1
    assert Alert.objects.get().told == 3


def test_a_storm_is_one_ticket_and_what_follows_joins_it(watch: Watch) -> None:
    watch.tell(*(fires(host=f"srv{no}") for no in range(37)))
    watch.later(minutes=4)
    watch.tell(fires("Ping", "gw", severity="critical"))
    found = ticket()
    assert found.subject.title == "37 alerts of Kestrel Dental: Disk"
    assert found.urgency == 1
    assert Alert.objects.filter(trouble=found.pk).count() == 38
    watch.later(minutes=6)
    watch.tell(fires("Mail", "mx"))
    assert Ticket.objects.count() == 2


def test_recovery_resolves_after_a_while_and_says_so(watch: Watch) -> None:
    watch.tell(fires(), fires("Load"))
    watch.later(minutes=1)
    watch.tell(well(), well("Load"))
    assert watch.look_after() == ["settling"]
    watch.later(minutes=6)
    assert watch.look_after() == ["resolved"]
    assert ticket().state == "resolved"
    assert Message.objects.filter(kind="inside").latest("id").text == "All 2 alerts recovered."
    assert not Message.objects.filter(kind="public").exists()
    assert watch.look_after() == []


def test_what_a_human_wrote_on_stays_theirs(watch: Watch) -> None:
    watch.tell(fires())
    ines = factories.actor(factories.member(cast.INES))
    desk.note(ticket().pk, text="On it.", actor=ines, now=watch.now)
    watch.tell(well())
    watch.later(minutes=6)
    assert watch.look_after() == ["told"]
    assert ticket().state == "new"
    assert "stays open" in Message.objects.latest("id").text


def test_a_flapping_alert_goes_on_on_its_ticket(watch: Watch) -> None:
    for _ in range(3):
        watch.tell(fires())
        watch.later(minutes=1)
        watch.tell(well())
        watch.later(minutes=6)
        assert watch.look_after() == ["resolved"]
    found = ticket()
    assert (found.reopened, Alert.objects.get().returns) == (2, 2)


def test_long_after_it_was_closed_a_new_ticket_follows(watch: Watch) -> None:
    watch.tell(fires())
    watch.tell(well())
    watch.later(minutes=6)
    watch.look_after()
    first = ticket()
    watch.later(days=30)
    desk.close_unobjected(first.pk, now=watch.now)
    watch.tell(fires())
    second = Ticket.objects.exclude(pk=first.pk).get()
    assert second.follows_id == first.pk
    assert list(Alert.objects.order_by("pk").values_list("current", "trouble_id")) == [
        (False, first.pk),
        (True, second.pk),
    ]


def test_maintenance_notes_and_opens_what_outlives_it(watch: Watch) -> None:
    until = watch.now + timedelta(hours=1)
    client = factories.client(cast.KESTREL)
    said = {"client": client, "starts_at": watch.now, "ends_at": until, "actor": SYSTEM, "now": watch.now}
    operations.plan_maintenance("New disk", **said)
    watch.tell(fires(), fires("Load"))
    watch.tell(well("Load"))
    assert fates() == {"maintenance": 2}
    watch.later(minutes=61)
    watch.look_after()
    assert fates() == {"maintenance": 1, "ticket": 1}
    assert ticket().opened_at == watch.now


def test_what_stays_silent_keeps_nothing_behind_it_waiting(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    client = factories.client(cast.KESTREL)
    device = add_device(client, {"name": "SRV1", "kind": "computer"}, actor=SYSTEM, now=watch.now)
    said = {"starts_at": watch.now, "actor": SYSTEM, "now": watch.now}
    operations.plan_maintenance("New disk", device=device, ends_at=watch.now + timedelta(hours=9), **said)
    operations.plan_maintenance("Move", client=client, ends_at=watch.now + timedelta(hours=1), **said)
    watch.tell(fires("Disk", "srv1"), fires("Load", "srv2"))
    assert fates() == {"maintenance": 2}
    monkeypatch.setattr(maintenance, "SWEEP", 1)
    watch.later(minutes=61)
    watch.look_after()
    assert Alert.objects.get(fate="ticket").name == "Load"
    watch.later(hours=9)
    watch.look_after()
    assert fates() == {"ticket": 2}


def test_no_more_bodies_are_loaded_at_once_than_fit(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BYTES", 250)
    for no in range(4):
        body = json.dumps([fires(f"Disk {no}", message="x" * (400 if no == 2 else 40))]).encode()
        operations.receive(watch.source, body, now=watch.now)
    loaded: list[int] = []
    parse = reading._parse
    monkeypatch.setattr(reading, "_parse", lambda source, row: loaded.append(len(row.body)) or parse(source, row))
    by = {"actor": SYSTEM, "now": watch.now}
    with CaptureQueriesContext(connection) as asked:
        assert [operations.read_some(**by) for _ in range(4)] == [2, 1, 1, 0]
    measuring = [one["sql"] for one in asked if "LENGTH" in one["sql"].upper()]
    assert len(measuring) == 4
    assert (len(loaded), Alert.objects.count()) == (4, 4)


def test_what_recovers_before_it_is_read_opens_nothing(watch: Watch) -> None:
    watch.tell(fires(), well())
    assert fates() == {"recovered": 1}
    assert not Ticket.objects.exists()


def test_whose_it_is_says_the_map_the_name_or_the_device(watch: Watch) -> None:
    marlow = factories.client(cast.MARLOW)
    device = add_device(marlow, {"name": "GATE-4", "kind": "computer"}, actor=SYSTEM, now=watch.now)
    said = Said(name="Watchtower", clients={"mf-01": marlow.pk})
    operations.change_source(watch.source.pk, said, actor=SYSTEM, now=watch.now)
    watch.tell(fires("A", client="MF-01"), fires("B", client="kestrel dental"), fires("C", "gate-4.marlow.example"))
    watch.tell(fires("D", "nowhere"))
    found = {row.name: row for row in Alert.objects.all()}
    assert [found[name].client_id for name in "ABC"] == [marlow.pk, factories.client(cast.KESTREL).pk, marlow.pk]
    assert found["C"].device == device
    assert "nobody knows whose" in found["D"].refusal
    again = Said(name="Watchtower", client=marlow)
    operations.change_source(watch.source.pk, again, actor=SYSTEM, now=watch.now)
    assert Alert.objects.get(name="D").fate == "ticket"


def test_a_merged_ticket_takes_the_alerts_along(watch: Watch) -> None:
    watch.tell(fires())
    first = ticket()
    ines = factories.actor(factories.member(cast.INES))
    other = factories.ticket()
    desk.merge(first.pk, other.pk, actor=ines, now=watch.now)
    watch.tell(fires("Load"))
    assert "One more alert" in Message.objects.filter(ticket=other).latest("id").text
    watch.tell(well(), well("Load"))
    watch.later(minutes=6)
    assert watch.look_after() == ["told"]


def test_what_cannot_be_read_is_kept_and_read_again(watch: Watch) -> None:
    operations.receive(watch.source, b'{"title": "Disk", "status": "firing"}', now=watch.now)
    watch.read()
    kept = Arrival.objects.get()
    assert (kept.state, "no name" in kept.trouble) == ("unreadable", True)
    client = factories.client(cast.KESTREL)
    said = Said(name="Watchtower", client=client, mapping={"name": "title"})
    operations.change_source(watch.source.pk, said, actor=SYSTEM, now=watch.now)
    assert operations.read_again(watch.source.pk, actor=SYSTEM, now=watch.now) == 1
    watch.read()
    assert ticket().subject.title == "Disk"


STEP = st.tuples(
    st.sampled_from(["tell", "later", "maintain", "look", "human", "broken", "close"]),
    st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["s1", "s2"]), st.booleans()), min_size=1, max_size=4),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(STEP, max_size=12))
def test_every_alert_is_in_exactly_one_place(db: None, story: list[tuple[str, list[tuple[str, str, bool]]]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        watch = Watch()
        heard: dict[tuple[str, str], bool] = {}
        for act, rows in story:
            _act(watch, act, rows, heard)
        current = {(row.name, row.host): row for row in Alert.objects.filter(current=True)}
        assert current.keys() == heard.keys()
        for key, firing in heard.items():
            assert current[key].firing == firing
            assert current[key].fate in FATES
            assert (current[key].fate == "recovered") <= (not firing)
        transaction.set_rollback(True)


def _act(watch: Watch, act: str, rows: list[tuple[str, str, bool]], heard: dict[tuple[str, str], bool]) -> None:
    if act == "tell":
        watch.tell(*((fires if firing else well)(name, host) for name, host, firing in rows))
        heard.update({(name, host): firing for name, host, firing in rows})
    else:
        MEANWHILE[act](watch)


def _maintain(watch: Watch) -> None:
    said = {"source": watch.source, "starts_at": watch.now, "ends_at": watch.now + timedelta(minutes=10)}
    operations.plan_maintenance("Work", **said, actor=SYSTEM, now=watch.now)


def _broken(watch: Watch) -> None:
    operations.receive(watch.source, b"{", now=watch.now)
    watch.read()


def _human(watch: Watch) -> None:
    ines = factories.actor(factories.member(cast.INES))
    for one in Ticket.objects.filter(state="new"):
        desk.note(one.pk, text="Looking.", actor=ines, now=watch.now)


def _close(watch: Watch) -> None:
    watch.later(days=20)
    for one in Ticket.objects.filter(state="resolved"):
        desk.close_unobjected(one.pk, now=watch.now)


MEANWHILE = {
    "later": lambda watch: watch.later(minutes=7),
    "maintain": _maintain,
    "look": lambda watch: watch.look_after(),
    "broken": _broken,
    "human": _human,
    "close": _close,
}


def test_what_nobody_can_place_leads_who_may_to_its_source(watch: Watch) -> None:
    operations.change_source(watch.source.pk, Said(name="Watchtower"), actor=SYSTEM, now=watch.now)
    watch.tell(fires("D", "nowhere"))
    link = f'href="/alerts/sources/{watch.source.pk}/"'
    assert link in browser(cast.NORA).get("/alerts/?which=refused").content.decode()
    page = browser(cast.INES).get("/alerts/?which=refused")
    assert "nobody knows whose" in page.content.decode()
    assert link not in page.content.decode()
