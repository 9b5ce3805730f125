"""Whether the database can hold every letter: PostgreSQL takes any byte for a letter where its encoding is not UTF8."""

from django.db import connection

from steadfast.foundation.care.refusal import Refused

HOW = "createdb --encoding=UTF8 --locale=C.UTF-8 --template=template0 NAME"


def require_all() -> None:
    """Raise Refused where the database is PostgreSQL in another encoding."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if encoding != "UTF8":
        raise Refused(f"the database has the encoding {encoding}; make one with UTF8: {HOW}")
