"""The promise line as SVG. Percentages place the pieces, so that nothing is stretched and one hatch serves the page.

Built as plain text because a list draws fifty of them.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from steadfast.domain.commitment.line import Line, Piece

START = '<svg class="span" role="img" aria-label="'
TRACK = '"><rect class="off" x="0" y="8" width="100%" height="6" rx="2"/>'
FILLS = {"used": 'class="used"', "left": 'class="left"', "over": 'class="over"', "pause": 'fill="url(#hatch)"'}


def svg(line: Line) -> SafeString:
    pieces = "".join(_piece(p) for p in line.pieces if p.kind != "off")
    due = f'<line class="due" x1="{line.due_x}%" x2="{line.due_x}%" y1="3" y2="19"/>'
    now = "" if line.now_x is None else f'<line class="now" x1="{line.now_x}%" x2="{line.now_x}%" y1="5" y2="17"/>'
    return mark_safe(f"{START}{escape(line.label)}{TRACK}{pieces}{due}{now}</svg>")


def _piece(piece: Piece) -> str:
    return f'<rect {FILLS[piece.kind]} x="{piece.x}%" y="7" width="{piece.width}%" height="8" rx="1.5"/>'
