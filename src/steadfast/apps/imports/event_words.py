"""What happened with imports and their sources, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "feed.added": _("nightly source added"),
    "feed.changed": _("nightly source changed"),
    "feed.paused": _("nightly source paused"),
    "feed.resumed": _("nightly source resumed"),
    "feed.run_wanted": _("run of a source asked for"),
    "feed.ran": _("source was read"),
    "import.begun": _("import begun"),
    "import.dropped": _("import dropped"),
    "import.mapping_kept": _("mapping saved"),
    "import.plan_wanted": _("plan of an import asked for"),
    "import.apply_wanted": _("import applied"),
    "import.shown": _("import came into sight"),
    "import.undo_wanted": _("undoing of an import asked for"),
    "import.undone": _("import undone"),
    "source.led": _("lead taken over from a source"),
}
