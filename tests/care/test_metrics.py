"""/metrics: figures for this machine or for who has the token, and never a name of anybody."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests import cast, factories

pytestmark = pytest.mark.django_db


def test_it_tells_requests_work_backups_and_disk() -> None:
    Client().get("/sign-in/")
    Client().get("/nowhere/at/all/")
    text = Client().get("/metrics").content.decode()
    assert 'steadfast_requests_total{method="GET",status="200",view="account_login"}' in text
    assert 'steadfast_requests_total{method="GET",status="404",view="none"}' in text
    for name in ("ready", "jobs_dead", "outbox_lag_seconds", "database_bytes", "disk_free_bytes"):
        assert f"\nsteadfast_{name} " in text
    assert "steadfast_last_good_backup_timestamp_seconds 0.0" in text


def test_it_names_nobody() -> None:
    factories.ticket()
    text = Client().get("/metrics").content.decode()
    names = [cast.KESTREL.name, cast.NORA.name, cast.INES.name, "Phones drop"]
    assert [name for name in names if name in text] == []


def test_a_proxy_on_this_machine_opens_nothing() -> None:
    assert Client().get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403
    assert Client(REMOTE_ADDR="192.0.2.7").get("/metrics").status_code == 403


def test_a_token_opens_it_from_anywhere_and_nothing_else_does(settings: Settings) -> None:
    settings.METRICS_TOKEN = "long-and-random"
    far = Client(REMOTE_ADDR="192.0.2.7")
    assert far.get("/metrics", headers={"Authorization": "Bearer long-and-random"}).status_code == 200
    assert far.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert Client().get("/metrics").status_code == 403
