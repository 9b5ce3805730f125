"""The WSGI entry that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from steadfast.config import parent

os.environ["DJANGO_SETTINGS_MODULE"] = "steadfast.config.settings"
application = get_wsgi_application()
parent.watch()
