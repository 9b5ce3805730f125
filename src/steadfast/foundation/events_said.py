"""The kinds of events in the reader's words, from WORDS in the event_words.py of each of our apps."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

MODULE = "event_words"


@cache
def words() -> Mapping[str, Promise]:
    """Return the words of every kind of event that an app of ours appends."""
    found: dict[str, Promise] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("steadfast.") and module_has_submodule(config.module, MODULE):
            found |= import_module(f"{config.name}.{MODULE}").WORDS
    return found


def said(kind: str) -> str:
    """Return what happened; a kind of another release is said as it is stored."""
    return str(words().get(kind, kind))
