"""The archive: a gzipped tar whose first member is the manifest. Written to a temporary name, read back, then named.

Reading trusts nothing: only plain files with names of ours, each named by the manifest with its size and digest, each
once. What tar could do besides (links, devices, names that climb) is refused before a byte is written.
"""

import gzip
import hashlib
import io
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from steadfast.foundation.care import manifest as manifests
from steadfast.foundation.care.manifest import Manifest, Member
from steadfast.foundation.care.refusal import BadArchive

LEVEL = 3  # of gzip: half the time of the usual 6, for 8 % more bytes
PIECE = 1 << 20
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
ALONE = {"secret", "demo", *DATABASES.values()}
FILES = "files"
IN_FILES = re.compile(r"files(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}){1,4}")


def is_ours(name: str) -> bool:
    """Tell whether an archive may hold a file of this name."""
    return name in ALONE or bool(IN_FILES.fullmatch(name))


def member(name: str, file: Path) -> Member:
    """Return a file as a member, its bytes digested."""
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256")
    return Member(name, file.stat().st_size, digest.hexdigest())


def write(target: Path, manifest: Manifest, files: Mapping[str, Path]) -> Manifest:
    """Write an archive of these files, by member's name, and read it back; return its manifest.

    `target` appears only whole: it is written beside itself, flushed to the disk and renamed.
    """
    whole = manifest.holding([member(name, file) for name, file in files.items()])
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("xb") as out:
            os.chmod(part, 0o600)  # noqa: PTH101 - it holds the secret
            _fill(out, whole, files)
            out.flush()
            os.fsync(out.fileno())
        if inspect(part) != whole:
            raise BadArchive(f"{target.name} does not read back as it was written; is the disk sound?")
        part.rename(target)
        _keep_name(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return whole


def inspect(file: Path) -> Manifest:
    """Read a whole archive without unpacking it; return its manifest, or raise BadArchive with the reason."""
    return unpack(file, None)


def unpack(file: Path, folder: Path | None) -> Manifest:
    """Read a whole archive, writing its members into `folder` unless that is None; return its manifest."""
    with _reading(file) as tar:
        manifest = _manifest(tar)
        wanted = {each.name: each for each in manifest.members}
        while info := tar.next():
            _take(tar, info, wanted, folder)
        if wanted:
            raise BadArchive(f"it is cut short: {len(wanted)} of its members are missing, such as {min(wanted)}")
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Return what an archive says about itself, without reading the rest."""
    with _reading(file) as tar:
        return _manifest(tar)


@contextmanager
def _reading(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with gzip.open(file) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            yield tar
            while stream.read(PIECE):  # to the end, where gzip keeps its sum
                pass
    except EOFError:
        raise BadArchive("it is cut short: the end of the file is missing") from None
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error) as error:
        raise BadArchive(f"it is no archive of ours, or damaged ({error})") from None


def _fill(out: IO[bytes], manifest: Manifest, files: Mapping[str, Path]) -> None:
    with gzip.GzipFile("", "wb", LEVEL, out, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        text = manifest.text()
        tar.addfile(_info(manifests.NAME, len(text), manifest), io.BytesIO(text))
        for each in manifest.members:
            with files[each.name].open("rb") as source:
                tar.addfile(_info(each.name, each.size, manifest), source)


def _info(name: str, size: int, manifest: Manifest) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(manifest.made_at.timestamp())
    return info


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    content = tar.extractfile(first) if first and _is_plain(first) and first.name == manifests.NAME else None
    if first is None or content is None or first.size > manifests.LARGEST:
        raise BadArchive(f"it is no archive of ours: it does not begin with {manifests.NAME}")
    return manifests.read(_exactly(content, first.size))


def _exactly(content: IO[bytes], size: int) -> bytes:
    text = content.read(size)
    if len(text) < size:
        raise EOFError
    return text


def _is_plain(info: tarfile.TarInfo) -> bool:
    return info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()


def _take(tar: tarfile.TarFile, info: tarfile.TarInfo, wanted: dict[str, Member], folder: Path | None) -> None:
    """Read one member and cross it off; raise BadArchive where it is not what the manifest says."""
    if not _is_plain(info) or not is_ours(info.name):
        raise BadArchive(f"it holds {info.name!r}, which no backup of ours holds: refused as a whole")
    said = wanted.pop(info.name, None)
    if said is None:
        raise BadArchive(f"it holds {info.name!r}, which its manifest does not name")
    if info.size != said.size:
        raise BadArchive(f"its member {info.name} was altered: {info.size:,} bytes and not {said.size:,}")
    content = tar.extractfile(info)
    assert content is not None
    if _copied(content, folder / info.name if folder else None, info.size) != said.sha256:
        raise BadArchive(f"its member {info.name} was altered: the digest differs")


def _copied(content: IO[bytes], target: Path | None, size: int) -> str:
    """Copy a member, or only read it; return its SHA-256."""
    digest, left = hashlib.sha256(), size
    if target:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (target or Path(os.devnull)).open("wb") as out:
        while left and (piece := content.read(min(PIECE, left))):
            digest.update(piece)
            out.write(piece)
            left -= len(piece)
    if left:
        raise EOFError
    return digest.hexdigest()


def _keep_name(folder: Path) -> None:
    """Have the disk keep a new name through a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
