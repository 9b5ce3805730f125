"""Addresses of search and of Steadfast as an app, and those for the machines that watch the practice's server."""

from django.urls import path

from steadfast.foundation import search_views, views, web_app

urlpatterns = [
    path("app.webmanifest", web_app.manifest, name="manifest"),
    path("service-worker.js", web_app.worker, name="service_worker"),
    path("offline/", web_app.offline, name="offline"),
    path("search/", search_views.index, name="search"),
    path("search/options/", search_views.options, name="search_options"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
