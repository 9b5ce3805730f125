"""Reading a log: from a file of rows to one frozen history per ticket. No database, no clock."""
