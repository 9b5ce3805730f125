"""Posting: write how a closed month differs from what is stated of it, as the rows of one statement.

One INSERT ... SELECT a month, so that no row passes through Python.
"""

from django.db import connection

from steadfast.apps.reporting.models import MonthFigure, MonthStatement
from steadfast.apps.reporting.queries.month_differences import NAMES, POSTED, date_mark, differences, quoted, stored


def post(statement: MonthStatement) -> int:
    """Write the postings of a statement; return how many there are, 0 when nothing differs from what was stated."""
    sql, params = differences(statement.month)
    table, columns = MonthFigure._meta.db_table, ", ".join(map(quoted, (*NAMES, *POSTED)))
    into = f"INSERT INTO {table} (statement_id, month, {columns})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{into} SELECT %s, {date_mark()}, {columns} FROM ({sql}) AS news",
            [statement.pk, stored(statement.month), *params],
        )
        return int(cursor.rowcount)
