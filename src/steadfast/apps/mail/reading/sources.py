"""Mails in files: a folder, a tar (.tar, .tar.gz, .tar.xz), an mbox, or one mail. Nothing is unpacked to the disk."""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

MBOX_LINE = re.compile(rb"^From \S+ .*\d{4}[^\r\n]*$", re.MULTILINE)
LARGEST = 500_000_000  # bytes of one member: what is larger is named and left where it is

type Mail = tuple[str, bytes]


class TooLarge(ValueError):
    """A file that is no mail by its size."""


def mails_in(path: Path) -> Iterator[tuple[str, bytes | Exception]]:
    """Yield each mail as (name, bytes), in order of names; an exception in the place of one that cannot be read."""
    if path.is_dir():
        for file in sorted(each for each in path.rglob("*") if each.is_file()):
            yield from _of_file(file, str(file.relative_to(path)))
    else:
        yield from _of_file(path, path.name)


def _of_file(file: Path, name: str) -> Iterator[tuple[str, bytes | Exception]]:
    try:
        if file.stat().st_size and _is_tar(file):
            yield from _of_tar(file, name)
        elif file.stat().st_size > LARGEST:
            yield name, TooLarge(f"it has {file.stat().st_size:,} bytes")
        else:
            yield from _of_bytes(file.read_bytes(), name)
    except OSError as error:
        yield name, error


def _is_tar(file: Path) -> bool:
    return ".tar" in file.suffixes or file.suffix in (".tgz", ".txz")


def _of_tar(file: Path, name: str) -> Iterator[tuple[str, bytes | Exception]]:
    try:
        with tarfile.open(file) as opened:
            for member in opened:
                if not member.isfile():
                    continue
                path = f"{name}/{member.name}"
                content = opened.extractfile(member) if member.size <= LARGEST else None
                if content is None:
                    yield path, TooLarge(f"it has {member.size:,} bytes")
                else:
                    yield from _of_bytes(content.read(), path)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        yield name, error


def _of_bytes(content: bytes, name: str) -> Iterator[tuple[str, bytes | Exception]]:
    starts = _starts(content)
    if len(starts) < 2:
        yield name, content
        return
    for no, (start, end) in enumerate(zip(starts, [*starts[1:], len(content)], strict=True), start=1):
        yield f"{name}:{no}", content[start:end]


def _starts(content: bytes) -> list[int]:
    """Return where the mails of an mbox begin: at a "From " line that begins the file or follows an empty line."""
    if not content.startswith(b"From "):
        return [0]
    lines = (found.start() for found in MBOX_LINE.finditer(content))
    empty = (b"\n\n", b"\r\n\r\n")
    return [at for at in lines if at == 0 or content[max(at - 4, 0) : at].endswith(empty)]
