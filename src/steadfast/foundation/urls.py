"""Addresses of search and of Steadfast as an app, and those for the machines that watch the practice's server."""

from django.urls import path

from steadfast.foundation import search_views, views, web_app
from steadfast.foundation.care import metrics_view
from steadfast.foundation.care import page as care_page

urlpatterns = [
    path("app.webmanifest", web_app.manifest, name="manifest"),
    path("service-worker.js", web_app.worker, name="service_worker"),
    path("offline/", web_app.offline, name="offline"),
    path("search/", search_views.index, name="search"),
    path("search/options/", search_views.options, name="search_options"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", metrics_view.show, name="metrics"),
    path("care/", care_page.show, name="care"),
    path("care/plan/", care_page.plan, name="care_plan"),
    path("care/<slug:what>/now/", care_page.begin, name="care_begin"),
    path("care/jobs/<number:job_id>/retry/", care_page.retry, name="care_retry"),
    path("care/backups/<str:name>", care_page.download, name="care_download"),
]
