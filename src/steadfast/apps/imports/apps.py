"""The app "imports"."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "steadfast.apps.imports"
    label = "imports"

    def ready(self) -> None:
        from steadfast.apps.imports import queries, record_kinds

        queries.hide_from_search()
        record_kinds.register()
