"""Sign in as one of the cast with one click, on the demo only."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from steadfast.apps.demo import queries
from steadfast.foundation.access import PUBLIC, access


@access(PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    """Show who can be visited."""
    _only_on_the_demo()
    return render(request, "demo/index.html", {"people": queries.visitors(), "next": request.GET.get("next", "")})


@require_POST
@access(PUBLIC)
def create(request: HttpRequest, person_id: int) -> HttpResponse:
    """Sign in as a person of the cast."""
    _only_on_the_demo()
    person = next((person for person in queries.visitors() if person.pk == person_id), None)
    if person is None or person.user is None:
        raise Http404
    login(request, person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(_next(request))


def _only_on_the_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    good = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if good else settings.LOGIN_REDIRECT_URL
