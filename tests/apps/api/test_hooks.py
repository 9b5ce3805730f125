"""Webhooks: what happens is told once to who wants it, signed, tried again, and never what stays inside."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from pytest_django.fixtures import Settings
from standardwebhooks.webhooks import Webhook

from steadfast.apps.api import signing, tasks
from steadfast.apps.api.models import Hook, HookDelivery
from steadfast.apps.api.operations import hooks, telling
from steadfast.apps.api.queries.hooks import nudges
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import operations as desk
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import delivering
from steadfast.foundation.models import Event, Job
from tests import cast, factories

pytestmark = pytest.mark.django_db


class Listener:
    """A program on this machine that takes messages, or answers as it is told."""

    def __init__(self) -> None:
        self.status = 204
        self.heard: list[tuple[dict[str, str], bytes]] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append(({k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(listener.status)
                self.end_headers()
                if listener.status != 204:
                    self.wfile.write(b"not today")

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/told"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def listener(settings: Settings) -> Iterator[Listener]:
    settings.HOOKS_LOOPBACK = True
    found = Listener()
    yield found
    found.server.shutdown()
    found.server.server_close()


def hook(url: str, *kinds: str, client: Client | None = None) -> tuple[Hook, str]:
    key = client.pk if client else None
    return hooks.make_hook("wallboard", url, kinds or ["ticket.opened"], key, actor=SYSTEM, now=factories.NOW)


def open_ticket(*, now: datetime = factories.NOW) -> Event:
    ticket = factories.ticket(now=now)
    return Event.objects.get(subject=ticket.subject, kind="ticket.opened")


def sent(event: Event) -> list[HookDelivery]:
    tasks.tell_hooks(event, event.data, now=clock.now())
    rows = list(HookDelivery.objects.order_by("id"))
    for row in rows:
        tasks.send_message.func(row.pk)
        row.refresh_from_db()
    return rows


def test_the_vector_that_the_specification_publishes() -> None:
    secret, uid = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    signed = signing.signature(secret, uid, 1614265330, '{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_program_is_told_and_can_prove_who_told_it(listener: Listener) -> None:
    _hook, secret = hook(listener.url)
    (row,) = sent(open_ticket())
    assert (row.status, row.tries) == (204, 1)
    assert row.done_at is not None
    headers, body = listener.heard[0]
    said = json.loads(body)
    assert said["type"] == "ticket.opened"
    assert set(said) == {"type", "timestamp", "data"}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body.decode()}".encode()
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mine = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mine}"


def test_no_word_that_anybody_wrote_is_sent(listener: Listener) -> None:
    hook(listener.url, "ticket.replied", "ticket.heard")
    ticket = factories.ticket()
    ines = factories.actor(factories.member(cast.INES))
    desk.reply(ticket.pk, text="The password is tide", actor=ines, now=clock.now())
    sent(Event.objects.get(kind="ticket.replied"))
    assert b"tide" not in listener.heard[0][1]
    assert cast.KESTREL.name.encode() not in listener.heard[0][1]


def test_it_comes_through_the_outbox_and_a_job(listener: Listener) -> None:
    hook(listener.url)
    open_ticket()
    now = clock.now()
    assert delivering.deliver_due(owner="a test", now=now) > 0
    assert Job.objects.filter(task__endswith="send_message").count() == 1
    assert HookDelivery.objects.get().kind == "ticket.opened"


def test_the_same_event_is_told_once(listener: Listener) -> None:
    hook(listener.url)
    event = open_ticket()
    tasks.tell_hooks(event, event.data, now=clock.now())
    tasks.tell_hooks(event, event.data, now=clock.now())
    assert HookDelivery.objects.count() == 1


def test_what_was_written_before_a_webhook_was_made_is_not_told_to_it(listener: Listener) -> None:
    hook(listener.url)
    event = open_ticket()
    later = event.recorded_at + timedelta(seconds=1)
    new, _ = hooks.make_hook("new", listener.url, ["ticket.opened"], actor=SYSTEM, now=later)
    ticket = factories.ticket("Phones are dead", now=later)
    while delivering.deliver_due(owner="a test", now=clock.now()):
        pass
    assert [row.event.subject for row in HookDelivery.objects.filter(hook=new)] == [ticket.subject]
    assert HookDelivery.objects.exclude(hook=new).count() == 2


def test_of_one_client_only_that_client_is_told(listener: Listener) -> None:
    hook(listener.url, client=factories.client(cast.MARLOW))
    assert sent(open_ticket()) == []
    hook(listener.url, client=factories.client(cast.KESTREL))
    assert len(sent(open_ticket())) == 1


def test_what_is_not_taken_is_tried_again_by_the_schedule(listener: Listener) -> None:
    made, _ = hook(listener.url)
    listener.status = 500
    (row,) = sent(open_ticket())
    assert (row.status, row.answer, row.tries, row.done_at) == (500, "not today", 1, None)
    assert row.next_at is not None
    assert row.tried_at is not None
    assert (row.next_at - row.tried_at) == timedelta(seconds=5)
    again = Job.objects.get(task__endswith="send_message", next_at=row.next_at)
    assert again.args["args"] == [row.pk]
    made.refresh_from_db()
    assert made.failing_since is not None
    listener.status = 200
    tasks.send_message.func(row.pk)
    made.refresh_from_db()
    assert made.failing_since is None
    first, second = (headers["webhook-id"] for headers, _ in listener.heard)
    assert first == second


def test_after_the_last_try_it_is_given_up_and_a_person_can_send_it_again(listener: Listener) -> None:
    hook(listener.url)
    listener.status = 500
    (row,) = sent(open_ticket())
    for _ in telling.PAUSES:
        tasks.send_message.func(row.pk)
    row.refresh_from_db()
    assert row.tries == len(telling.PAUSES) + 1
    assert row.given_up_at is not None
    listener.status = 200
    hooks.send_again(row, actor=SYSTEM, now=clock.now())
    tasks.send_message.func(row.pk)
    row.refresh_from_db()
    assert row.done_at is not None


def test_one_that_fails_for_days_is_switched_off_and_the_owner_is_told(listener: Listener) -> None:
    made, _ = hook(listener.url)
    listener.status = 503
    event = open_ticket()
    Hook.objects.update(failing_since=clock.now() - timedelta(days=6))
    sent(event)
    made.refresh_from_db()
    assert made.off_at is not None
    nora = factories.actor(factories.member(cast.NORA))
    cache.clear()
    assert [nudge.about for nudge in nudges(nora, clock.now())] == ["wallboard"]
    assert list(nudges(factories.actor(factories.member(cast.INES)), clock.now())) == []
    hooks.switch_hook(made, on=True, actor=SYSTEM, now=clock.now())
    made.refresh_from_db()
    assert (made.off_at, made.failing_since) == (None, None)


def test_one_that_says_it_is_gone_is_switched_off(listener: Listener) -> None:
    made, _ = hook(listener.url)
    listener.status = 410
    (row,) = sent(open_ticket())
    made.refresh_from_db()
    assert made.off_at is not None
    assert row.given_up_at is not None


def test_while_a_secret_is_changed_both_sign(listener: Listener) -> None:
    made, old = hook(listener.url)
    new = hooks.change_secret(made, actor=SYSTEM, now=clock.now())
    sent(open_ticket())
    headers, body = listener.heard[0]
    uid, at = headers["webhook-id"], int(headers["webhook-timestamp"])
    expected = [signing.signature(secret, uid, at, body.decode()) for secret in (new, old)]
    assert headers["webhook-signature"].split() == expected


@pytest.mark.parametrize("url", ["http://kestrel.example/", "https://127.0.0.1/", "https://[::1]/", "ftp://x", "x", ""])
def test_an_address_where_no_program_of_others_is_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        hooks.refuse_address(url)


def test_a_secret_lies_sealed() -> None:
    factories.practice()
    _made, secret = hook("https://kestrel.example/")
    assert secret not in str(Hook.objects.values().get())


def test_a_test_tells_that_it_is_one_and_only_to_the_webhook_that_is_tried(listener: Listener) -> None:
    found, secret = hook(listener.url)
    hook(listener.url)
    hooks.try_hook(found, actor=SYSTEM, now=clock.now())
    event = Event.objects.get(kind="hook.tested")
    tasks.send_test(event, event.data, now=clock.now())
    row = HookDelivery.objects.get()
    tasks.send_message.func(row.pk)
    (headers, body) = listener.heard[0]
    said = Webhook(secret).verify(body, headers)
    assert (said["type"], said["data"]["client"], row.hook) == ("hook.tested", None, found)
    hooks.switch_hook(found, on=False, actor=SYSTEM, now=clock.now())
    with pytest.raises(Refused):
        hooks.try_hook(found, actor=SYSTEM, now=clock.now())


def halted(made: Hook) -> None:
    """Let a webhook fail until it is switched off."""
    Hook.objects.filter(pk=made.pk).update(failing_since=clock.now() - timedelta(days=6))
    (row,) = sent(open_ticket())
    made.refresh_from_db()
    assert (row.done_at, bool(made.off_why)) == (None, True)


def waiting() -> list[int]:
    """Return the messages that the worker is asked to send once a webhook is on again."""
    Job.objects.all().delete()  # those of tries that are over
    switched = Event.objects.filter(kind="hook.switched").latest("pk")
    tasks.send_what_waited(switched, switched.data, now=clock.now())
    return [job.args["args"][0] for job in Job.objects.order_by("pk")]


def test_one_that_was_off_is_told_what_happens_from_when_it_is_on_again(listener: Listener) -> None:
    made, _ = hook(listener.url)
    before = open_ticket()
    tasks.tell_hooks(before, before.data, now=clock.now())
    hooks.switch_hook(made, on=False, actor=SYSTEM, now=clock.now())
    assert tasks.send_message.func(HookDelivery.objects.get().pk) == "nothing to send"
    meanwhile = open_ticket(now=clock.now() - timedelta(minutes=1))
    hooks.switch_hook(made, on=True, actor=SYSTEM, now=clock.now())
    tasks.tell_hooks(meanwhile, meanwhile.data, now=clock.now())  # the outbox was late
    assert (waiting(), listener.heard) == ([], [])
    assert HookDelivery.objects.get().given_up_at is not None
    after = sent(open_ticket(now=clock.now()))[-1]
    assert (after.done_at is not None, len(listener.heard)) == (True, 1)


def test_what_came_due_while_it_was_off_leaves_where_that_is_wanted(listener: Listener) -> None:
    made, _ = hook(listener.url)
    event = open_ticket()
    tasks.tell_hooks(event, event.data, now=clock.now())
    hooks.switch_hook(made, on=False, actor=SYSTEM, now=clock.now())
    tasks.send_message.func(HookDelivery.objects.get().pk)
    hooks.switch_hook(made, on=True, missed=True, actor=SYSTEM, now=clock.now())
    assert waiting() == [HookDelivery.objects.get().pk]


def test_one_that_failed_until_it_was_switched_off_is_sent_all_that_it_missed(listener: Listener) -> None:
    made, _ = hook(listener.url)
    listener.status = 503
    halted(made)
    HookDelivery.objects.update(given_up_at=clock.now(), next_at=None)
    missed = open_ticket(now=clock.now())
    tasks.tell_hooks(missed, missed.data, now=clock.now())
    both = list(HookDelivery.objects.order_by("pk").values_list("pk", flat=True))
    assert (len(both), [tasks.send_message.func(key) for key in both]) == (2, ["nothing to send"] * 2)
    hooks.switch_hook(made, on=True, missed=True, actor=SYSTEM, now=clock.now())
    assert waiting() == both
    listener.status = 204
    assert [tasks.send_message.func(key) for key in both] == ["taken", "taken"]


def test_what_it_missed_of_others_is_not_sent_once_it_is_of_one_client(listener: Listener) -> None:
    made, _ = hook(listener.url)
    listener.status = 503
    halted(made)  # with a message of Kestrel's
    marlow = factories.client(cast.MARLOW)
    by = {"actor": SYSTEM, "now": clock.now()}
    hooks.change_hook(made, "Marlow's wallboard", listener.url, ["ticket.opened"], marlow.pk, **by)
    hooks.switch_hook(made, on=True, missed=True, **by)
    assert (waiting(), HookDelivery.objects.get().next_at) == ([], None)


def test_or_begins_anew_and_forgets_what_it_missed(listener: Listener) -> None:
    made, _ = hook(listener.url)
    listener.status = 503
    halted(made)
    hooks.switch_hook(made, on=True, actor=SYSTEM, now=clock.now())
    assert waiting() == []
    assert HookDelivery.objects.get().given_up_at is not None


def test_its_page_asks_whether_what_it_missed_is_wanted(listener: Listener) -> None:
    made, _ = hook(listener.url)
    listener.status = 503
    halted(made)
    nora = Browser()
    nora.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    page = nora.get(f"/webhooks/{made.pk}/").content.decode()
    assert ('value="missed"' in page, "1 message was not taken" in page) == (True, True)
    nora.post(f"/webhooks/{made.pk}/switch/", {"on": "missed"})
    made.refresh_from_db()
    assert made.off_at is None
    assert HookDelivery.objects.get().next_at is not None
    assert 'value="missed"' not in nora.get(f"/webhooks/{made.pk}/").content.decode()
