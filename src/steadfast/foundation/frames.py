"""Answer one address with the whole page or, when htmx asks, with what stands inside its frame.

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
