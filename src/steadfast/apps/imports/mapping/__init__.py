"""The mapping language: what the columns and words of a foreign file mean here, as one TOML file for each format.

`named` finds a mapping that comes with Steadfast, `load` reads one from a file; docs/reference/mapping.md is the whole
language. No database, no clock.
"""

from steadfast.apps.imports.mapping.known import known, named
from steadfast.apps.imports.mapping.loading import load, read
from steadfast.apps.imports.mapping.mapping import Dates, Mapping, Naming, SourceAgreement, Standing, TicketRules
from steadfast.apps.imports.mapping.records import Record, records
from steadfast.apps.imports.mapping.section import BadMapping

__all__ = [
    "BadMapping",
    "Dates",
    "Mapping",
    "Naming",
    "Record",
    "SourceAgreement",
    "Standing",
    "TicketRules",
    "known",
    "load",
    "named",
    "read",
    "records",
]
