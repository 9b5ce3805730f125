"""What happened by itself or for it, in a few words for each kind of event."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "checklist.made": _("checklist made"),
    "checklist.changed": _("checklist changed"),
    "checklist.removed": _("checklist removed"),
    "checklist.added": _("checklist put on a ticket"),
    "check_item.ticked": _("item of a checklist ticked"),
    "check_item.unticked": _("tick of a checklist taken off"),
    "service_form.made": _("request form made"),
    "service_form.changed": _("request form changed"),
    "recurrence.made": _("recurring ticket made"),
    "recurrence.changed": _("recurring ticket changed"),
    "recurrence.paused": _("recurring ticket paused"),
    "recurrence.went_on": _("recurring ticket comes again"),
    "check_item.taken_off": _("item of a checklist taken off"),
    "recurrence.removed": _("recurring ticket removed"),
    "rule.made": _("rule made"),
    "rule.changed": _("rule changed"),
    "rule.tried": _("rule tried on the last month"),
    "rule.switched_on": _("rule switched on"),
    "rule.switched_off": _("rule switched off"),
    "rule.moved": _("order of rules changed"),
    "rule.removed": _("rule removed"),
    "rule.halted": _("rule stopped by itself"),
    "rule.ran": _("rule acted on a ticket"),
}
