"""An instant as people type it: a local date and time in their own zone, which must lie ahead (or behind)."""

from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from steadfast.domain.language import say
from steadfast.domain.working_time import wall_time

SHAPE = "%Y-%m-%dT%H:%M"
SHAPES = (SHAPE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")


def typed(instant: datetime, zone: tzinfo) -> str:
    """Return an instant as it stands in such a field, in the zone of who types."""
    return instant.astimezone(zone).strftime(SHAPE)


class LocalMoment(forms.DateTimeField):
    """A field that reads in `zone` and gives an aware UTC instant.

    A time that the clocks skip, or that happens twice, is refused and named: nobody can promise it.
    """

    def __init__(self, *, ahead: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ahead = ahead
        self.zone = "UTC"
        self.now: datetime | None = None

    def at(self, now: datetime, zone: str) -> None:
        """Say when and where it is filled in."""
        self.now, self.zone = now, zone

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        for shape in SHAPES:
            try:
                local = datetime.strptime(str(value).strip(), shape)  # noqa: DTZ007 - its zone is the reader's
            except ValueError:
                continue
            return self._instant(local)
        raise forms.ValidationError(say("Write a date and a time, such as 2026-11-24 12:00."))

    def _instant(self, local: datetime) -> datetime:
        try:
            read = wall_time.read(local, ZoneInfo(self.zone))
        except OverflowError as error:
            raise forms.ValidationError(say("That is too far away.")) from error
        if read.trouble:
            raise forms.ValidationError(read.trouble)
        found = read.instant
        if self.now is not None and not self.ahead and found > self.now:
            raise forms.ValidationError(say("That lies ahead; say when it was."))
        if self.now is not None and self.ahead and found <= self.now:
            raise forms.ValidationError(say("That has passed; choose a time that lies ahead."))
        if self.now is not None and (found - self.now).days > 3660:
            raise forms.ValidationError(say("That is more than ten years away."))
        return found
