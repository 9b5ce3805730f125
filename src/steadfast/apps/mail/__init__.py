"""The app "mail": mail in and out: boxes, the store of raw messages, reading, threading, triage, sending."""
