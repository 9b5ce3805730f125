"""Addresses of imports: the list, a new one step by step, and one that was brought in, by its number."""

from django.urls import path

from steadfast.apps.imports.views import batches, export, feeds, leading, mapping, planning, sending

app_name = "imports"
urlpatterns = [
    path("imports/", batches.index, name="list"),
    path("imports/new/", sending.new, name="new"),
    path("imports/drafts/<number:draft_id>/", planning.resume, name="draft"),
    path("imports/drafts/<number:draft_id>/columns/", mapping.columns, name="columns"),
    path("imports/drafts/<number:draft_id>/words/", mapping.words, name="words"),
    path("imports/drafts/<number:draft_id>/keep/", mapping.keep, name="keep"),
    path("imports/drafts/<number:draft_id>/mapping.toml", mapping.toml, name="toml"),
    path("imports/drafts/<number:draft_id>/plan/", planning.plan, name="plan"),
    path("imports/drafts/<number:draft_id>/refused.csv", planning.refused, name="refused"),
    path("imports/drafts/<number:draft_id>/apply/", planning.apply, name="apply"),
    path("imports/drafts/<number:draft_id>/drop/", planning.drop, name="drop"),
    path("imports/<number:number>/", batches.show, name="show"),
    path("imports/<number:number>/kept.csv", batches.kept, name="kept"),
    path("imports/<number:number>/undo/", batches.undo, name="undo"),
    path("imports/sources/", feeds.index, name="sources"),
    path("imports/sources/new/", feeds.new, name="new_source"),
    path("imports/sources/<number:source_id>/", feeds.show, name="source"),
    path("imports/sources/<number:source_id>/edit/", feeds.edit, name="edit_source"),
    path("imports/sources/<number:source_id>/try/", feeds.attempt, name="try_source"),
    path("imports/sources/<number:source_id>/run/", feeds.run, name="run_source"),
    path("imports/sources/<number:source_id>/pause/", feeds.pause, name="pause_source"),
    path("imports/sources/<number:source_id>/lead/", leading.lead, name="lead_source"),
    path("imports/export.csv", export.batches, {"form": "csv"}, name="batches_csv"),
    path("imports/export.jsonl", export.batches, {"form": "jsonl"}, name="batches_jsonl"),
]
