"""A backup becomes the same practice elsewhere; what cannot be restored is refused before anything is touched."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from steadfast.foundation.care import archive as archives
from steadfast.foundation.care.refusal import BadArchive, Refused
from steadfast.foundation.care.restoring import places
from tests.care import practices
from tests.care.practices import Practice

TICKETS = "SELECT s.title FROM desk_ticket t JOIN foundation_subject s ON s.id = t.subject_id ORDER BY s.number"


def files(practice: Practice) -> dict[str, bytes]:
    return {p.relative_to(practice.folder).as_posix(): p.read_bytes() for p in practice.folder.glob("files/*/*")}


def entries(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def rewritten(archive: Path, target: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]) -> Path:
    """Write an archive anew with other members."""
    with tarfile.open(archive) as tar:
        members = [(info, (tar.extractfile(info) or io.BytesIO()).read()) for info in tar]
    change(members)
    with tarfile.open(target, "w:gz") as tar:
        for info, content in members:
            info.size = len(content) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(content))
    return target


def test_a_backup_becomes_the_same_practice_on_an_empty_machine(
    template: Practice, archive: Path, empty: Practice
) -> None:
    report = empty.json("restore", archive)
    assert report["findings"] == []
    assert report["rows"] == archives.inspect(archive).rows > 100
    assert empty.rows(TICKETS) == template.rows(TICKETS)
    assert files(empty) == files(template) != {}
    assert (empty.folder / "secret").read_text() == (template.folder / "secret").read_text()
    assert (empty.folder / "secret").stat().st_mode & 0o777 == 0o600
    empty.python("from tests import factories; factories.ticket('After the restore')")
    assert "No drift" in empty.steadfast("verify").stdout
    assert empty.rows("SELECT kind, is_good FROM foundation_carerun WHERE kind = 'restore'")[0][0] == "restore"
    assert empty.rows("SELECT count(*) FROM foundation_carerun WHERE done_at IS NULL") == [[0]]


def test_a_backup_checks_without_being_restored(archive: Path, template: Practice) -> None:
    said = template.json("verify", "--backup", archive)
    assert (said["findings"], said["engine"]) == ([], "postgresql" if template.url else "sqlite")


def test_a_practice_that_is_there_is_not_overwritten(archive: Path, practice: Practice) -> None:
    before = entries(practice.folder)
    refused = practice.steadfast("restore", archive)
    assert refused.returncode == 2
    assert "is not empty" in refused.stderr
    assert "Nothing was restored" in refused.stderr
    assert entries(practice.folder) - {"in-use"} == before


def test_replacing_keeps_what_was_there(archive: Path, practice: Practice) -> None:
    practice.python("from tests import factories; factories.ticket('Since the backup')")
    report = practice.json("restore", archive, "--replace")
    assert len(report["replaced"]) == (2 if practice.url else 1)
    assert ["Since the backup"] not in practice.rows(TICKETS)
    assert (Path(report["replaced"][0]) / "secret").exists()
    if practice.url:
        kept = report["replaced"][1]
        assert practice.rows(f"SELECT count(*) FROM {kept}.desk_ticket") == [[4]]
    else:
        assert practices.Practice(Path(report["replaced"][0])).rows("SELECT count(*) FROM desk_ticket") == [[4]]


def test_a_practice_that_runs_is_not_replaced(archive: Path, practice: Practice) -> None:
    program = f"""
