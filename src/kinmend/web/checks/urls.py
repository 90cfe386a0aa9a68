"""Addresses of check-ins."""

from django.urls import path

from kinmend.web.checks import views
from kinmend.web.kit import ids  # noqa: F401 (registers the `hex` converter)

urlpatterns = [
    path("k/", views.checks_page, name="checks"),
    path("k/unsure", views.unsure, name="unsure"),
    path("k/<slug:span>", views.check, name="check"),
    path("k/<hex:document>/drop", views.drop, name="drop-check"),
]
