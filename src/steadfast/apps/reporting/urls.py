"""Addresses of the figures."""

from django.urls import path

from steadfast.apps.reporting.views import breaches, export, export_lists, hand_overs, imports, rows, scorecard

app_name = "reporting"
urlpatterns = [
    path("scorecard/", scorecard.show, name="scorecard"),
    path("scorecard/breaches/", breaches.show, name="breaches"),
    path("scorecard/export.csv", export.as_csv, name="csv"),
    path("scorecard/export.json", export.as_json, name="json"),
    path("scorecard/rows/", rows.index, name="rows"),
    path("scorecard/hand-overs/", hand_overs.show, name="hand_overs"),
    path("scorecard/hand-overs/tickets/", hand_overs.tickets, name="hand_over_tickets"),
    path("imports/<number:number>/differences.csv", imports.export, name="import_csv"),
    path("scorecard/rows/export.csv", export_lists.rows, {"form": "csv"}, name="rows_csv"),
    path("scorecard/rows/export.jsonl", export_lists.rows, {"form": "jsonl"}, name="rows_jsonl"),
    path("scorecard/hand-overs/export.csv", export_lists.groups, {"form": "csv"}, name="hand_overs_csv"),
    path("scorecard/hand-overs/export.jsonl", export_lists.groups, {"form": "jsonl"}, name="hand_overs_jsonl"),
    path(
        "scorecard/hand-overs/tickets/export.csv", export_lists.tickets, {"form": "csv"}, name="hand_over_tickets_csv"
    ),
    path(
        "scorecard/hand-overs/tickets/export.jsonl",
        export_lists.tickets,
        {"form": "jsonl"},
        name="hand_over_tickets_jsonl",
    ),
]
