"""`steadfast verify` names a hand-over, an absence, a turn or a deputy that somebody altered by hand."""

import pytest
from django.db import connection

from steadfast.apps.commitments.operations import To
from steadfast.apps.desk import operations
from steadfast.apps.identity import operations as identity
from steadfast.domain.commitment.duty.rota import Turn
from steadfast.foundation import verify
from tests import cast, factories
from tests.apps.desk.desk import Desk, at

ALTERED = [
    ("UPDATE commitments_handover SET answer = 'accepted'", "answer is 'accepted', its events say 'declined'"),
    ("UPDATE commitments_handover SET words = 'x'", "its words are not those that were recorded"),
    ("UPDATE commitments_handover SET reason = 'x'", "its reason is not the one that was recorded"),
    ("DELETE FROM commitments_handover", "its events tell of it, its row is gone"),
    ("UPDATE identity_absence SET note = 'x'", "its note is not the one that was recorded"),
    ("UPDATE identity_absence SET kind = 'other'", "its kind is not the one that was recorded"),
    ("UPDATE identity_absence SET cancelled_at = starts_at", "cancelled_at is"),
    ("DELETE FROM identity_dutyturn", "its events tell of it, its row is gone"),
    ("UPDATE identity_dutyturn SET ends_at = '2026-03-11 09:00:00'", "ends_at is"),
    ("UPDATE identity_person SET deputy_id = NULL", "the deputy is None"),
]


@pytest.mark.parametrize(("statement", "said"), ALTERED)
def test_what_was_altered_is_named(desk: Desk, statement: str, said: str) -> None:
    ticket = desk.open()
    operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    by_kofi = {"actor": desk.kofi, "now": at(2, "11:10")}
    to = To(desk.kofi.person_id)
    found = operations.offer(ticket.pk, to, reason="Phones", actor=desk.ines, now=at(2, "11:00"))
    operations.decline(ticket.pk, found.pk, words="Not mine", **by_kofi)  # type: ignore[arg-type]
    ines, kofi = factories.member(cast.INES), factories.member(cast.KOFI)
    day = at(9, "09:00").date()
    identity.plan_absence(ines, first=day, last=day, kind="holiday", deputy=kofi, note="Lisbon", **by_kofi)  # type: ignore[arg-type]
    identity.add_turns(factories.team(), [Turn(ines.pk, at(3, "09:00"), at(10, "09:00"))], **by_kofi)  # type: ignore[arg-type]
    identity.name_deputy(ines, kofi, **by_kofi)  # type: ignore[arg-type]
    assert verify.run() == []
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert said in " ".join(str(finding) for finding in verify.run())
