"""Send a file: it is kept before it is parsed, and what it holds is proposed from its columns and values."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from steadfast.apps.identity import queries as identity
from steadfast.apps.imports import kinds, queries
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.forms import LARGEST, SendingForm
from steadfast.apps.imports.guessing import products, profile, proposal
from steadfast.apps.imports.known_body import body_of
from steadfast.apps.imports.mapping import known
from steadfast.apps.imports.models import Batch, Draft
from steadfast.apps.imports.operations import drafts
from steadfast.foundation import addresses, clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.files.arriving import BESIDE, takes_files
from steadfast.foundation.files.store import Arrived, NoRoom

ANY_SYSTEM = "generic-"  # mappings that name no system


@takes_files(body=LARGEST + BESIDE, file=LARGEST)
@access("imports.manage")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Send a file, alone or as the next export of an earlier one (`like`)."""
    saved = {one.name: one.body for one in queries.saved_mappings(request.actor)}
    like = _like(request)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SendingForm(data, files, saved=list(saved), initial={"kind": request.GET.get("kind", "")})
    if form.is_valid():
        try:
            draft = _begin(request, form.cleaned_data, saved, like, now=clock.now())
        except (Fault, NoRoom) as error:
            name = form.cleaned_data["file"].name
            form.add_error("file", f"{name}: {error}" if isinstance(error, Fault) else str(error))
        else:
            if like is None:
                return redirect("imports:columns", draft.pk)
            drafts.want_plan(draft, actor=request.actor, now=clock.now())
            return redirect("imports:plan", draft.pk)
    context = {"form": form, "like": like, "drafts": [] if like else queries.open_drafts(request.actor)[:10]}
    return render(request, "imports/new.html", context, status=422 if form.is_bound else 200)


def _like(request: Request) -> Batch | None:
    number = addresses.number_of(request.GET.get("like", ""))
    return get_object_or_404(queries.visible_to(request.actor), pk=number) if number else None


def _begin(
    request: Request, said: dict[str, Any], saved: dict[str, Any], like: Batch | None, *, now: datetime
) -> Draft:
    """Look at the file and begin a draft with it. Fault where it is no table, NoRoom where it cannot be kept."""
    arrived: Arrived = said["file"]
    found = profile.of(arrived.path)
    body = _body(said, saved, like, found, arrived.name)
    body["source"] = str(body.get("source", "") or _source(body["kind"], found))[:64]
    beginning = drafts.Beginning(body["kind"], body["source"], body, found.body())
    return drafts.begin(arrived, beginning, actor=request.actor, now=now)


def _body(
    said: dict[str, Any], saved: dict[str, Any], like: Batch | None, found: profile.Profile, file_name: str
) -> dict[str, Any]:
    """Return the mapping to begin with: of the earlier export, the one chosen, one that knows it, or a proposal."""
    if like is not None:
        earlier = queries.draft_like(like)
        if earlier is not None:
            return dict(earlier.mapping)
        if like.mapping in known():
            return body_of(like.mapping)
    where, _space, name = said["mapping"].partition(" ")
    if name and where == "ours":
        return dict(saved[name])
    if name:
        return body_of(name) | ({"source": ""} if name.startswith(ANY_SYSTEM) else {})
    shipped = proposal.recognized(found, said["kind"])
    if shipped:
        return body_of(shipped) | ({"source": ""} if shipped.startswith(ANY_SYSTEM) else {})
    kind = said["kind"] or proposal.kind_of(found, [one.name for one in kinds.all_kinds()])
    called = file_name.split(".")[0][:64] or _("export")
    return proposal.proposed(kind, found, name=called, zone=identity.practice().zone)


def _source(kind: str, found: profile.Profile) -> str:
    """Return the system that a file probably comes from, or "".

    It is the one of the import of this kind before, unless the columns betray another product; else that product, else
    the only system that records ever came from.
    """
    betrayed, last = _product(found), queries.last_of(kind)
    if last is not None and betrayed in ("", last.source):
        return last.source
    draft = queries.draft_like(last) if last else None
    if last and draft and draft.profile and _product(profile.kept(draft.profile)) == betrayed:
        return last.source
    return betrayed or queries.only_source()


def _product(found: profile.Profile) -> str:
    return products.product(column.name for column in found.columns)
