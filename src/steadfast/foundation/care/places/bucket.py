"""Backups in a bucket of S3-compatible storage. Its keys come from the environment: a backup must not hold them."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from minio import Minio
from minio.error import MinioException
from urllib3.exceptions import HTTPError

from steadfast.foundation.care.places import place
from steadfast.foundation.care.refusal import Refused

PIECE = 1 << 20
PATIENCE_S, TRIES = 60.0, 3
FAULTS = (MinioException, HTTPError, OSError, ValueError)


@dataclass(frozen=True)
class Bucket:
    """`prefix` ends in "/" or is empty."""

    name: str
    prefix: str

    @classmethod
    def of(cls, words: str) -> "Bucket":
        """Read "s3://bucket/prefix"."""
        parts = urlsplit(words)
        if parts.scheme != "s3" or not parts.netloc:
            raise Refused(f"a bucket is named as s3://bucket/prefix, not {words!r}")
        prefix = parts.path.strip("/")
        return cls(parts.netloc, f"{prefix}/" if prefix else "")

    @property
    def words(self) -> str:
        return f"s3://{self.name}/{self.prefix}".rstrip("/")

    @contextmanager
    def writing(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix=".steadfast-part-", dir=_local()) as part:
            yield Path(part)

    def keep(self, file: Path) -> None:
        """Send the archive, then read it back and compare."""
        with self._told(f"cannot keep {file.name} in {self.words}"):
            _client().fput_object(self.name, self.prefix + file.name, str(file))
            if self._digest(file.name) != _digest_of(file):
                raise Refused(f"{file.name} did not arrive in {self.words} as it was sent")

    def kept(self, mark: str) -> list[place.Kept]:
        with self._told(f"cannot list {self.words}"):
            objects = _client().list_objects(self.name, prefix=self.prefix)
            names = [((each.object_name or "").removeprefix(self.prefix), each.size or 0) for each in objects]
            return place.newest_first([place.read(name, size, mark) for name, size in names])

    def fetch(self, name: str, folder: Path) -> Path:
        with self._told(f"cannot fetch {name} from {self.words}"):
            _client().fget_object(self.name, self.prefix + name, str(folder / name))
            return folder / name

    def remove(self, name: str) -> None:
        with self._told(f"cannot remove {name} from {self.words}"):
            _client().remove_object(self.name, self.prefix + name)

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except FAULTS as error:
            raise Refused(f"{what}: {_why(error)}") from None

    def _digest(self, name: str) -> str:
        digest = hashlib.sha256()
        answer: Any = _client().get_object(self.name, self.prefix + name)
        try:
            for piece in answer.stream(PIECE):
                digest.update(piece)
        finally:
            answer.close()
            answer.release_conn()
        return digest.hexdigest()


def _client() -> Minio:
    said = settings.S3
    if not said["key"] or not said["secret"]:
        raise Refused("a bucket needs STEADFAST_S3_KEY and STEADFAST_S3_SECRET")
    address = urlsplit(said["endpoint"])
    if address.scheme not in {"http", "https"} or not address.netloc:
        raise Refused("STEADFAST_S3_ENDPOINT must look like https://s3.example")
    timeout = urllib3.Timeout(connect=10, read=PATIENCE_S)
    pool = urllib3.PoolManager(timeout=timeout, retries=urllib3.Retry(total=TRIES, backoff_factor=0.5))
    return Minio(
        address.netloc,
        access_key=said["key"],
        secret_key=said["secret"],
        secure=address.scheme == "https",
        region=said["region"] or None,
        http_client=pool,
    )


def _local() -> str | None:
    """Return the practice's own folder, which is for nobody else to read; the system's where there is none yet."""
    return str(settings.DATA) if Path(settings.DATA).is_dir() else None


def _digest_of(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _why(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(text).splitlines()[0][:200]
