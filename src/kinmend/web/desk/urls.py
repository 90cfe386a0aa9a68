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
    path("n/<hex:document>/care", views.care, name="care"),
    path("n/wrong", views.wrong, name="wrong"),
    path("n/corrections", views.corrections, name="corrections"),
    path("n/corrections.jsonl", views.corrections_file, name="corrections-file"),
    path("n/tested", views.tested, name="tested"),
    path("r/new", views.receive, name="receive"),
    path("r/<hex:document>", views.received, name="received"),
    path("r/<hex:document>/hear", views.hear, name="hear"),
    path("r/<hex:document>/away", views.away, name="away"),
]
