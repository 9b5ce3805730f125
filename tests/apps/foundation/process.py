"""The entry of the real processes that the crash and race tests start: `python -m tests.apps.foundation.process NAME …`
calls a function of chores.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.apps.foundation.settings"
django.setup()

from tests.apps.foundation import chores  # noqa: E402 - it needs the models

if __name__ == "__main__":
    getattr(chores, sys.argv[1])(*sys.argv[2:])
