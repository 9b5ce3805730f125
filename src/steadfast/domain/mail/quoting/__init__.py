"""What of a mail's text is new, and what only repeats: quotes, the mail below, signatures.

`split(text)` gives the text in parts, each shown or folded. The parts together are the text, character by character.
The rules are worked out in docs/algorithms/mail.md. They follow those of discourse/email_reply_trimmer (MIT).
"""

from steadfast.domain.mail.quoting.parts import Part, Split, split

__all__ = ["Part", "Split", "split"]
