"""Somebody leaves: all they answer for passes to who is named, in time and after a kill; then the door closes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.commitments.operations import handing
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import take
from steadfast.apps.identity import holds, operations, tasks
from steadfast.apps.identity.models import Absence, DutyTurn, Leaving, Person, SavedView, SetUpLink, Team
from steadfast.apps.identity.queries import leaving as plans
from steadfast.domain.commitment.duty.rota import Turn
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock, verify
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.models import Event
from tests import cast, factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora() -> Actor:
    return factories.actor(factories.member(cast.NORA))


@pytest.fixture
def ines() -> Person:
    return factories.member(cast.INES)


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(factories.member(cast.NORA).user)
    return client


def plan(ines: Person, nora: Actor, at: datetime | None = None, **takers: int) -> Leaving:
    now = clock.now()
    named = {"rest": factories.member(cast.KOFI).pk, **takers}
    return operations.plan_leaving(ines, leaves_at=at or now, takers=named, actor=nora, now=now)


def taken(ines: Person, number: int) -> None:
    for _ in range(number):
        ticket = factories.ticket(now=clock.now())
        take(ticket.pk, actor=factories.actor(ines), now=clock.now())


def entangle(ines: Person, nora: Actor) -> None:
    """Let Ines be on duty, have a turn, stand in for Kofi, hold a relationship and share a view."""
    now, said = clock.now(), {"actor": nora, "now": clock.now()}
    team, kofi = factories.team(), factories.member(cast.KOFI)
    everybody = [ines, kofi, factories.member(cast.THEO)]
    operations.change_team(team, name=team.name, duty_owner=ines, members=everybody, **said)
    operations.add_turns(team, [Turn(ines.pk, now + timedelta(days=1), now + timedelta(days=2))], **said)
    day = (now + timedelta(days=7)).date()
    operations.plan_absence(kofi, first=day, last=day, kind="holiday", deputy=ines, **said)
    operations.name_deputy(kofi, ines, **said)
    factories.client(cast.MARLOW).__class__.objects.update(relationship_owner=ines)
    for who in (ines, factories.member(cast.THEO)):
        SavedView.objects.create(person=who, list="tickets", name="Late", query="late=yes", shared="everyone")


def test_everything_passes_to_whom_was_named_and_the_door_closes(ines: Person, nora: Actor, owner: Client) -> None:
    taken(ines, 2)
    entangle(ines, nora)
    theo, kofi = factories.member(cast.THEO), factories.member(cast.KOFI)
    operations.invite(ines, actor=nora, now=clock.now())
    inside = Client()
    inside.force_login(ines.user)
    page = owner.get(f"/people/{ines.pk}/leaving/").content.decode()
    for words in ("Tickets, with what is promised on them", "Duty of teams", "Relationships with clients"):
        assert words in page
    sent = {"rest": theo.pk, "tickets": kofi.pk, "leaves_at": ""}
    assert owner.post(f"/people/{ines.pk}/leaving/", sent).status_code == 302
    assert set(Ticket.objects.values_list("owner_id", flat=True)) == {kofi.pk}
    assert set(Commitment.objects.filter(closed_at=None, owner__isnull=False).values_list("owner_id", flat=True)) == {
        kofi.pk
    }
    assert {row.answer for row in HandOver.objects.filter(from_person=ines, to_person=kofi)} == {"accepted"}
    assert Team.objects.get().duty_owner_id == theo.pk
    assert [turn.person_id for turn in DutyTurn.objects.all()] == [theo.pk]
    assert Absence.objects.get().deputy_id == theo.pk
    assert sorted(SavedView.objects.filter(person=theo).values_list("name", flat=True)) == ["Late", "Late 2"]
    assert holds.of(ines.pk) == []
    ines.refresh_from_db()
    assert ines.left_at is not None
    assert ines.user is not None
    assert not ines.user.is_active
    assert inside.get("/me/").status_code == 302
    assert not SetUpLink.objects.filter(person=ines, used_at=None).exists()
    assert [str(one) for one in verify.run(["absences", "turns of duty", "deputies", "hand-overs"])] == []


def test_somebody_with_many_promises_leaves_though_the_job_is_killed(
    ines: Person, nora: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(ines, 30)
    theirs = Commitment.objects.filter(owner=ines, closed_at=None)
    assert theirs.count() == 60
    leaving, passed, real = plan(ines, nora), 0, handing.passed

    def killed(*args: Any, **kwargs: Any) -> HandOver:
        nonlocal passed
        passed += 1
        if passed == 13:
            raise SystemExit
        return real(*args, **kwargs)

    with monkeypatch.context() as dying:
        dying.setattr(handing, "passed", killed)
        with pytest.raises(SystemExit):
            tasks.carry_leavings.func()
    assert theirs.count() == 36
    assert not Leaving.objects.filter(done_at__isnull=False).exists()
    assert tasks.carry_leavings.func() == 1
    assert theirs.count() == 0
    assert HandOver.objects.filter(from_person=ines).count() == 30
    leaving.refresh_from_db()
    assert leaving.done_at is not None
    assert tasks.carry_leavings.func() == 0
    assert [str(one) for one in verify.run(["commitments", "tickets"])] == []


def test_who_leaves_on_friday_works_until_then_and_what_comes_up_passes_too(ines: Person, nora: Actor) -> None:
    friday = clock.now() + timedelta(days=3)
    leaving = plan(ines, nora, friday)
    assert tasks.carry_leavings.func() == 0
    taken(ines, 1)
    assert not operations.carry_leaving(leaving.pk, now=friday - timedelta(minutes=1))
    assert Ticket.objects.get().owner_id == ines.pk
    assert operations.carry_leaving(leaving.pk, now=friday)
    assert Ticket.objects.get().owner.name == "Kofi"
    assert Person.objects.get(pk=ines.pk).left_at == friday


def test_the_time_is_one_of_the_leaving_person_s_clock(ines: Person, owner: Client) -> None:
    Person.objects.filter(pk=ines.pk).update(zone="America/New_York")
    day = (clock.now() + timedelta(days=10)).date()
    sent = {"rest": factories.member(cast.KOFI).pk, "leaves_at": f"{day}T17:00"}
    assert owner.post(f"/people/{ines.pk}/leaving/", sent).status_code == 302
    plan = plans.running(ines.pk)
    assert plan is not None
    assert plan.leaves_at.hour in {21, 22}
    assert "Planned" in owner.get(f"/people/{ines.pk}/leaving/").content.decode()
    assert owner.post(f"/people/{ines.pk}/leaving/cancel/").status_code == 302
    assert plans.running(ines.pk) is None
    kinds = Event.objects.filter(kind__startswith="person.leaving").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["person.leaving_planned", "person.leaving_cancelled"]


def test_the_plan_asks_for_somebody_who_is_here(ines: Person, nora: Actor, owner: Client) -> None:
    kofi, boss = factories.member(cast.KOFI), factories.member(cast.NORA)
    assert owner.post(f"/people/{ines.pk}/leaving/", {}).status_code == 422
    assert owner.post(f"/people/{ines.pk}/leaving/", {"rest": ines.pk}).status_code == 422
    with pytest.raises(operations.LastOwner):
        plan(boss, nora)
    plan(ines, nora, clock.now() + timedelta(days=1))
    with pytest.raises(Refused, match="leaves already"):
        plan(ines, nora)
    operations.leave(kofi, actor=SYSTEM, now=clock.now())
    with pytest.raises(Refused, match="works here"):
        plan(factories.member(cast.THEO), nora)


def test_where_the_taker_has_left_too_the_plan_waits_and_says_so(ines: Person, nora: Actor, owner: Client) -> None:
    taken(ines, 1)
    leaving = plan(ines, nora, clock.now() + timedelta(minutes=5))
    operations.leave(factories.member(cast.KOFI), actor=nora, now=clock.now())
    assert not operations.carry_leaving(leaving.pk, now=clock.now() + timedelta(minutes=6))
    assert "has left, too" in owner.get(f"/people/{ines.pk}/leaving/").content.decode()
    assert Person.objects.get(pk=ines.pk).left_at is None


def test_who_comes_back_chooses_anew_how_to_sign_in(ines: Person, nora: Actor, owner: Client) -> None:
    operations.carry_leaving(plan(ines, nora).pk, now=clock.now())
    page = owner.post(f"/people/{ines.pk}/return/")
    assert "/welcome/" in page.context["url"]
    assert Client().login(email=ines.email, password=factories.PASSWORD) is False
