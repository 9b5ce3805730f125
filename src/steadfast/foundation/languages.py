"""From Django's catalogs to the language that the domain speaks: names of days and months, marks of numbers.

A language is a catalog in locale/ and a line in settings.LANGUAGES; there is no code for any of them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from steadfast.domain.language import Language, speak

MOST = 10_000  # texts kept of one language


class Words(dict[str, str]):
    """What was said of a catalog before: Django's own look-up takes as long as a whole row should."""

    def __missing__(self, message: str) -> str:
        words = translation.gettext(message)
        if len(self) < MOST:  # words that people typed come here, too
            self[message] = words
        return words


@cache
def _language(code: str) -> Language:
    """Return a language by what its catalog says for these few texts; a list of names is one text."""
    with translation.override(code):
        say = translation.gettext
        thousand = say("1,234.5")  # how people write this number
        return Language(
            code=code,
            one=Words().__getitem__,
            many=translation.ngettext,
            weekdays=tuple(say("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()),
            days=tuple(say("Mon Tue Wed Thu Fri Sat Sun").split()),
            months=tuple(
                say("January February March April May June July August September October November December").split()
            ),
            short_months=tuple(say("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()),
            marks={} if thousand == "1,234.5" else {ord(","): thousand[1], ord("."): thousand[-2]},
            day_month=say("%(day)s %(month)s"),
            day_month_year=say("%(day)s %(month)s %(year)s"),
        )


def reading() -> Language:
    """Return the language that is active in this thread; English outside any request."""
    return _language(translation.get_language() or settings.LANGUAGE_CODE)


def install() -> None:
    """Let the domain speak the active language."""
    speak(reading)


@contextmanager
def spoken_to(request: HttpRequest, chosen: str) -> Iterator[Callable[[HttpResponseBase], None]]:
    """Speak the language that somebody chose, else the one that their browser asks for, and no longer than this lasts.

    Gives a function that tells caches about it on the answer.
    """
    is_chosen = chosen in dict(settings.LANGUAGES)
    code = chosen if is_chosen else translation.get_language_from_request(request)

    def mark(answer: HttpResponseBase) -> None:
        answer.headers.setdefault("Content-Language", code)
        if not is_chosen:
            patch_vary_headers(answer, ["Accept-Language"])

    with translation.override(code):
        yield mark
