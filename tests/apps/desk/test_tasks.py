"""What the desk does by itself."""

from datetime import timedelta

from steadfast.apps.desk import operations, queries, tasks
from steadfast.apps.desk.models import SentForm
from steadfast.foundation import clock
from tests import factories
from tests.apps.desk.desk import Desk, at, fresh, kinds


def test_a_resolved_ticket_closes_when_nobody_objects(desk: Desk) -> None:
    ticket = desk.open()
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "12:00"))
    assert queries.unobjected(at(3, "12:00")) == []
    assert queries.unobjected(at(4, "12:00")) == [ticket.pk]
    assert operations.close_unobjected(ticket.pk, now=at(4, "12:00"))
    assert not operations.close_unobjected(ticket.pk, now=at(4, "12:01"))
    assert fresh(ticket).state == "closed"
    assert kinds(ticket)[-1] == "ticket.closed"


def test_without_a_window_nothing_closes_by_itself(desk: Desk) -> None:
    body = {"kinds": {}, "confirmation_s": 0}
    factories.agreement("No window", of=factories.client(), body=body)
    ticket = desk.open()
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "12:00"))
    assert queries.unobjected(clock.now()) == []
    assert not operations.close_unobjected(ticket.pk, now=clock.now())


def test_the_periodic_tasks_do_it(desk: Desk) -> None:
    now = clock.now()
    waits, resolved = (desk.open(now=now - timedelta(days=30)) for _ in range(2))
    operations.wait(
        waits.pk, reason="client", words="a list", expires_at=now - timedelta(days=1), actor=desk.ines,
        now=now - timedelta(days=2),
    )  # fmt: skip
    operations.resolve(resolved.pk, actor=desk.ines, now=now - timedelta(days=20))
    assert tasks.end_expired_waits.func() == 1
    assert tasks.close_unobjected.func() == 1
    assert (fresh(waits).state, fresh(resolved).state) == ("in progress", "closed")


def test_keys_of_forms_are_forgotten_after_a_week(desk: Desk) -> None:
    ticket = desk.open()
    now = clock.now()
    for days in (1, 8):
        SentForm.objects.create(
            key=f"00000000-0000-0000-0000-00000000000{days}", ticket=ticket, at=now - timedelta(days=days)
        )
    assert operations.forget_forms(now=now) == 1
    assert SentForm.objects.count() == 1