import subprocess, sys
from steadfast.config.command import practice as p
p.occupy()
line = [*{practices.COMMAND!r}, "restore", {str(archive)!r}, "--replace"]
print(subprocess.run(line, capture_output=True, text=True).stderr)"""
    said = practice.python(program)
    assert "stop" in said
    assert "Nothing was restored" in said


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.97])
def test_an_archive_cut_short_is_refused_before_anything_is_touched(
    archive: Path, tmp_path: Path, share: float, empty: Practice
) -> None:
    cut = tmp_path / "cut.tar.gz"
    whole = archive.read_bytes()
    cut.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BadArchive, match=r"cut short|does not begin|no archive"):
        archives.inspect(cut)
    if share == 0.5:
        refused = empty.steadfast("restore", cut)
        assert refused.returncode == 2
        assert "it is cut short" in refused.stderr
        assert not empty.folder.exists()


def test_any_altered_byte_of_a_member_is_found(archive: Path, tmp_path: Path) -> None:
    def flip(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        info, content = members[1]
        members[1] = info, content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]

    with pytest.raises(BadArchive, match="altered: the digest differs"):
        archives.inspect(rewritten(archive, tmp_path / "a.tar.gz", flip))


def test_a_missing_or_added_member_is_found(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="cut short: 1 of its members are missing"):
        archives.inspect(rewritten(archive, tmp_path / "a.tar.gz", lambda members: members.__delitem__(-1)))

    def add(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        members.append((tarfile.TarInfo("files/ab/more"), b"more"))

    with pytest.raises(BadArchive, match="which its manifest does not name"):
        archives.inspect(rewritten(archive, tmp_path / "b.tar.gz", add))


def link(name: str, to: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


@pytest.mark.parametrize(
    "evil",
    [
        tarfile.TarInfo("../outside"),
        tarfile.TarInfo("/tmp/outside"),
        tarfile.TarInfo("files/../../outside"),
        tarfile.TarInfo("files/ab/.hidden"),
        tarfile.TarInfo("files/a\\b"),
        link("files/ab/link", "/etc/passwd", tarfile.SYMTYPE),
        link("secret", "/etc/passwd", tarfile.SYMTYPE),
        link("files/ab/hard", "secret", tarfile.LNKTYPE),
        link("files/ab/disk", "", tarfile.BLKTYPE),
        link("files/ab/tty", "", tarfile.CHRTYPE),
        link("files/ab/pipe", "", tarfile.FIFOTYPE),
        link("files/ab", "", tarfile.DIRTYPE),
    ],
    ids=lambda info: f"{info.name}-{info.type.decode()}",
)
def test_what_could_climb_out_of_the_folder_is_refused(archive: Path, tmp_path: Path, evil: tarfile.TarInfo) -> None:
    """It stands right behind the manifest, which names it: nothing at all must be unpacked."""

    def add(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        members.insert(1, (evil, b""))

    into = tmp_path / "into"
    with pytest.raises(BadArchive, match="which no backup of ours holds"):
        archives.unpack(rewritten(archive, tmp_path / "evil.tar.gz", add), into)
    assert not into.exists()


def newer(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    info, content = members[0]
    manifest = json.loads(content)
    manifest["steadfast"] = "9.0.0"
    manifest["migrations"]["desk"].append("0099_from_the_future")
    members[0] = info, json.dumps(manifest).encode()


def test_an_archive_of_a_newer_version_is_refused_with_both_versions(
    archive: Path, tmp_path: Path, empty: Practice
) -> None:
    refused = empty.steadfast("restore", rewritten(archive, tmp_path / "newer.tar.gz", newer))
    assert refused.returncode == 2
    assert "newer Steadfast: 9.0.0 has desk 0099_from_the_future, which this one, 0." in refused.stderr
    assert not empty.folder.exists()


def test_a_later_format_is_refused(archive: Path, tmp_path: Path) -> None:
    def later(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        members[0] = members[0][0], members[0][1].replace(b'"format": 1', b'"format": 2')

    with pytest.raises(BadArchive, match="format 2"):
        archives.inspect(rewritten(archive, tmp_path / "later.tar.gz", later))


def test_the_other_engine_is_refused_and_the_way_is_told(archive: Path, tmp_path: Path, empty: Practice) -> None:
    def other(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        manifest = json.loads(members[0][1])
        manifest["engine"] = "sqlite" if empty.url else "postgresql"
        members[0] = members[0][0], json.dumps(manifest).encode()

    refused = empty.steadfast("restore", rewritten(archive, tmp_path / "other.tar.gz", other))
    assert refused.returncode == 2
    assert "steadfast move" in refused.stderr


def test_a_disk_without_room_is_refused_beforehand(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steadfast.foundation.care import backup

    monkeypatch.setattr(backup, "disk_usage", lambda _: type("Disk", (), {"free": 10_000_000})())
    with pytest.raises(Refused, match=r"is too small: [0-9,]+ bytes are needed and 10,000,000 are free"):
        backup.require_room(tmp_path, archives.inspect(archive).size)


def test_random_bytes_are_no_archive(tmp_path: Path) -> None:
    file = tmp_path / "x.tar.gz"
    for content in (b"", b"hello", gzip.compress(b"hello" * 1000), gzip.compress(b"\0" * 10240)):
        file.write_bytes(content)
        with pytest.raises(BadArchive):
            archives.inspect(file)


def test_a_folder_with_only_its_backups_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    places.require_empty(tmp_path, replace=False)
    (tmp_path / "secret").touch()
    with pytest.raises(Refused, match="holds secret"):
        places.require_empty(tmp_path, replace=False)
