"""Two addresses to which programs post: with `Authorization: Bearer TOKEN`, or with the token in the path.

    by_header, by_address = hooks.addresses(1_000_000, find=queries.by_token, take=_take, whose="source")
The body comes as it is, at most so large (413 else); 401 or 404 where nobody has the token. `take` answers the rest,
with `kept` where it wrote it down.
"""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from steadfast.foundation.access import PUBLIC, Request, access
from steadfast.foundation.raw_body import takes_raw_body

View = Callable[..., HttpResponseBase]


def addresses[T](
    largest: int, *, find: Callable[[str], T | None], take: Callable[[Request, T], HttpResponse], whose: str
) -> tuple[View, View]:
    """Return the two views; `find` gives whose a token is, and `whose` is what a refusal calls them."""

    def by_header(request: Request) -> HttpResponse:
        """Take in what comes with `Authorization: Bearer TOKEN`."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        owner = find(token.strip()) if scheme.lower() == "bearer" else None
        if owner is not None:
            return take(request, owner)
        answer = JsonResponse({"error": f"no {whose} has this token"}, status=401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    def by_address(request: Request, token: str) -> HttpResponse:
        """Take in what comes to the address that holds the token."""
        owner = find(token)
        if owner is not None:
            return take(request, owner)
        return JsonResponse({"error": f"no {whose} has this address"}, status=404)

    def posted(view: Callable[..., HttpResponse]) -> View:
        return csrf_exempt(takes_raw_body(largest)(access(PUBLIC)(require_POST(view))))

    return posted(by_header), posted(by_address)


def kept(key: int) -> HttpResponse:
    """Answer that a body was written down."""
    return JsonResponse({"kept": key}, status=202)
