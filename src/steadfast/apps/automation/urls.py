"""Addresses of automation; the checklist of a ticket lies below the ticket."""

from django.urls import path

from steadfast.apps.automation.views import checklists, forms, items, overview, recurring

app_name = "automation"
urlpatterns = [
    path("automation/", overview.index, name="index"),
    path("automation/checklists/new/", checklists.new, name="new_checklist"),
    path("automation/checklists/<number:checklist_id>/", checklists.edit, name="checklist"),
    path("automation/checklists/<number:checklist_id>/remove/", checklists.remove, name="remove_checklist"),
    path("automation/recurring/new/", recurring.new, name="new_recurrence"),
    path("automation/recurring/<number:recurrence_id>/", recurring.show, name="recurrence"),
    path("automation/recurring/<number:recurrence_id>/edit/", recurring.edit, name="edit_recurrence"),
    path("automation/recurring/<number:recurrence_id>/pause/", recurring.pause, name="pause_recurrence"),
    path("automation/forms/new/", forms.new, name="new_form"),
    path("automation/forms/<number:form_id>/", forms.edit, name="form"),
    path("automation/forms/<number:form_id>/ask/", forms.ask, name="ask"),
    path("tickets/<number:number>/checklist/", items.add, name="items"),
    path("tickets/<number:number>/checklist/<number:item_id>/", items.tick, name="tick"),
    path("tickets/<number:number>/checklist/<number:item_id>/take-off/", items.take_off, name="take_off"),
]
