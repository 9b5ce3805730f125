"""The app "notices": what happened that its reader should know: a list with a badge, and by mail as each chooses."""

from django.apps import AppConfig

from steadfast.domain.language import known
from steadfast.foundation import rail


class NoticesConfig(AppConfig):
    name = "steadfast.apps.notices"
    label = "notices"

    def ready(self) -> None:
        from steadfast.apps.identity import beside
        from steadfast.apps.notices.queries import inbox

        rail.register(known("Notices"), "notices:index", "notices.view", 12, inbox.unread)
        beside.register("notices:index", inbox.counted)
