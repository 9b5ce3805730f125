"""Archives as a command names them: a file, or s3://bucket/prefix/name, fetched and then forgotten."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steadfast.config.command.answer import BadInput


@contextmanager
def opened(words: str) -> Iterator[Path]:
    """Yield the archive as a file."""
    if "://" not in words:
        file = Path(words)
        if not file.is_file():
            raise BadInput(f"there is no file {words}")
        yield file
        return
    from steadfast.foundation.care.places import Bucket
    from steadfast.foundation.care.refusal import Refused

    os.environ["DJANGO_SETTINGS_MODULE"] = "steadfast.config.settings"
    place, _, name = words.rpartition("/")
    with tempfile.TemporaryDirectory(prefix="steadfast-") as folder:
        try:
            yield Bucket.of(place).fetch(name, Path(folder))
        except Refused as refused:
            raise BadInput(str(refused)) from None
