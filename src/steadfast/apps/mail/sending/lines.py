"""Lines: connections that stay open while several mails leave one after the other, one for each box.

A recipient who is refused ends that mail alone: the server forgets it (RSET) and takes the next. Whatever else goes
wrong ends the line, and the next mail gets a new one.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from steadfast.apps.mail.sending.transport import RefusedForGood, told


class Lines:
    """The open connections of one run; of one thread."""

    def __init__(self) -> None:
        self._open: dict[int | None, BaseEmailBackend] = {}

    def hand_over(self, mail: EmailMessage, box: int | None, fresh: BaseEmailBackend) -> None:
        """Give a mail to the server of a box, by its line or by a `fresh` one; raise Trouble or RefusedForGood."""
        line = self._open.setdefault(box, fresh)
        try:
            with told():
                line.open()
                line.send_messages([mail])
        except RefusedForGood:
            raise
        except BaseException:
            self._end(box)
            raise

    def end(self) -> None:
        """Close them all."""
        for box in list(self._open):
            self._end(box)

    def _end(self, box: int | None) -> None:
        with suppress(Exception):  # it says goodbye to a server that may be gone
            self._open.pop(box).close()


@contextmanager
def lines() -> Iterator[Lines]:
    """Yield lines, and close them."""
    opened = Lines()
    try:
        yield opened
    finally:
        opened.end()
