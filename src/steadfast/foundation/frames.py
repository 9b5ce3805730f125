"""Answer one address with the whole page or, when htmx asks, with what stands inside its frame; refuse a wrong one.

A template begins `{% extends frame %}`; links and forms that htmx upgrades swap #main for the answer.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from steadfast.foundation.access import Request


def framed(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Render a template in page.html, or in part.html for htmx."""
    frame = "part.html" if request.htmx and not request.htmx.history_restore_request else "page.html"
    answer = render(request, template, {**context, "frame": frame}, status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def bad_address(request: Request, error: Exception) -> HttpResponse:
    """Answer an address that cannot be understood (400) by a page that says what is wrong with it."""
    return render(request, "400.html", {"reason": str(error)}, status=400)
