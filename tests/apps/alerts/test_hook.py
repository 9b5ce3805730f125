"""The address to which monitoring posts: kept first, read later, closed to who has no token."""

import json
import logging

from django.test import Client, RequestFactory

from steadfast.apps.alerts import operations
from steadfast.apps.alerts.models import Alert, AlertSource, Arrival
from steadfast.apps.desk.models import Ticket
from steadfast.config import logs
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import worker
from tests.apps.alerts.watch import Watch, fires

JSON = "application/json"


def post(watch: Watch, body: bytes, *, token: str | None = None, content_type: str = JSON) -> int:
    address = f"/hooks/alerts/{token or watch.token}/"
    return Client(enforce_csrf_checks=True).post(address, body, content_type=content_type).status_code


def test_what_is_posted_is_kept_at_once_and_read_by_the_worker(watch: Watch) -> None:
    assert post(watch, json.dumps(fires()).encode()) == 202
    assert Arrival.objects.get().state == "waiting"
    operations.read_some(actor=SYSTEM, now=clock.now())
    assert [row.refusal for row in Alert.objects.all()] == [""]
    assert Ticket.objects.count() == 1


def test_a_bearer_token_opens_the_address_without_one(watch: Watch) -> None:
    told = {"data": json.dumps(fires()), "content_type": JSON}
    assert (
        Client().post("/hooks/alerts/", **told, headers={"Authorization": f"Bearer {watch.token}"}).status_code == 202
    )
    refused = Client().post("/hooks/alerts/", **told, headers={"Authorization": "Bearer wrong"})
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert Client().post("/hooks/alerts/", **told).status_code == 401
    assert Arrival.objects.count() == 1


def test_who_has_no_token_finds_nothing_and_writes_nothing(watch: Watch) -> None:
    assert post(watch, b"{}", token="x" * 43) == 404
    assert not Arrival.objects.exists()


def test_an_old_address_and_a_paused_source_are_not_there(watch: Watch) -> None:
    old = watch.token
    operations.pause_source(watch.source.pk, paused=True, actor=SYSTEM, now=watch.now)
    assert post(watch, b"{}") == 404
    operations.pause_source(watch.source.pk, paused=False, actor=SYSTEM, now=watch.now)
    watch.token = operations.renew_token(watch.source.pk, actor=SYSTEM, now=watch.now)
    assert (post(watch, b"{}", token=old), post(watch, b"{}")) == (404, 202)


def test_only_a_hash_of_the_token_is_kept(watch: Watch) -> None:
    assert watch.token not in str(AlertSource.objects.values().get())


def test_too_large_is_413_and_what_is_odd_is_kept(watch: Watch) -> None:
    assert post(watch, b"x" * 1_000_001) == 413
    odd = [b"", b"{", b"\xff\x00", b'{"a": "\\u0000"}', b"a=1&a=%00"]
    types = [JSON, JSON, "text/plain", JSON, "application/x-www-form-urlencoded"]
    assert [post(watch, body, content_type=kind) for body, kind in zip(odd, types, strict=True)] == [202] * 5
    assert [bytes(row.body) for row in Arrival.objects.order_by("pk")] == odd
    worker.drain()
    watch.read()
    assert set(Arrival.objects.values_list("state", flat=True)) == {"unreadable"}


def test_no_log_holds_a_token(watch: Watch) -> None:
    request = RequestFactory().post(f"/hooks/alerts/{watch.token}/")
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (request.path,)})
    record.status_code, record.request = 404, request
    logs.briefly(record)
    assert record.getMessage() == "Not Found: /hooks/alerts/…/ (POST by nobody)"
