"""Planning an import: everything that it will write is worked out before anything is written. No database, no clock."""
