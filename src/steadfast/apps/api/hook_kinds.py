"""What a webhook can be told: these kinds of events, by names that stay. No note inside is among them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, str | Promise] = {
    "ticket.opened": _("a ticket is opened"),
    "ticket.taken": _("somebody takes a ticket"),
    "ticket.replied": _("we reply"),
    "ticket.heard": _("the client says something"),
    "ticket.reprioritized": _("a priority changes"),
    "ticket.resolved": _("a ticket is resolved"),
    "ticket.confirmed": _("the client confirms a resolution"),
    "ticket.closed": _("a ticket is closed"),
    "ticket.reopened": _("a ticket is opened again"),
    "commitment.promised": _("a promise is made"),
    "commitment.fulfilled": _("a promise is kept, in time or late"),
    "commitment.moved": _("a promise gets another date"),
    "commitment.released": _("a promise is released"),
    "commitment.withdrawn": _("a promise is withdrawn"),
    "wait.begun": _("a wait begins"),
    "wait.ended": _("a wait ends"),
    "hand_over.offered": _("a hand-over is offered"),
    "hand_over.accepted": _("a hand-over is accepted"),
    "client.made": _("a client is taken on"),
    "client.changed": _("a client changes"),
}
