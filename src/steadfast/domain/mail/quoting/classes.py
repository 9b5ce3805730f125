"""Each line of a mail as one letter, so that the rules can be said of the whole mail as patterns.

t text · e empty · q quote (">") · b the line that introduces a quote · h a header of the mail below
d a line behind which nothing is new (signature, a drawn line) · s "Sent from my iPhone"
"""

import re

from steadfast.domain.mail.quoting import introductions

LONGEST = 300  # characters: a longer line is text, a quote or a header
QUOTE = re.compile(r"\s*>")
SIGNATURE_MARK = re.compile(r"^(?:--|__|—|–|[-_—–]{3,5})[\s\u00a0]*$")
DRAWN = re.compile(r"^\s{0,2}[-_—–*=#]{3,}\s*$")  # a line of signs: it ends the new part where a mail follows below it
CODE = re.compile(r"^\s*(?:```|~~~)")
FOOTER = re.compile(
    r"^\s*(?:#{2,}\s*-\s*|[-–—\s#*]*)(?:Please\s+(?:type|write)\s+your\s+reply\s+above\s+this\s+line|Reply\s+above\s+this\s+line|"
    r"Bitte\s+(?:antworten|schreiben)\s+Sie\s+(?:ober|über)[^\n]{0,40}Linie)",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"""^[\s*_~–—-]*(?:
    (?:Sent|Get|Send)\s+(?:from|via|with|using|by)\s+(?:my\s+|the\s+|Outlook|iPhone|iPad|Samsung|Mobile|Mail|Yahoo|Mailbird|Proton|K-9|Gmail|Android|Windows|Spark|a\s+)[^\n]{0,80}
    |Get\s+Outlook\s+for\s+[^\n]{0,60}
    |(?:Von\s+meinem|Gesendet\s+(?:von|mit|über|aus)|Diese\s+Nachricht\s+wurde\s+von\s+mein)[^\n]{0,90}
    |Envoyé\s+(?:de|depuis)[^\n]{0,80}|Enviado\s+(?:desde|do|a\s+partir)[^\n]{0,80}|Inviato\s+da[^\n]{0,80}
    |Verzonden\s+(?:vanaf|met|via)[^\n]{0,80}|Sendt\s+fra[^\n]{0,80}|Skickat\s+från[^\n]{0,80}|Lähetetty[^\n]{0,80}
    |Wysłane?\s+z[^\n]{0,80}|Отправлено\s+[^\n]{0,80}|发自我的[^\n]{0,40}|從我的[^\n]{0,40}|iPhoneから送信
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
FIELDS = (
    "From|Sent|To|Cc|Bcc|Date|Subject|Reply-To|Von|Gesendet|An|Betreff|Datum|Kopie|Antwort an|De|Envoyé|À|A|Objet|Date|"
    "Répondre à|Para|Asunto|Enviado|Enviado el|Fecha|Da|Inviato|Oggetto|Data|Risposta|Van|Verzonden|Aan|Onderwerp|Od|"
    "Wysłano|Do|Temat|Från|Skickat|Till|Ämne|Fra|Sendt|Til|Emne|Assunto|Lähettäjä|Lähetetty|Vastaanottaja|Aihe|"
    "От|Отправлено|Кому|Тема|Дата|发件人|发送时间|收件人|主题|差出人|送信日時|宛先|件名"
)
HEADER = re.compile(rf"^[\s>]*\*?\s*(?:{FIELDS})\s*\*?[ \t\u00a0]*[:：]\*?(?:\s|$)", re.IGNORECASE)


def classes(lines: list[str]) -> str:
    """Return one letter a line."""
    found: list[str] = []
    fenced = False
    while len(found) < len(lines):
        at = len(found)
        if CODE.match(lines[at]):
            fenced = not fenced and any(CODE.match(line) for line in lines[at + 1 :])
            found.append("t")
            continue
        count = 0 if fenced else introductions.length(lines, at)
        found += "b" * count if count else (_fenced(lines[at]) if fenced else _class(lines[at]))
    return _ended("".join(found), lines)


def _ended(letters: str, lines: list[str]) -> str:
    """Return the letters with a drawn line as the end where headers or an introduction follow it, and else as text."""
    found = list(letters)
    for at, letter in enumerate(letters):
        if letter == "d" and not (SIGNATURE_MARK.match(lines[at]) or FOOTER.match(lines[at])):
            below = letters[at + 1 :].lstrip("e")[:1]
            found[at] = "d" if below in ("h", "b", "q") and below else "t"
    return "".join(found)


def _fenced(line: str) -> str:
    """Return the class of a line of code: text, whatever it looks like."""
    return "t" if line.strip() else "e"


def _class(whole: str) -> str:
    if not whole.strip():
        return "e"
    line = whole[:LONGEST]
    if len(whole) > LONGEST:
        return "q" if QUOTE.match(line) else "h" if HEADER.match(line) else "t"
    if SIGNATURE_MARK.match(line) or DRAWN.match(line) or FOOTER.match(line):
        return "d"
    if SIGNATURE.match(line):
        return "s"
    if HEADER.match(line):
        return "h"
    return "q" if QUOTE.match(line) else "t"
