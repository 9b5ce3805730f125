"""Lets `python -m steadfast.config.command` be the command; .venv/bin/steadfast calls it so."""

import sys

from steadfast.config.command import main

if __name__ == "__main__":
    sys.exit(main())
