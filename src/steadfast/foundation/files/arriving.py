"""The upload handler: the files of a request go to the disk piece by piece and are hashed on the way.

A view says by @takes_files what it takes; config/intake refuses a larger body before anything reads it. A file that is
too large, empty or cannot be written still comes, without content and with its fault, so that a form can name it.
"""

from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from steadfast.foundation.files import names, store, types
from steadfast.foundation.files.store import Arrived, Arriving

MEGABYTE = 1_000_000
LARGEST_FILE = 25 * MEGABYTE
MOST_FILES = 10
BESIDE = 2 * MEGABYTE  # what a form may say beside its files


class ArrivedFile(UploadedFile):  # type: ignore[type-arg]  # generic in its stubs alone
    """A file of a request: `arrived` when it lies on the disk whole, else `fault` says why not."""

    def __init__(self, file: Any, name: str, arrived: Arrived | None, fault: str) -> None:
        super().__init__(file, name, arrived.media_type if arrived else "", arrived.size if arrived else 0)
        self.arrived, self.fault = arrived, fault

    def close(self) -> None:
        """Remove it from beside the store, as Django does when the request is over."""
        if self.file is not None:
            store.drop(self.file)


class Handler(FileUploadHandler):
    """Writes each file beside the store, never more than the view takes."""

    largest = 0
    arriving: Arriving | None = None

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.largest = getattr(self.request, "largest_file", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.fault, self.head, self.arriving = "", b"", None
        try:
            self.arriving = Arriving(store.new_file())
        except OSError as error:
            self._give_up(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.fault or self.arriving is None:
            return
        if start + len(raw_data) > self.largest:
            self._close()
            self.fault = _("is larger than %(largest)s MB") % {"largest": self.largest // MEGABYTE}
            return
        self.head = self.head or raw_data[: types.HEAD]
        try:
            self.arriving.write(raw_data)
        except OSError as error:
            self._give_up(error)

    def file_complete(self, file_size: int) -> ArrivedFile:
        name = names.harmless(self.file_name or "")
        arrived = self._done(name) if not self.fault else None
        file = self.arriving.file if arrived and self.arriving else None
        self.arriving = None
        return ArrivedFile(file, name, arrived, self.fault)

    def upload_interrupted(self) -> None:
        self._close()

    def _done(self, name: str) -> Arrived | None:
        assert self.arriving is not None
        if not self.arriving.size:
            self._close()
            self.fault = _("is empty")
            return None
        try:
            return self.arriving.done(name, types.found(self.head, name))
        except OSError as error:
            self._give_up(error)
        return None

    def _give_up(self, error: OSError) -> None:
        """Drop what was written; the reader learns why, and what they typed comes back."""
        self._close()
        self.fault = _("could not be stored: %(why)s") % {"why": store.why(error)}

    def _close(self) -> None:
        if self.arriving is not None:
            store.drop(self.arriving.file)
            self.arriving = None


def arrived_from(content: bytes, name: str) -> tuple[Arrived, IO[bytes]]:
    """Return a file that came otherwise than by a form, and its handle for `store.drop`."""
    arriving, harmless = Arriving(store.new_file()), names.harmless(name)
    arriving.write(content)
    return arriving.done(harmless, types.found(content[: types.HEAD], harmless)), arriving.file


def takes_files[View: Callable[..., Any]](
    *, body: int = MOST_FILES * LARGEST_FILE + BESIDE, file: int = LARGEST_FILE
) -> Callable[[View], View]:
    """Let a view take files: at most `file` bytes each, `body` in all. Put it above @access."""

    def mark(view: View) -> View:
        view.largest_body, view.largest_file = body, file  # type: ignore[attr-defined]
        return view

    return mark
