"""The rows of each app whose addresses came later, beside those of tests/apps/access/matrix.py."""

from tests.apps.access.rows import alerts, api, automation, calls, hours, mail, notices, portal, watch

APPS = (hours, mail, calls, alerts, watch, notices, automation, portal, api)
