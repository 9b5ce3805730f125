"""The settings with the foundation alone: what this ring needs, and proof that it needs no app above it."""

from steadfast.config.settings import *  # noqa: F403

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "steadfast.foundation"]
AUTH_USER_MODEL = "auth.User"
MIDDLEWARE.clear()  # noqa: F405
TEMPLATES.clear()  # noqa: F405
ROOT_URLCONF = "steadfast.foundation.urls"
