"""Sends a browser that came to the demo by 127.0.0.1 to localhost: passkeys refuse an IP address.

Only a page asked for by a browser is sent on; a check of health, a script and a form post are answered where they came.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect


def redirection(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        host = request.get_host()
        is_browser = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        if is_browser and host.startswith("127.0.0.1"):
            return redirect(f"http://{host.replace('127.0.0.1', 'localhost', 1)}{request.get_full_path()}")
        return get_response(request)

    return middleware
