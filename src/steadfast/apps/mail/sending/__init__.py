"""How a mail is made and handed to a server; nothing here writes a row."""
