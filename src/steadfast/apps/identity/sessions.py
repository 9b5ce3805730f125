"""The store of sessions: Django's, in the database, whose one question of every page is put together once."""

from functools import cache

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from steadfast.foundation import clock
from steadfast.foundation.prepared import Rows


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        """Return the row of this key, while it has not run out; else forget the key, as Django does."""
        found = _living().rows(key=self.session_key or "", at=clock.exactly())
        if found:
            return found[0]
        self._session_key = None
        return None


@cache
def _living() -> Rows[Session]:
    return Rows(
        lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at), instants=["at"], words=["key"]
    )
