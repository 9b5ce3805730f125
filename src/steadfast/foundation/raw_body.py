"""For an address that programs post to: its body is kept as it comes, so nothing looks into it before the view does.

    @csrf_exempt
    @takes_raw_body(1_000_000)
    @access(PUBLIC)
    def take(request): ...
Whoever posts proves who they are by a token or a signature, not by a session, so there is nothing to forge.
"""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import HttpRequest

View = Callable[..., HttpResponseBase]


def takes_raw_body(largest: int) -> Callable[[View], View]:
    """Mark a view whose body nobody reads before it; one that is longer than `largest` bytes is answered by 413."""

    def mark(view: View) -> View:
        view.raw_body = largest  # type: ignore[attr-defined]
        return view

    return mark


def refusal(request: HttpRequest, view: View) -> HttpResponse | None:
    """Return the answer to a body that is too large for a view that takes it raw, None for what is fine."""
    largest: int = getattr(view, "raw_body", 0)
    declared = request.META.get("CONTENT_LENGTH") or "0"
    length = int(declared) if declared.isascii() and declared.isdigit() else 0
    if largest and length > largest:
        return JsonResponse({"error": f"at most {largest} bytes"}, status=413)
    return None
