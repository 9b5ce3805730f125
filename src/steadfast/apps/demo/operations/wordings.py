"""The canned replies of Harbor IT: what its desk writes every day, kept for everybody by the service manager."""

from datetime import datetime

from steadfast.apps.desk.operations.canning import Canned, make_canned
from steadfast.foundation.actor import Actor

REPLIES = {
    "Looking at it": (
        "Hello {{first name}},\n\nI am looking at {{ticket}} now and have it solved by {{due}}. "
        "Should it take longer, you hear so from me before.\n\n{{owner}}, {{practice}}"
    ),
    "Please try again": (
        "Hello {{first name}},\n\nit works again when we try it. Does it for you, too?\n\n{{owner}}, {{practice}}"
    ),
    "What we need to know": (
        "Hello {{first name}},\n\nfor {{ticket}} we need to know:\n- since when it is so\n- on which device\n"
        "- what stands on the screen\n\n{{owner}}, {{practice}}"
    ),
}


def keep(*, actor: Actor, now: datetime) -> None:
    """Keep each of them for everybody."""
    for name, text in REPLIES.items():
        make_canned(Canned(name=name, text=text), actor=actor, now=now)
