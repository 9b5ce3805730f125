"""What `steadfast verify` holds mail to: every mail that was kept lies in the store whole; and no file of it goes."""

from collections.abc import Collection, Iterator

from steadfast.apps.mail.models import Raw
from steadfast.foundation import verify
from steadfast.foundation.care import unnamed
from steadfast.foundation.files import store
from steadfast.foundation.verify import Finding


def register() -> None:
    """Tell verify, and whoever removes files that no row names."""
    verify.register("mail")(check)
    unnamed.register("mail", named_files)


def check() -> Iterator[Finding]:
    """Yield the mails whose bytes are missing or are others; each is read once."""
    for row in Raw.objects.order_by("pk").iterator(chunk_size=2_000):
        if not store.path_of(row.digest).is_file():
            yield Finding(str(row), "missing in the folder of the practice")
        elif not store.is_whole(row.digest):
            yield Finding(str(row), "altered: it is not what its digest says")


def named_files(digests: Collection[str]) -> set[str]:
    """Return those of the digests that are mails."""
    return set(Raw.objects.filter(digest__in=digests).values_list("digest", flat=True))
