"""Feeds for tests: one for each system, run to its end."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.imports.models import Feed, FeedRun
from steadfast.apps.imports.operations import feeds
from steadfast.apps.imports.pulling import run as feed_run
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories

NOW = datetime.fromisoformat("2026-03-02T02:00:00+00:00")
SECRETS = {
    "halopsa": {"client_secret": "s3cret-of-halo"},
    "connectwise": {"private_key": "s3cret-of-manage"},
    "autotask": {"secret": "s3cret-of-autotask", "integration_code": "TRACK"},
}
SETTINGS = {
    "halopsa": {"client_id": "harbor", "tenant": "harbor"},
    "connectwise": {"company": "harbor", "public_key": "public", "client_id": "a-client-id"},
    "autotask": {"user": "api@harbor.example"},
}


def feed(connector: str, url: str, **more: Any) -> Feed:
    said = feeds.Said(
        at=more.pop("at", None),
        owner=factories.member(cast.THEO),
        settings={**SETTINGS[connector], "address": url, **more.pop("settings", {})},
        secrets=more.pop("secrets", SECRETS[connector]),
    )
    return feeds.add_feed(connector, connector, said, actor=SYSTEM, now=NOW)


def run(one: Feed, *, days: int = 0, sleep: Callable[[float], None] = lambda seconds: None) -> FeedRun:
    now = NOW + timedelta(days=days)
    wanted = feeds.want_run(one, "page", actor=SYSTEM, now=now)
    feed_run.carry_out(wanted.pk, clock=lambda: now, sleep=sleep)
    wanted.refresh_from_db()
    return wanted


def steps(run: FeedRun) -> dict[str, tuple[str, int]]:
    return {step.noun: (step.state, step.pulled) for step in run.steps.order_by("pk")}
