"""Addresses of the desk."""

from django.urls import path

import kinmend.web.kit.ids  # noqa: F401 (registers the converter)
from kinmend.web.desk import views

urlpatterns = [
    path("n/new", views.new, name="new"),
    path("n/<hex:document>", views.write, name="write"),
    path("n/<hex:document>/save", views.save, name="save"),
    path("n/<hex:document>/mark", views.mark, name="mark"),
    path("n/<hex:document>/for", views.purpose, name="purpose"),
    path("n/<hex:document>/out", views.out, name="out"),
    path("n/<hex:document>/hold", views.hold, name="hold"),
    path("n/<hex:document>/card", views.card, name="card"),
    path("n/<hex:document>/drop", views.drop, name="drop"),
    path("r/new", views.receive, name="receive"),
    path("r/<hex:document>", views.received, name="received"),
    path("r/<hex:document>/away", views.away, name="away"),
]
