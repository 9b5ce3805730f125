"""The WSGI entry that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from steadfast.config import charset, parent

os.environ["DJANGO_SETTINGS_MODULE"] = "steadfast.config.settings"
application = charset.in_utf_8(get_wsgi_application())
parent.watch()
