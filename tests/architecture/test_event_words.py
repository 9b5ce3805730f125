"""Every kind of event has words for the audit page, and no words are left of a kind that nobody appends."""

import ast
import re

from steadfast.foundation import access, events_said
from tests.architecture.sources import modules

KIND = re.compile(r"[a-z_]+\.[a-z_]+")
ELSEWHERE = ("migrations", "connectors", "bench", "event_words")
# Names of schedules, and of facts that a check tells, which look like kinds.
NO_EVENTS = {"care.look", "care.back_up", "care.test_restore", "care.remove_unnamed", "duty.turn", "sign_in.provider"}
NO_EVENTS |= {"mail.reply", "mail.acknowledge", "mail.deliver_due", "mail.eml", "mail.mark_bounced"}


def written() -> set[str]:
    """Return what the program writes as text in the form of a kind, beside permissions and the names above."""
    found = set()
    for module in modules():
        if not any(part in module.name for part in ELSEWHERE):
            texts = (node.value for node in ast.walk(module.tree) if isinstance(node, ast.Constant))
            found |= {text for text in texts if isinstance(text, str) and KIND.fullmatch(text)}
    return found - set(access.grants()) - NO_EVENTS


def test_every_kind_has_words() -> None:
    nouns = {kind.partition(".")[0] for kind in events_said.words()}
    kinds = {text for text in written() if text.partition(".")[0] in nouns}
    assert len(kinds) > 100
    assert kinds - set(events_said.words()) == set()


def test_no_words_are_left_over() -> None:
    assert set(events_said.words()) - written() == set()
