"""Files as somebody hostile sends them: each a name and what is in it."""

import bz2
import gzip
import io
import zipfile


def zipped(entries: dict[str, bytes]) -> bytes:
    """Return a zip archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
XXE = DOCTYPE + b'<log xes.version="1.0"><trace><string key="concept:name" value="&x;"/></trace></log>'
LAUGHS = b"<!DOCTYPE log [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
)
LAUGHS = b'<?xml version="1.0"?>' + LAUGHS + b"]><log><string key='concept:name' value='&m;'/></log>"
CONTENT = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
FORMULA = b"id,name\n1,=cmd|' /C calc'!A0\n2,@SUM(1)\n3,+1\n4,-1\n"
EVENTS = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260101\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR"
TICKETS = b"id,opened,closed,state,title\n1,2026-01-05 09:00,2026-01-05 10:00,Closed,A\n1,x,y,\xff\xfe,B\n,,,,\n"

FILES: list[tuple[str, bytes]] = [
    ("picture.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ("page.html", b"<script>alert(1)</script>"),
    ("two.gif", b"GIF89a/*\x01\x00*/=1;alert(1)//<script>alert(1)</script>"),
    ("xxe.xes", XXE),
    ("laughs.xes", LAUGHS),
    ("xxe.xlsx", zipped({"[Content_Types].xml": XXE, "xl/workbook.xml": XXE})),
    ("laughs.xlsx", zipped({"[Content_Types].xml": CONTENT, "xl/workbook.xml": LAUGHS})),
    ("bomb.csv.gz", gzip.compress(b"0," * 4_000_000)),
    ("bomb.zip", zipped({"a.csv": b"0" * 9_000_000})),
    ("up.zip", zipped({"../../../secret": b"id\n1\n", "/etc/passwd": b"id\n"})),
    ("cut.gz", gzip.compress(b"id\n1\n" * 99)[:20]),
    ("cut.xlsx", zipped({"xl/workbook.xml": b"<a"})[:60]),
    ("rows.csv.bz2", bz2.compress(FORMULA)),
    ("companies.csv", FORMULA),
    ("tickets.csv", TICKETS),
    ("dup.csv", b"id,id,name,\n1,2,A,\n1,2,A\n\n,,,,,,\n"),
    ("nul.csv", b"id,name\n\0,\0\n" + b"\xff\xfe\xfd"),
    ("utf16.csv", "id,name\n1,Kestrel\n".encode("utf-16")),
    ("one.csv", b"x"),
    ("wide.csv", b",".join(b"c%d" % n for n in range(5_000)) + b"\n" + b"1," * 5_000),
    ("long.csv", b'id,name\n1,"' + b"a" * 300_000 + b'"\n'),
    ("rows.jsonl", b'{"id": 1}\n{"id": {"a": [1e400, 18446744073709551616]}}\n[]\nnull\n'),
    ("deep.jsonl", b"[" * 50_000),
    ("days.ics", EVENTS),
    ("days.ics", b"BEGIN:VCALENDAR\n" * 500),
    ("empty.csv", b""),
    ("../../up.csv", FORMULA),
    ("\u202egpj.exe", b"MZ\x90\0"),
    ("a" * 400 + ".csv", FORMULA),
    ('x\\";.csv', FORMULA),
    (".", FORMULA),
    ("map.toml", b"name = 'x'\n" + b"[a" * 999),
]
