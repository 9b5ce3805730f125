"""Who is on call is woken by a letter, once for a call."""

import pytest

from steadfast.apps.hours.ways import Call, Trouble
from steadfast.apps.mail import waking
from steadfast.apps.mail.models import Sent
from steadfast.apps.mail.queries import ways

CALL = Call("wake-7", "Theo", "theo@harbor.example", "", "Wake up: T-1", "Say that you are awake.", "http://h/awake/x/")


@pytest.mark.django_db
def test_a_call_is_one_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "can_send", lambda: True)
    waking.send(CALL)
    waking.send(CALL)
    sent = Sent.objects.get()
    assert (sent.to, sent.subject) == (["theo@harbor.example"], "Wake up: T-1")


@pytest.mark.django_db
def test_without_a_box_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "can_send", lambda: False)
    with pytest.raises(Trouble, match="no box sends mail yet"):
        waking.send(CALL)
