"""The settings of a test run: the real ones, over a folder of their own, with what only makes tests slow left out."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

folder = tempfile.mkdtemp(prefix="steadfast-test-")
Path(folder, "static").mkdir()  # whitenoise warns where it is missing
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["STEADFAST_DATA"] = folder
os.environ.setdefault("STEADFAST_SECRET", "a secret of the tests")

from steadfast.config.settings import *  # noqa: E402, F403
from steadfast.config.settings import ACCOUNT_RATE_LIMITS as RATES  # noqa: E402
from steadfast.config.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in use: the shared memory of two connections locks by other rules. A lost disk write harms no test.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    DATABASES["default"]["TEST"] = {"NAME": f"{folder}/test.sqlite3"}
ACCOUNT_RATE_LIMITS = {**RATES, "search": "", "export": ""}  # a test asks faster than a person
AUDIT_EVERY = 0  # no thread writes beside a test: tests that are about looks write them themselves
