"""Foreign keys keep the order of the apps too: a string like "desk.Ticket" is invisible to import-linter."""

from django.apps import apps
from django.conf import settings

ORDER = ["auth", "contenttypes", "sessions", "foundation", *settings.NOUNS]


def climbs(from_app: str, to_app: str) -> bool:
    """Tell whether a key points from a lower app to a higher one, or out of the order altogether."""
    return to_app not in ORDER or ORDER.index(to_app) > ORDER.index(from_app)


def test_the_rule_sees_a_key_that_climbs() -> None:
    assert climbs("clients", "desk")
    assert climbs("foundation", "identity")
    assert climbs("desk", "elsewhere")
    assert not climbs("desk", "clients")
    assert not climbs("desk", "desk")


def test_no_foreign_key_points_to_a_higher_app() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("steadfast.")]
    keys = [(m, f) for m in ours for f in m._meta.get_fields(include_hidden=True) if f.concrete and f.is_relation]
    assert keys, "no foreign keys were found at all"
    assert [
        f"{m._meta.label}.{f.name}" for m, f in keys if climbs(m._meta.app_label, f.related_model._meta.app_label)
    ] == []


def test_no_relation_is_generic() -> None:
    names = [f"{m._meta.label}.{f.name}" for m in apps.get_models() for f in m._meta.private_fields]
    assert [name for name in names if "steadfast" in name] == []
