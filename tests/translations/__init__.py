"""The catalogs of the languages: `python -m tests.translations` brings them up to date; CONTRIBUTING.md tells how.

Texts are found as the program finds them: in Python by Babel, in templates by Django's own parser. Babel writes the
catalogs and compiles them, so that no machine needs GNU gettext.
"""
