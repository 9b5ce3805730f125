"""What the page of columns says: what may be chosen, by what a column was told, and what is still needed."""

from django.utils.translation import gettext_lazy as _

MATCHES = [("key", _("by its key alone")), ("name", _("by its key, or else its name")),
           ("email", _("by its key, or else its e-mail address"))]  # fmt: skip
# By what a column was told (guessing.headers.Fit.why).
WHY = {
    "named": _("Known by its header."),
    "words": _("Its header says “%(told)s”."),
    "word": _("Its header says “%(told)s”."),
    "values": _("Its values are e-mail addresses."),
}
OPPOSITE = _("It says the opposite: yes and no are turned round.")
INSTANTS = {
    "at": _("Say which column holds when the row was written."),
    "opened_at": _("Say which column holds when it was opened."),
}
ROWS = [("events", _("one event of a ticket")), ("tickets", _("a whole ticket"))]
