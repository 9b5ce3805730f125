"""The app "imports"."""

from django.apps import AppConfig

from steadfast.domain.language import known


class ImportsConfig(AppConfig):
    name = "steadfast.apps.imports"
    label = "imports"

    def ready(self) -> None:
        from steadfast.apps.imports import connectors, queries, record_kinds, step
        from steadfast.apps.imports.connectors import autotask, connectwise, halopsa
        from steadfast.foundation import rail  # reads settings, which are ready from here on
        from steadfast.foundation.care import unnamed

        queries.hide_from_search()
        record_kinds.register()
        for one in (halopsa.HALOPSA, connectwise.CONNECTWISE, autotask.AUTOTASK):
            connectors.register(one)
        step.register()
        unnamed.register("imports", queries.named_files)
        rail.register(known("Imports"), "imports:list", "imports.view", 70)
