"""Reads every request as UTF-8, whatever charset its sender names: browsers send nothing else.

Django decodes address and form by that name while it makes its request, before any middleware: zlib, base64 or a header
of 20 kB ended every page with 500. So the header is cut down to what a form needs before Django sees it.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

BOUNDARY = re.compile(r"[\w'()+,./:=? -]{1,70}", re.ASCII)  # RFC 2046, 5.1.1


def in_utf_8(application: Application) -> Application:
    """Return a WSGI application that sees the type of a body and its boundary, and no other parameter."""

    def called(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "CONTENT_TYPE" in environ:
            environ["CONTENT_TYPE"] = bare(environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return called


def bare(content_type: str) -> str:
    """Return a Content-Type with its boundary alone, "" for one that cannot be read."""
    try:
        kind, parameters = parse_header_parameters(content_type)
    except ValueError:
        return ""
    boundary = parameters.get("boundary", "")
    return f'{kind}; boundary="{boundary}"' if BOUNDARY.fullmatch(boundary) else kind
