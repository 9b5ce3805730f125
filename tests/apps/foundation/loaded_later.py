"""Addresses that a test loads later."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def one(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(number)


urlpatterns = [path("<int:number>/", one, name="one")]
