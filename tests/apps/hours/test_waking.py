"""Who is on call is woken for what is urgent at night, answers by one tap, or the next one is woken."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.test import Client as Browser
from pytest_django import Settings

from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours import operations, tasks, ways
from steadfast.apps.hours.models import Wake, WakeTry, WakingRules
from steadfast.apps.hours.operations import waking
from steadfast.apps.hours.queries import waking as known
from steadfast.domain.hours.waking import ROUNDS
from steadfast.foundation import clock, outbox
from steadfast.foundation.models import Delivery, Job
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, kinds
from tests.apps.desk.pages import words

NIGHT = at(3, "02:00")
URGENT = {"impact": 1, "urgency": 1}


def opened(desk: Desk, now: datetime = NIGHT, **said: object) -> Ticket:
    """Open a ticket and deliver its event, as the worker does."""
    ticket = desk.open(now=now, **{**URGENT, **said})
    for row in Delivery.objects.filter(subscriber="hours.wake_opened").select_related("event"):
        subscriber = outbox.subscriber(row.subscriber)
        assert subscriber is not None
        subscriber(row.event, row.event.data, now=now)
    return ticket


def woken() -> list[str]:
    return list(Wake.objects.order_by("pk").values_list("person__name", flat=True))


def test_who_is_on_duty_is_woken_at_night(desk: Desk) -> None:
    ticket = opened(desk)
    assert woken() == ["Theo"]
    assert kinds(ticket)[-1] == "wake.called"
    assert Job.objects.filter(task="steadfast.apps.hours.tasks.send_call").count() == 1


@pytest.mark.parametrize("day", ["10:00", "16:59"])
def test_nobody_is_woken_while_the_practice_is_open(desk: Desk, day: str) -> None:
    opened(desk, at(3, day))
    assert woken() == []


def test_nobody_is_woken_for_what_can_wait_until_morning(desk: Desk) -> None:
    opened(desk, impact=2, urgency=2)
    assert woken() == []


def test_who_opened_it_themselves_is_not_woken(desk: Desk) -> None:
    desk.ines = desk.theo
    opened(desk)
    assert woken() == []


def test_nobody_is_woken_once_it_is_taken(desk: Desk) -> None:
    ticket = desk.open(now=NIGHT, **URGENT)
    desk_operations.take(ticket.pk, actor=desk.kofi, now=NIGHT)
    assert waking.begin(ticket.pk, by=None, now=NIGHT) is None


def test_the_same_event_twice_wakes_once(desk: Desk) -> None:
    ticket = opened(desk)
    assert waking.begin(ticket.pk, by=None, now=NIGHT) is None
    assert woken() == ["Theo"]


def test_a_ticket_that_becomes_urgent_wakes(desk: Desk) -> None:
    ticket = opened(desk, impact=3, urgency=3)
    desk_operations.reprioritize(ticket.pk, **URGENT, reason="All of them", actor=desk.ines, now=NIGHT)
    row = Delivery.objects.select_related("event").get(subscriber="hours.wake_reprioritized")
    tasks.look_at_reprioritized(row.event, row.event.data, now=NIGHT)
    assert woken() == ["Theo"]


def test_who_sleeps_on_is_passed_over_until_everybody_was_woken_three_times(desk: Desk) -> None:
    opened(desk)
    now = NIGHT
    for _ in range(40):
        now += timedelta(minutes=10)
        if known.is_open(now):
            break
        for key in known.due(now):
            waking.go_on(key, now=now)
    assert woken() == ["Theo", "Ines", "Kofi", "Nora"] * ROUNDS
    assert Wake.objects.latest("pk").over == "nobody woke"


def test_a_call_that_fails_keeps_nobody_else_asleep(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, ran = [1, 2, 3], []

    def fails(key: int, *, now: datetime) -> None:
        if key == keys[0]:
            raise RuntimeError("no")
        ran.append(key)

    monkeypatch.setattr(known, "due", lambda now: keys)
    monkeypatch.setattr(waking, "go_on", fails)
    assert (tasks.wake_the_next.func(), ran) == (2, [2, 3])
    assert Job.objects.get(task="steadfast.apps.hours.tasks.go_on").args["args"] == [1]
    Job.objects.update(dead=True, done_at=NIGHT)  # given up: it stands on the page of care once
    assert (tasks.wake_the_next.func(), Job.objects.count()) == (2, 1)


def test_it_ends_when_somebody_takes_the_ticket_or_the_day_begins(desk: Desk) -> None:
    first, second = opened(desk), None
    desk_operations.take(first.pk, actor=desk.kofi, now=NIGHT + timedelta(minutes=5))
    second = desk.open(now=at(3, "08:55"), **URGENT)
    waking.begin(second.pk, by=None, now=at(3, "08:55"))
    for key in known.due(at(3, "09:05")):
        waking.go_on(key, now=at(3, "09:05"))
    assert list(Wake.objects.order_by("pk").values_list("over", flat=True)) == ["taken meanwhile", "the day began"]


def test_nobody_else_is_woken_once_it_can_wait_or_waking_is_switched_off(desk: Desk) -> None:
    first = opened(desk)
    desk_operations.reprioritize(first.pk, impact=3, urgency=3, reason="One of them", actor=desk.ines, now=NIGHT)
    for key in known.due(NIGHT + timedelta(minutes=10)):
        waking.go_on(key, now=NIGHT + timedelta(minutes=10))
    second = desk.open(now=NIGHT, **URGENT)
    call = waking.begin(second.pk, by=None, now=NIGHT)
    assert call is not None
    WakingRules.objects.update_or_create(pk=1, defaults={"on": False})
    waking.go_on(call.pk, now=NIGHT + timedelta(minutes=10))
    assert woken() == ["Theo", "Theo"]
    assert set(Wake.objects.values_list("over", flat=True)) == {"it can wait"}


def test_one_tap_answers_and_looking_does_not(desk: Desk) -> None:
    ticket = opened(desk)
    address = f"/awake/{waking.token_of(ticket.pk, 1)}/"
    with mock.patch.object(clock, "now", return_value=NIGHT + timedelta(minutes=3)):
        assert "you are on call" in words(Browser().get(address).content.decode())
        assert Wake.objects.get().answered_at is None
        assert "nobody else is woken" in words(Browser().post(address).content.decode())
    wake = Wake.objects.get()
    assert (wake.answered_by_id, wake.answered_at) == (desk.theo.person_id, NIGHT + timedelta(minutes=3))
    assert known.due(NIGHT + timedelta(hours=1)) == []
    assert not operations.answer(wake.pk, person_id=desk.ines.person_id, actor=desk.ines, now=NIGHT)
    assert Browser().get("/awake/1-1.forged/").status_code == 404


def test_whoever_was_called_first_may_answer_late_and_the_others_sleep_on(desk: Desk) -> None:
    opened(desk)
    (first,) = known.due(NIGHT + timedelta(minutes=10))
    waking.go_on(first, now=NIGHT + timedelta(minutes=10))
    assert woken() == ["Theo", "Ines"]
    assert operations.answer(first, person_id=desk.theo.person_id, actor=desk.theo, now=NIGHT + timedelta(minutes=11))
    assert known.due(NIGHT + timedelta(hours=2)) == []


def test_each_way_is_tried_and_what_went_wrong_stands_beside_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[ways.Call] = []
    monkeypatch.setitem(ways._ways, "mail", sent.append)
    opened(desk)
    key = Wake.objects.get().pk
    tasks.send_call.func(key)
    tasks.send_call.func(key)
    assert [call.email for call in sent] == ["theo@harbor.example"]
    assert "Wake up: T-1, P1, Kestrel Dental" in sent[0].subject
    tries = dict(WakeTry.objects.values_list("way", "trouble"))
    assert tries == {"mail": "", "gateway": "no gateway is set up"}


def test_the_link_opens_from_elsewhere_though_nobody_kept_the_rules(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    sent: list[ways.Call] = []
    monkeypatch.setitem(ways._ways, "mail", sent.append)
    settings.ALLOWED_HOSTS, settings.HTTPS = ["desk.harbor.example"], True
    opened(desk)
    tasks.send_call.func(Wake.objects.get().pk)
    assert sent[0].url.startswith("https://desk.harbor.example/awake/")
    assert f"\n{sent[0].url}\n" in sent[0].text


def test_who_is_on_call_leaves_one_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[ways.Call] = []
    monkeypatch.setitem(ways._ways, "mail", sent.append)
    browser = Browser()
    theo = factories.member(cast.THEO)
    assert theo.user is not None
    browser.force_login(theo.user)
    assert browser.post("/me/waking/", {}).status_code == 422
    assert browser.post("/me/waking/", {"by_gateway": "on"}).status_code == 302
    opened(desk)
    tasks.send_call.func(Wake.objects.get().pk)
    assert sent == []
    assert list(WakeTry.objects.values_list("way", flat=True)) == ["gateway"]


def test_the_rules_are_kept_and_a_gateway_on_this_network_of_clouds_is_refused(desk: Desk) -> None:
    browser = Browser()
    theo = factories.member(cast.THEO)
    assert theo.user is not None
    browser.force_login(theo.user)
    said = {"on": "on", "priorities": ["P1", "P2"], "patience": "15"}
    assert browser.post("/wakes/ways/", {**said, "gateway": "https://169.254.169.254/"}).status_code == 422
    assert browser.post("/wakes/ways/", said).status_code == 302
    rules = known.rules()
    assert (rules.priorities, rules.patience, rules.origin) == ("P1,P2", 15, "http://testserver")
