"""What Care says of the disk is what lies there."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from steadfast.foundation.care import condition
from steadfast.foundation.files import store
from tests import cast, factories

pytestmark = pytest.mark.django_db


def test_attached_files_are_counted_with_their_bytes(tmp_path: Path, settings: Settings, client: Client) -> None:
    settings.DATA = tmp_path
    for name, content in (("ab/" + "ab" * 32, b"12345"), ("cd/" + "cd" * 32, b"1" * 1000)):
        file = tmp_path / "files" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    half = tmp_path / "files" / store.ARRIVING / "half"
    half.parent.mkdir()
    half.write_bytes(b"half written")
    disk = condition.disk()
    assert (disk.count, disk.files) == (2, 1005)
    client.force_login(factories.member(cast.NORA).user)  # type: ignore[arg-type]
    assert "2 files, 1005" in client.get("/care/").content.decode().replace("\xa0", " ")
