"""Where backups are kept: a folder, or a bucket of S3-compatible storage."""

from pathlib import Path

from django.conf import settings

from steadfast.foundation.care.places.bucket import Bucket
from steadfast.foundation.care.places.folder import Folder
from steadfast.foundation.care.places.place import Kept, Place, name_of
from steadfast.foundation.care.refusal import Refused

__all__ = ["Bucket", "Folder", "Kept", "Place", "default", "name_of", "named"]


def default() -> str:
    """Return the folder that is used until somebody names another."""
    return str(Path(settings.DATA) / "backups")


def named(words: str) -> Place:
    """Return the place of "s3://bucket/prefix" or of a folder's path; "" is the default folder."""
    words = words or default()
    if "://" in words:
        return Bucket.of(words)
    folder = Path(words)
    if not folder.is_absolute():
        raise Refused(f"a folder for backups is named from the root, not {words!r}")
    served = [Path(settings.STATIC_ROOT), Path(settings.DATA) / "files"]
    if any(folder.resolve().is_relative_to(each) for each in served):
        raise Refused(f"{words} is served to browsers; backups belong elsewhere")
    return Folder(folder.resolve())
