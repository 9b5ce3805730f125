"""The line above a quote, "On Monday, Jo wrote:", as mail programs write it in their languages; maybe over some lines.

Every pattern is plain: looking at a line costs its length, whatever somebody put into it.
"""

import re

MOST_LINES = 4  # over which one introduction goes
LONGEST = 600  # characters
NOISE = " >*_\t\u00a0\u200e\u200f"

WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|geschrieben|écrit|escribió|escrito|scritto|geschreven|schreef|escreveu|skrev|"
    r"napisał|napisała|pisze|napsal|napsala|kirjoitti|yazdı|написал|написала|пишет|написав|пише)\b|写道|寫道|書きました|작성"
)
BEGINS = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Em|No dia|W dniu|Dnia|Dn\.|Den|På|Dne|Pada)\s|在\s?\d|"
    r"\d{4}[-/.年]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)
DATE_AND_NAME = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{2,4},|[^\W\d]{2,9}\.?,\s\d{1,2}\s[^\W\d]{3,9}\s\d{4})"
    r"\s[^<]{1,120}<\s?[^<>\s]{1,100}@[^<>\s]{1,100}>\s?[:：]$"
)
ADDRESSED = re.compile(r"<[^<>]*@|<$|@\S+>?\s|\bvia\s")
DATED = re.compile(r"[\d@<]")
BELOW = re.compile(
    r"""(?:
    -{2,}\s?(?:Original\ (?:Message|Appointment)|Forwarded\ (?:message|by)|Reply\ message|
        Ursprüngliche\ (?:Nachricht|Mail)|Weitergeleitete\ Nachricht|Originalnachricht|
        Message\ (?:d['’]origine|transféré)|Mensaje\ (?:original|reenviado)|
        Messaggio\ (?:originale|inoltrato)|Oorspronkelijk\ bericht|Doorgestuurd\ bericht|Ursprungligt\ meddelande|
        Oprindelig\ meddelelse|Opprinnelig\ melding|Mensagem\ (?:original|encaminhada)|Wiadomość\ oryginalna|
        Исходное\ сообщение|Пересылаемое\ сообщение)\s?-*
    |(?:Begin\ forwarded\ message|Anfang\ der\ weitergeleiteten\ (?:E-Mail|Nachricht)|
        Début\ du\ message\ (?:réexpédié|transféré)|Inizio\ messaggio\ inoltrato|Begin\ doorgestuurd\ bericht)\s?[:：]
    )$""",
    re.IGNORECASE | re.VERBOSE,
)


def length(lines: list[str], start: int) -> int:
    """Return over how many lines an introduction goes that begins at `start`; 0 where none begins."""
    first = lines[start].strip(NOISE)
    if BELOW.match(first) or _is_one(first):
        return 1
    if not _begins(first):
        return 0
    joined = first
    for count in range(2, MOST_LINES + 1):
        following = lines[start + count - 1].strip(NOISE) if start + count <= len(lines) else ""
        joined = f"{joined} {following}"
        if not following or len(joined) > LONGEST:
            return 0
        if _is_one(joined):
            return count
    return 0


def _begins(line: str) -> bool:
    """Tell whether an introduction of several lines can begin so: with a date, or with who wrote."""
    if BEGINS.match(line):
        return any(sign.isdigit() for sign in line)
    return bool(ADDRESSED.search(line)) and bool(WROTE.search(line) or line.endswith("<"))


def _is_one(line: str) -> bool:
    if len(line) > LONGEST or not line.endswith((":", "：")) or not DATED.search(line):
        return False
    if DATE_AND_NAME.match(line):
        return True
    wrote = WROTE.search(line)
    return wrote is not None and bool(BEGINS.match(line) or ADDRESSED.search(line) or not line.isascii())
