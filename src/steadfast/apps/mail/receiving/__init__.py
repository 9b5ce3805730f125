"""How mail reaches a box: fetched from a mailbox by IMAP, or handed over by a mail server beside us (LMTP)."""
