"""What a database is made of, as a set of lines that no order of columns changes: to hold two databases together."""

import re

from tests.care.practices import Practice

# Of tables, whatever stands between two commas at the top; indexes, triggers and search tables as they were written.
SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
CASTS = re.compile(r"::[a-z ]+(\[\])?|[()]")  # a dump that was read in again casts lists otherwise
OURS = "IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)"
POSTGRESQL = f"""
SELECT 'column', a.attrelid::regclass::text, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
    a.attnotnull, a.attidentity, a.attgenerated, a.attcollation, pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
  WHERE a.attrelid {OURS} AND a.attnum > 0 AND NOT a.attisdropped
    AND (SELECT relkind FROM pg_class WHERE oid = a.attrelid) IN ('r', 'S')
UNION ALL SELECT 'constraint', conrelid::regclass::text, concat_ws(' ', conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE conrelid {OURS}
UNION ALL SELECT 'index', indrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid {OURS}
UNION ALL SELECT 'trigger', t.tgrelid::regclass::text, concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled, p.prosrc)
  FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid {OURS} AND NOT t.tgisinternal
UNION ALL SELECT 'options', oid::regclass::text, array_to_string(reloptions, ' ') FROM pg_class
  WHERE oid {OURS} AND reloptions IS NOT NULL
"""


def of(practice: Practice) -> set[str]:
    """Return tables, columns, constraints, indexes and triggers of a practice, on either engine."""
    if practice.url:
        return {CASTS.sub("", " ".join(map(str, row))) for row in practice.rows(POSTGRESQL)}
    return {line for kind, name, sql in practice.rows(SQLITE) for line in _lines(kind, name, sql)}


def _lines(kind: str, name: str, sql: str) -> list[str]:
    words = re.sub(r"\s+", " ", sql)
    if kind != "table" or words.startswith("CREATE VIRTUAL"):
        return [f"{kind} {name} {words}"]
    inner = words[words.index("(") + 1 : words.rindex(")")]
    return [f"table {name} {part}" for part in _parts(inner)] + [f"table {name}{words[words.rindex(')') + 1 :]}"]


def _parts(text: str) -> list[str]:
    """Split at the commas that stand within no parentheses."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]
