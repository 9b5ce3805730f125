"""The first tables of a practice: all of them with their guards, or none."""

import json

from tests.care.practices import Practice

CUT_OFF = """
from unittest import mock
from django.db import connection
from steadfast.foundation import schema
try:
    with mock.patch("steadfast.foundation.installation.triggers.install", side_effect=KeyboardInterrupt):
        schema.bring_up()
except KeyboardInterrupt:
    print(len(connection.introspection.table_names()))
"""
AGAIN = """
import json
from steadfast.config.command import tables
from steadfast.foundation import health, schema
schema.bring_up()
print(json.dumps([tables.pending(), health.guards()]))
"""


def test_a_first_start_that_was_cut_off_left_nothing_and_the_next_makes_everything(empty: Practice) -> None:
    empty.folder.mkdir(exist_ok=True)
    assert empty.python(CUT_OFF).strip() == "0"
    assert json.loads(empty.python(AGAIN)) == [False, ""]
