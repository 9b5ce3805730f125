"""While a source leads, its tickets are read here and changed there; "we lead now" ends that."""

from datetime import timedelta
from pathlib import Path

import pytest

from steadfast.apps.desk import operations as desk
from steadfast.apps.desk import queries
from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports import operations as imports
from steadfast.apps.imports.mapping import read
from steadfast.apps.imports.models import Batch
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.imports.test_made_up_logs import EVENTS, NOW, TOLD

pytestmark = pytest.mark.django_db


def bring(folder: Path, text: str, name: str = "log") -> Batch:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    prepared = tickets.prepare(tickets.Source(path=path, mapping=read(EVENTS, "made-up.toml")), now=NOW)
    return Batch.objects.get(pk=tickets.bring_in(prepared, actor=SYSTEM, clock=lambda: NOW))


def test_a_shadow_is_not_worked_on_until_the_practice_leads(tmp_path: Path) -> None:
    factories.practice()
    ines = factories.actor(factories.member(cast.INES))
    part = "\n".join(TOLD.splitlines()[:4]) + "\n"
    bring(tmp_path, part)
    row = Ticket.objects.select_related("subject").get()
    with pytest.raises(Refused, match="made up leads T-1: change it there, and the next import brings it here"):
        desk.take(row.pk, actor=ines, now=NOW)
    found = queries.find(row.subject.number, ines)
    assert found is not None
    assert found.led_by == "made up"  # type: ignore[attr-defined]
    assert queries.expired(NOW + timedelta(days=90)) == []
    imports.lead("made up", actor=ines, now=NOW)
    imports.lead("made up", actor=ines, now=NOW)
    assert Event.objects.filter(kind="source.led").count() == 1
    assert queries.expired(NOW + timedelta(days=90)) == [row.pk]
    desk.note(row.pk, text="We look at the oven now.", actor=ines, now=NOW)
    batch = bring(tmp_path, TOLD, "newer")
    assert (batch.counts["kept"], batch.counts["grown"]) == (1, 0)
    assert Ticket.objects.get().state == "waiting"


def test_a_shadow_follows_its_source(tmp_path: Path) -> None:
    factories.practice()
    bring(tmp_path, "\n".join(TOLD.splitlines()[:4]) + "\n")
    assert bring(tmp_path, TOLD, "newer").counts["grown"] == 1
    assert Ticket.objects.get().state == "closed"
