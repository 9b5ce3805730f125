"""The replies that discourse/email_reply_trimmer collected: what we show of each is what it says to expect."""

from steadfast.domain.mail.quoting import split
from tests.domain.mail.fixtures import files, needs_mails

FOLDER = "test/"


@needs_mails
def test_all_thirty_five_replies_are_shown_as_expected() -> None:
    there = {name: content.decode() for name, content in files("discourse-email-reply-trimmer").items()}
    pairs = {name: there[name.replace("/emails/", "/trimmed/")] for name in there if "/emails/" in name}
    differ = [name for name, expected in pairs.items() if shown(there[name]) != expected.strip()]
    print("\n".join(f"differs: {name}" for name in differ))
    assert len(pairs) == 35
    assert differ == []  # at least 32 were asked for


@needs_mails
def test_no_text_of_any_collected_reply_is_lost() -> None:
    names = [f"{who}-email-reply-parser" for who in ("crisp", "github", "zapier")]
    texts = [text.decode(errors="replace") for name in names for text in files(name).values()]
    assert len(texts) == 73
    assert [text for text in texts if split(text).whole != text or not (split(text).new or split(text).folded)] == []


def shown(text: str) -> str:
    return split(text).new.replace("\r\n", "\n").strip()
