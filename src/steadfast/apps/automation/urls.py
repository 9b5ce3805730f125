"""Addresses of automation; the checklist of a ticket lies below the ticket."""

from django.urls import path

from steadfast.apps.automation.views import checklists, forms, items, overview, recurring, rules

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
    path("automation/recurring/<number:recurrence_id>/remove/", recurring.remove, name="remove_recurrence"),
    path("automation/rules/", rules.index, name="rules"),
    path("automation/rules/new/", rules.new, name="new_rule"),
    path("automation/rules/log/", rules.runs, name="rule_log"),
    path("automation/rules/<number:rule_id>/", rules.show, name="rule"),
    path("automation/rules/<number:rule_id>/edit/", rules.edit, name="edit_rule"),
    path("automation/rules/<number:rule_id>/try/", rules.try_out, name="try_rule"),
    path("automation/rules/<number:rule_id>/switch/", rules.switch, name="switch_rule"),
    path("automation/rules/<number:rule_id>/move/", rules.move, name="move_rule"),
    path("automation/rules/<number:rule_id>/remove/", rules.remove, name="remove_rule"),
    path("automation/forms/new/", forms.new, name="new_form"),
    path("automation/forms/<number:form_id>/", forms.edit, name="form"),
    path("automation/forms/<number:form_id>/ask/", forms.ask, name="ask"),
    path("tickets/<number:number>/checklist/", items.add, name="items"),
    path("tickets/<number:number>/checklist/<number:item_id>/", items.tick, name="tick"),
    path("tickets/<number:number>/checklist/<number:item_id>/take-off/", items.take_off, name="take_off"),
]
