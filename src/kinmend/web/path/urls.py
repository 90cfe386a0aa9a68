"""Addresses of the path: letters and numbers that tell nothing."""

from django.urls import path

from kinmend.web.kit import ids  # noqa: F401 (registers the `hex` converter)
from kinmend.web.path.views import chapters, steps, things, told

urlpatterns = [
    path("p/", chapters.path_page, name="path"),
    path("p/hide", chapters.hide, name="hide"),
    path("p/from", chapters.article, name="article"),
    path("p/door", chapters.door_to_a_human, name="human"),
    path("p/told", told.told, name="told"),
    path("p/made", things.made, name="made"),
    path("p/<int:order>", chapters.chapter, name="chapter"),
    path("x/<int:number>", chapters.exercise, name="exercise"),
    path("x/<int:number>/later", chapters.wave, name="wave"),
    path("w/<hex:document>/", steps.run, name="run"),
    path("w/<hex:document>/rest", steps.rest, name="rest"),
    path("w/<hex:document>/end", steps.end, name="end"),
    path("w/<hex:document>/page", things.thing, name="thing"),
    path("w/<hex:document>/<int:number>", steps.step, name="step"),
    path("w/<hex:document>/<int:number>/keep", steps.keep, name="keep-step"),
]
