"""What happened with time, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "time.booked": _("time booked"),
    "time.corrected": _("time corrected"),
    "time.settled": _("reason of time changed"),
    "time.clock_dropped": _("clock dropped"),
    "time.week_handed_in": _("week handed in"),
    "time.week_taken_back": _("week taken back"),
    "time.terms_made": _("terms of billing made"),
    "calendar.feed_made": _("calendar to subscribe to made"),
    "calendar.feed_revoked": _("calendar to subscribe to revoked"),
    "wake.called": _("somebody woken"),
    "wake.answered": _("somebody is awake"),
    "wake.ways_kept": _("ways of waking kept"),
    "wake.rules_kept": _("rules of waking kept"),
}
