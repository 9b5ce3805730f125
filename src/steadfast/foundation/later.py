"""Addresses whose views are loaded when one of them is first asked for or named, for what most processes never need.

Django asks every address below the root for its names before it makes the first link; these keep theirs to a namespace
of their own until somebody asks within it.
"""

from typing import Any

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language


class Later(URLResolver):
    """What `include` gives, of a module that is named and not loaded."""

    def _populate(self) -> None:
        """Tell the addresses around nothing: they would load the module for it."""

    def _filled(self) -> None:
        if get_language() not in self._reverse_dict:
            super()._populate()

    @property
    def reverse_dict(self) -> Any:
        self._filled()
        return super().reverse_dict

    @property
    def namespace_dict(self) -> Any:
        self._filled()
        return super().namespace_dict

    @property
    def app_dict(self) -> Any:
        self._filled()
        return super().app_dict


def later(route: str, module: str, *, namespace: str) -> Later:
    """Return an entry of urlpatterns for the `urlpatterns` of a module, within a namespace."""
    return Later(RoutePattern(route), module, app_name=namespace, namespace=namespace)
