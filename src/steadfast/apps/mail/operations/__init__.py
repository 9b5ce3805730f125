"""Writes of mail: keep what came, read it, remember which message belongs to which ticket, send what leaves."""

from steadfast.apps.mail.operations.boxes import (
    bearer,
    keep_box,
    keep_token,
    note_good,
    note_read,
    note_trouble,
    pause_box,
)
from steadfast.apps.mail.operations.deciding import add_to, dismiss, open_for
from steadfast.apps.mail.operations.delivering import (
    deliver,
    deliver_all,
    deliver_with_others,
    due,
    mark_bounced,
    note_bounce,
    send_again,
)
from steadfast.apps.mail.operations.ingesting import Ingested, ingest
from steadfast.apps.mail.operations.keeping import keep, when_kept
from steadfast.apps.mail.operations.letters import Letter, send, when_queued
from steadfast.apps.mail.operations.overheard import when_overheard
from steadfast.apps.mail.operations.reading import read, replay
from steadfast.apps.mail.operations.referring import refer
from steadfast.apps.mail.operations.replying import acknowledge, mail_reply

__all__ = [
    "Ingested",
    "Letter",
    "acknowledge",
    "add_to",
    "bearer",
    "deliver",
    "deliver_all",
    "deliver_with_others",
    "dismiss",
    "due",
    "ingest",
    "keep",
    "keep_box",
    "keep_token",
    "mail_reply",
    "mark_bounced",
    "note_bounce",
    "note_good",
    "note_read",
    "note_trouble",
    "open_for",
    "pause_box",
    "read",
    "refer",
    "replay",
    "send",
    "send_again",
    "when_kept",
    "when_overheard",
    "when_queued",
]
