"""Who may read the register and speak for the practice in it."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.role import MEMBER_ROLES

MEMBERS = frozenset(MEMBER_ROLES)

GRANTS = {
    "register.view": MEMBERS,
    "register.export": MEMBERS - {"sales"},
    "register.promise": MEMBERS,
    "register.void": frozenset({"owner", "service manager"}),  # it leaves every count, so not by whoever owes it
    "register.show": MEMBERS | {"contact"},
    "register.answer": MEMBERS | {"contact"},
    "register.word": MEMBERS | {"contact"},
}
AREA = _("Promises")
WORDS = {  # what a permission lets one do, for who puts together a role
    "register.view": _("See the register of promises."),
    "register.export": _("Export the register."),
    "register.promise": _("Promise in the practice’s name, keep, move and release promises."),
    "register.void": _("Make a promise void: it then leaves every count."),
    "register.show": _("Open a promise and read how it came about."),
    "register.answer": _("Answer what was proposed to them about a promise."),
    "register.word": _("Write down a word that was given in a conversation."),
}
