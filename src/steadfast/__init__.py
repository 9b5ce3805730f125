"""Steadfast: runs a managed service provider on kept promises. Its version stands here, for it runs uninstalled."""

import os

VERSION = "0.1.0"

# Said before anything imports openpyxl: with lxml it would read workbooks past defusedxml, entities and all.
os.environ["OPENPYXL_LXML"] = "False"
