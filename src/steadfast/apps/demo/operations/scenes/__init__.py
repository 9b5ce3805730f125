"""The scenes of the living day, in the order in which they are told."""

from steadfast.apps.demo.operations.scenes import (
    by_mail,
    changing_hands,
    finished,
    hours_worked,
    monitored,
    on_the_phone,
    under_way,
    waiting,
)

SCENES = (
    finished.kept,
    finished.kept_late,
    waiting.waited_and_went_on,
    waiting.on_a_supplier,
    waiting.their_yes,
    under_way.due_soon,
    under_way.breach,
    under_way.untouched,
    by_mail.thread,
    changing_hands.offered,
    changing_hands.away,
    changing_hands.rota,
    monitored.fires,
    on_the_phone.rings,
    hours_worked.booked,
)
