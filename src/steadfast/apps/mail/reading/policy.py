"""How the library hands a field over: as it was sent. What is no ASCII is read as text, not as question marks.

Mail programs write names, subjects and file names in plain UTF-8 (RFC 6532), or in the charset at hand.
"""

from email.policy import Compat32

from steadfast.apps.mail.reading.charsets import text_of


class AsSent(Compat32):
    """The old policy of the library, which never stops at a broken field, without its sign for unknown bytes."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the value of a field; bytes beyond ASCII by UTF-8, or as well as can be."""
        return value if value.isascii() else text_of(value.encode("utf-8", "surrogateescape"), "utf-8")


AS_SENT = AsSent()
