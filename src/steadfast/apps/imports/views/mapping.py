"""Say what the columns of a file mean, and then what its words mean; keep the mapping for the next export."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steadfast.apps.imports import kinds, queries, running, toml_text
from steadfast.apps.imports.forms import ColumnsForm, WordsForm
from steadfast.apps.imports.guessing import profile, proposal
from steadfast.apps.imports.mapping import BadMapping
from steadfast.apps.imports.models import Draft
from steadfast.apps.imports.operations import drafts
from steadfast.apps.imports.operations.drafts import NotNow
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access


@access("imports.manage")
@require_http_methods(["GET", "POST"])
def columns(request: Request, draft_id: int) -> HttpResponse:
    """Say what the columns mean. `act`: look keeps and shows it again, kind begins anew for another kind."""
    draft = _draft(request, draft_id)
    if not _open(draft):
        return redirect("imports:plan", draft.pk)
    act = request.POST.get("act", "")
    if act == "kind" and request.POST.get("kind") in {kind.name for kind in kinds.all_kinds()}:
        return _other_kind(request, draft, request.POST["kind"])
    form = _columns_form(draft, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _columns_page(request, draft, form)
    valid = form.is_valid()
    draft = _keep(request, draft, form.mapped(), mapped=False)
    if act == "look":
        return _columns_page(request, draft, _columns_form(draft, None))
    return _onward(request, draft) if valid else _columns_page(request, draft, form, status=422)


def _onward(request: Request, draft: Draft) -> HttpResponse:
    """Ask what the words mean, or plan at once where nobody needs to say."""
    form = _words_form(draft, None)
    if not form.is_settled():
        return redirect("imports:words", draft.pk)
    trouble = _planned(request, draft, _words_form(draft, form.as_it_stands()))
    if not trouble:
        return redirect("imports:plan", draft.pk)
    return _columns_page(request, draft, _columns_form(draft, None), trouble=trouble, status=422)


def _planned(request: Request, draft: Draft, form: WordsForm) -> str:
    """Keep what the words mean and have the draft planned; return what is wrong with the mapping, or ""."""
    if not form.is_valid():
        return str(form.errors)
    draft = _keep(request, draft, form.mapped(), mapped=False)
    try:
        running.mapping_of(draft)
    except BadMapping as error:
        return str(error)
    draft = _keep(request, draft, draft.mapping, mapped=True)
    with suppress(NotNow):  # somebody was faster; the page of the plan says where it stands
        drafts.want_plan(draft, actor=request.actor, now=clock.now())
    return ""


@access("imports.manage")
@require_http_methods(["GET", "POST"])
def words(request: Request, draft_id: int) -> HttpResponse:
    """Say what the words mean, then plan."""
    draft = _draft(request, draft_id)
    if not _open(draft):
        return redirect("imports:plan", draft.pk)
    form = _words_form(draft, request.POST if request.method == "POST" else None)
    trouble = _planned(request, draft, form) if form.is_bound else ""
    if form.is_bound and not trouble:
        return redirect("imports:plan", draft.pk)
    context = {"draft": draft, "form": form, "trouble": "" if form.errors else trouble}
    return render(request, "imports/words.html", context, status=422 if form.is_bound else 200)


@access("imports.manage")
@require_POST
def keep(request: Request, draft_id: int) -> HttpResponse:
    """Keep the mapping of a draft under its name."""
    draft = _draft(request, draft_id)
    name = str(draft.mapping.get("name", ""))[:64]
    drafts.save_mapping(name, draft.kind, draft.mapping, actor=request.actor, now=clock.now())
    messages.success(request, _("The mapping “%(name)s” is kept for the next export.") % {"name": name})
    return redirect("imports:plan", draft.pk)


@access("imports.manage")
@require_safe
def toml(request: Request, draft_id: int) -> HttpResponse:
    """Give the mapping of a draft as its file."""
    draft = _draft(request, draft_id)
    text = toml_text.written(draft.mapping, about=f"{draft.kind} from {draft.source}".replace("\n", " "))
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    name = slugify(str(draft.mapping.get("name", ""))) or "mapping"
    answer["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return answer


def _draft(request: Request, draft_id: int) -> Draft:
    return get_object_or_404(queries.drafts_visible_to(request.actor), pk=draft_id)


def _open(draft: Draft) -> bool:
    return draft.state in ("sent", "mapped", "planned")


def _columns_form(draft: Draft, data: Any) -> ColumnsForm:
    fields, found = proposal.fields_of(draft.kind), profile.kept(draft.profile)
    return ColumnsForm(data, fields=fields, profile=found, body=draft.mapping)


def _words_form(draft: Draft, data: Any) -> WordsForm:
    fields, found = proposal.fields_of(draft.kind), profile.kept(draft.profile)
    return WordsForm(data, fields=fields, profile=found, body=draft.mapping)


def _keep(request: Request, draft: Draft, body: dict[str, Any], *, mapped: bool) -> Draft:
    kind = str(body["kind"])
    try:
        return drafts.set_mapping(draft, kind, body, mapped=mapped, actor=request.actor, now=clock.now())
    except NotNow:
        return draft


def _other_kind(request: Request, draft: Draft, kind: str) -> HttpResponse:
    """Propose a mapping for another kind."""
    before = draft.mapping
    zone = before.get("dates", {}).get("zone", "UTC")
    body = proposal.proposed(kind, profile.kept(draft.profile), name=str(before.get("name", kind)), zone=zone)
    _keep(request, draft, {**body, "source": before.get("source", body["source"])}, mapped=False)
    return redirect("imports:columns", draft.pk)


def _columns_page(
    request: Request, draft: Draft, form: ColumnsForm, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "draft": draft,
        "form": form,
        "kinds": kinds.all_kinds(),
        "profile": draft.profile,
        "trouble": trouble,
        "systems": queries.sources_known(),
    }
    return render(request, "imports/columns.html", context, status=status)
