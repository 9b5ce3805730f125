"""Keep, change and forget views of lists. They are about looking, so that no event tells of them."""

from django.db import transaction

from steadfast.apps.identity.models import FirstView, SavedView
from steadfast.apps.identity.queries import saved_views
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import lists
from steadfast.foundation.actor import Actor

MOST = 30  # of one person for one list


@transaction.atomic
def keep_view(list_name: str, *, name: str, query: str, shared: str = "own", actor: Actor) -> SavedView:
    """Keep the filters of a list under a name; the same name again takes the new filters."""
    known = lists.find(list_name)
    me = actor.person_id
    if known is None or me is None or not actor.may(known.permission):
        raise Refused(say("There is no such list."))
    _may_share(shared, actor)
    mine = SavedView.objects.filter(person_id=me, list=list_name)
    if mine.exclude(name=name).count() >= MOST:
        raise Refused(say("You keep %(most)s views of this list already; delete one first.", most=MOST))
    kept = {"query": known.kept_text(query), "shared": shared, "team_id": None}
    return SavedView.objects.update_or_create(
        person_id=me,
        list=list_name,
        name=name,
        defaults=kept,
        create_defaults={**kept, "order": len(mine)},
    )[0]


@transaction.atomic
def change_view(
    view: SavedView, *, name: str, shared: str, team_id: int | None = None, order: int | None = None, actor: Actor
) -> None:
    """Give a view another name, place or circle of readers."""
    if (shared, team_id) != (view.shared, view.team_id):
        _may_share(shared, actor)
    others = SavedView.objects.filter(person_id=view.person_id, list=view.list, name=name).exclude(pk=view.pk)
    if others.exists():
        raise Refused(say("There is a view “%(name)s” of this list already.", name=name))
    view.name, view.shared, view.team_id = name, shared, team_id if shared == "team" else None
    view.order = view.order if order is None else order
    view.save(update_fields=["name", "shared", "team", "order"])
    if shared == "own":
        FirstView.objects.filter(view=view).exclude(person_id=view.person_id).delete()


def delete_view(view: SavedView) -> None:
    """Forget a view; a list that opened with it opens as it is."""
    view.delete()


@transaction.atomic
def open_with(view: SavedView, *, actor: Actor) -> bool:
    """Let the list open with this view for the actor, or no longer where it does; tell which."""
    here = FirstView.objects.filter(person_id=actor.person_id or 0, list=view.list)
    was = here.filter(view=view).exists()
    here.delete()
    if not was and saved_views.visible_to(actor).filter(pk=view.pk).exists():
        FirstView.objects.create(person_id=actor.person_id or 0, list=view.list, view=view)
    return not was


def _may_share(shared: str, actor: Actor) -> None:
    if shared != "own" and not actor.may("views.share"):
        raise Refused(say("An owner or a service manager shares views."))
