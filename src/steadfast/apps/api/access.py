"""Who may let programs act for them, and who sees every token. What a token itself may, its scopes narrow."""

from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.role import MEMBER_ROLES

GRANTS = {
    "tokens.own": frozenset(MEMBER_ROLES),
    "tokens.all": frozenset({"owner"}),
    "hooks.manage": frozenset({"owner"}),
}
AREA = _("Programs")
WORDS = {  # what a permission lets one do, for who puts together a role
    "tokens.own": _("Make tokens by which programs act for them, within what they may do themselves."),
    "tokens.all": _("See the tokens of everybody, and revoke them."),
    "hooks.manage": _("Say which programs are told what happens, and see what was sent."),
}
