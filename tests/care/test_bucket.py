"""Backups in S3-compatible storage: kept, read back, listed, restored from, removed; what fails is told in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from minio import Minio
from moto.server import ThreadedMotoServer
from pytest_django.fixtures import Settings

from steadfast.foundation.care import places
from steadfast.foundation.care.refusal import Refused
from tests.care import practices
from tests.care.practices import Practice


@pytest.fixture(scope="module")
def storage() -> Iterator[dict[str, str]]:
    """A storage on this machine with one bucket, as the environment names it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    Minio(f"{host}:{port}", access_key="key", secret_key="secret", secure=False).make_bucket("practice")
    named = {"ENDPOINT": f"http://{host}:{port}", "KEY": "key", "SECRET": "secret", "REGION": "us-east-1"}
    yield {f"STEADFAST_S3_{name}": value for name, value in named.items()}
    server.stop()


@pytest.fixture
def reached(storage: dict[str, str], settings: Settings) -> Any:
    settings.S3 = {name.removeprefix("STEADFAST_S3_").lower(): value for name, value in storage.items()}
    return settings


def test_a_practice_is_kept_in_a_bucket_and_comes_back(
    template: Practice, storage: dict[str, str], empty: Practice
) -> None:
    source = practices.Practice(template.folder, template.url, storage)
    made = source.json("backup", "--to", "s3://practice/night")
    address = f"s3://practice/night/{made['name']}"
    assert source.json("verify", "--backup", address)["findings"] == []
    empty.settings.update(storage)
    report = empty.json("restore", address)
    assert (report["findings"], report["rows"]) == ([], made["rows"])


def test_only_this_practices_are_listed_newest_first_and_removed(reached: Any, tmp_path: Path) -> None:
    place = places.named("s3://practice/list")
    names = [f"steadfast-{mark}-2026030{day}T023000Z.tar.gz" for mark in ("aaaaaaaa", "bbbbbbbb") for day in (1, 2)]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
        place.keep(tmp_path / name)
    assert [kept.name for kept in place.kept("aaaaaaaa")] == [names[1], names[0]]
    place.remove(names[1])
    assert [kept.name for kept in place.kept("aaaaaaaa")] == [names[0]]
    assert place.kept("bbbbbbbb")[0].size == len(names[0])
    (tmp_path / "back").mkdir()
    assert place.fetch(names[0], tmp_path / "back").read_bytes() == names[0].encode()


def test_what_fails_is_told_in_words(reached: Any, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot list s3://elsewhere"):
        places.named("s3://elsewhere").kept("aaaaaaaa")
    with pytest.raises(Refused, match="cannot fetch"):
        places.named("s3://practice").fetch("steadfast-aaaaaaaa-20260301T023000Z.tar.gz", tmp_path)
    reached.S3 = reached.S3 | {"secret": ""}
    with pytest.raises(Refused, match="STEADFAST_S3_KEY"):
        places.named("s3://practice").kept("aaaaaaaa")


@pytest.mark.parametrize("words", ["s3://", "http://practice", "backups"])
def test_a_place_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(Refused):
        places.named(words)


CLOCKWORK = """
from steadfast.foundation import clock
from steadfast.foundation.care import chores
from steadfast.foundation.models import CareRun
chores.back_up.call()
chores.test_restore.call()
print(*CareRun.objects.order_by("pk").values_list("kind", "is_good", "detail__how"))"""


def test_the_worker_backs_up_and_proves_that_it_restores(practice: Practice, tmp_path: Path) -> None:
    """What the clock does by night, in one process: a backup by the plan, then its restore test."""
    practice.settings["STEADFAST_BACKUP_TO"] = str(tmp_path / "kept")
    said = practice.python(CLOCKWORK)
    assert "('backup', True, None)" in said
    assert "('restore test', True, 'restored and verified')" in said
    assert len(list((tmp_path / "kept").glob("steadfast-*.tar.gz"))) == 1
    assert [path.name for path in practice.folder.iterdir() if path.name.startswith("tmp")] == []
