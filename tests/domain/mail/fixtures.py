"""The mails that other projects collected, where they lie beside the repository."""

import tarfile
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "shared/data/mail-fixtures"
MISSING = "the collected mails are not there: ../shared/data/mail-fixtures"
needs_mails = pytest.mark.skipif(not FOLDER.is_dir(), reason=MISSING)


def files(archive: str) -> dict[str, bytes]:
    """Return what is in an archive, by path, but for its license."""
    with tarfile.open(FOLDER / f"{archive}.tar.xz") as opened:
        members = [one for one in opened if one.isfile() and "LICEN" not in one.name]
        return {one.name.partition("/")[2]: opened.extractfile(one).read() for one in members}  # type: ignore[union-attr]
