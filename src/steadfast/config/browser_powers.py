"""Says on every answer what a browser shall not lend to our pages, nor give of ours to other houses' pages.

We use no camera, place or purse; should anything ever run in a page of ours that is not ours, it gets none either.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Names that browsers know: of one that they do not know (such as "bluetooth") they complain on every page.
UNUSED = ("camera", "microphone", "geolocation", "payment", "usb", "serial", "display-capture", "midi")
POWERS = ", ".join([*(f"{power}=()" for power in UNUSED), "publickey-credentials-get=(self)"])


def refusal(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        answer["Permissions-Policy"] = POWERS
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return answer

    return middleware
