"""What a form was sent."""

from django.http import QueryDict

from steadfast.foundation.access import Request


def sent(request: Request) -> QueryDict | None:
    """Return what was posted, be it empty, or None when the page was only opened."""
    return request.POST if request.method == "POST" else None
