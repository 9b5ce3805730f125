"""Reading any file as a table: columns, and rows with their numbers, streamed. No database, no clock.

`open_table(path)` is the one door. What a file is, is told by its bytes; its name is never asked.
"""

from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.reading.opening import digest, open_table
from steadfast.apps.imports.reading.table import FORMATS, Form, Table

__all__ = ["FORMATS", "Fault", "Form", "Table", "digest", "open_table"]
