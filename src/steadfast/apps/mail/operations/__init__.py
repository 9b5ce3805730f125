"""Writes of mail: keep what came, remember which message belongs to which ticket, send what leaves."""

from steadfast.apps.mail.operations.delivering import deliver, due, note_bounce, send_again
from steadfast.apps.mail.operations.keeping import keep, when_kept
from steadfast.apps.mail.operations.letters import Letter, send, when_queued
from steadfast.apps.mail.operations.referring import refer
from steadfast.apps.mail.operations.replying import acknowledge, mail_reply

__all__ = [
    "Letter",
    "acknowledge",
    "deliver",
    "due",
    "keep",
    "mail_reply",
    "note_bounce",
    "refer",
    "send",
    "send_again",
    "when_kept",
    "when_queued",
]
