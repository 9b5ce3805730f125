"""What happened with care of the data and search, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "care.plan_changed": _("plan of backups changed"),
    "care.files_removed": _("files removed that nobody names"),
    "care.backup_downloaded": _("backup downloaded"),
}
