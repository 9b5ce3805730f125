"""Addresses for who answers for accounts: roles of the practice's own, who leaves, and the audit page."""

from django.urls import path

from steadfast.apps.identity.views import audit, leaving, roles

pages = [
    path("roles/", roles.index, name="own_roles"),
    path("roles/new/", roles.new, name="new_role"),
    path("roles/<number:role_id>/", roles.change, name="role"),
    path("roles/<number:role_id>/retire/", roles.retire, name="retire_role"),
    path("people/<number:person_id>/leaving/", leaving.show, name="leaving"),
    path("people/<number:person_id>/leaving/cancel/", leaving.cancel, name="cancel_leaving"),
    path("audit/", audit.index, name="audit"),
    path("audit/export.csv", audit.export, name="audit_csv"),
]
