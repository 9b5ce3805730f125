"""How often somebody may try, counted by allauth's counters in the memory of the one web process.

ACCOUNT_RATE_LIMITS in the settings lists every count: its name, how many in how long, by address or account.
A count that is used up tells when the next attempt is free, so that nobody has to guess.
"""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from steadfast.foundation import clock

APP = "allauth.account"
View = Callable[..., HttpResponse]


def spend(request: HttpRequest, action: str, *, key: str | None = None) -> bool:
    """Count one attempt; False when there were too many."""
    return bool(ratelimit.consume(request, app=APP, action=action, key=key, limit_get=True))


def forgive(request: HttpRequest, action: str, *, key: str) -> None:
    """Forget the attempts on one account, and from this address, after a right one."""
    ratelimit.clear(request, app=APP, action=action, key=key)


def seconds_left(request: HttpRequest, action: str, *, key: str | None = None) -> float:
    """Return in how many seconds the next attempt is free; 0 when it is free now."""
    left = 0.0
    for rate in ratelimit.get_rates(app=APP, action=action):
        if rate.per == "ip" or (rate.per == "key" and key is not None):
            tried = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
            if len(tried) >= rate.amount:
                left = max(left, tried[rate.amount - 1] + rate.duration - clock.exactly().timestamp())
    return left


def sentence(seconds: float) -> str:
    """Return the refusal that names when to try again."""
    minutes = max(1, math.ceil(seconds / 60))
    when = ngettext("in a minute", "in %(minutes)s minutes", minutes) % {"minutes": minutes}
    return _("Too many attempts. Try again %(when)s.") % {"when": when}


def too_many(request: HttpRequest, action: str = "login", *, key: str | None = None) -> HttpResponse:
    """Answer 429 with when to come again."""
    seconds = max(1.0, seconds_left(request, action, key=key))
    answer = render(request, "429.html", {"sentence": sentence(seconds)}, status=429)
    answer["Retry-After"] = str(math.ceil(seconds))
    return answer


def by_address(action: str) -> Callable[[View], View]:
    """Limit a view, page and form alike, by the address from which it is asked for."""

    def limited(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs) if spend(request, action) else too_many(request, action)

        return counted

    return limited
