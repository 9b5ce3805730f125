"""All that a mail holds, part by part and decoded, whatever its parts say they are."""

from collections.abc import Iterator
from email import message_from_bytes

from steadfast.apps.mail.reading.parts import content_of
from steadfast.apps.mail.reading.policy import AS_SENT

MOST_PARTS = 200
LARGEST = 2_000_000  # characters of one part as it was sent: no letter of ours is longer
ENCODED = ("base64", "=2f", "uuencode")  # without these its parts stand in it as they are
LARGEST_MAIL = 5_000_000  # bytes of which all is looked at, where its parts cannot be told apart


def inside(source: bytes) -> Iterator[str]:
    """Yield every text in a mail, those of mails in it too; bytes stand for letters."""
    whole = source[:LARGEST_MAIL].decode("latin-1").replace("=\r\n", "").replace("=\n", "")
    yield whole
    if not any(sign in whole.lower() for sign in ENCODED):
        return
    try:
        for no, part in enumerate(message_from_bytes(source, policy=AS_SENT).walk()):
            if no >= MOST_PARTS:
                return
            if not part.is_multipart() and len(str(part.get_payload())) <= LARGEST:
                yield content_of(part).decode("latin-1")
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError):
        return  # it cannot be read: then nobody else reads it either, but as it was sent
