"""What a notice says, in the reader's words."""

from collections.abc import Mapping

from steadfast.apps.notices.models import Notice
from steadfast.domain.language import known, say, say_n

SAID: Mapping[str, str] = {
    "offered": known("%(who)s offers you %(what)s"),
    "accepted": known("%(who)s took over %(what)s"),
    "declined": known("%(who)s declined %(what)s"),
    "spoke": known("%(who)s wrote on %(what)s"),
    "mentioned": known("%(who)s mentions you on %(what)s"),
    "said yes": known("%(who)s said yes to your date: %(what)s"),
    "said no": known("%(who)s said no to your date: %(what)s"),
    "soon due": known("Soon due: %(what)s"),
    "closed": known("%(who)s closed %(what)s"),
    "reopened": known("%(who)s opened %(what)s again"),
    "mailbox": known("No mail comes in or goes out: %(what)s"),
}


def said(row: Notice) -> str:
    """Return the sentence of a notice."""
    who = row.by.name if row.by else "Steadfast"
    if row.key.startswith(f"{row.kind}:by:"):
        return _gathered(row, who)
    what = str(row.about.get("what") or (row.subject.title if row.subject else ""))
    sentence = say(SAID[row.kind], who=who, what=what)
    return sentence if row.count == 1 else say("%(sentence)s (%(n)s times)", sentence=sentence, n=row.count)


def _gathered(row: Notice, who: str) -> str:
    if row.kind == "closed":
        return say_n(
            "%(who)s closed one more ticket of yours", "%(who)s closed %(n)s more tickets of yours", row.count, who=who
        )
    if row.kind == "reopened":
        return say_n(
            "%(who)s opened one more ticket of yours again",
            "%(who)s opened %(n)s more tickets of yours again",
            row.count,
            who=who,
        )
    return say_n("%(who)s offers you one more ticket", "%(who)s offers you %(n)s more tickets", row.count, who=who)
