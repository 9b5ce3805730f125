"""Tell the foundation which checks the desk has, and which files its rows name."""

from steadfast.apps.desk.checks import attachments, links, messages, tickets
from steadfast.foundation import verify
from steadfast.foundation.care import unnamed


def register() -> None:
    """Register the checks under the names that `steadfast verify` prints."""
    verify.register("tickets")(tickets.check)
    verify.register("messages")(messages.check)
    verify.register("attachments")(attachments.check)
    verify.register("links")(links.check)
    unnamed.register("attachments", attachments.named_files)
