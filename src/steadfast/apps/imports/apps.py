"""The app "imports"."""

from django.apps import AppConfig

from steadfast.domain.language import known


class ImportsConfig(AppConfig):
    name = "steadfast.apps.imports"
    label = "imports"

    def ready(self) -> None:
        from steadfast.apps.imports import queries, record_kinds
        from steadfast.foundation import rail  # reads settings, which are ready from here on

        queries.hide_from_search()
        record_kinds.register()
        rail.register(known("Imports"), "imports:list", "imports.view", 70)
