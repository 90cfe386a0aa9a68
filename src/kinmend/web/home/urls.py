"""Addresses of home."""

from django.urls import path

from kinmend.web.home import intake, views

urlpatterns = [
    path("", views.front, name="front"),
    path("start", views.welcome, name="welcome"),
    path("begin", views.begin, name="begin"),
    path("n/", views.today, name="today"),
    path("n/q/<int:number>", intake.intake, name="intake"),
    path("n/safe/later", views.safety_later, name="safety-later"),
    path("n/find", views.find, name="find"),
    path("n/to/<slug:door>", views.door, name="door"),
]
